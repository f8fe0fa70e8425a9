import { isWithin } from "../core/paths.ts";
import type { Place } from "../core/place.ts";
import { type ComposeService, composeServices } from "../read/compose.ts";
import type { Repository } from "../repository/repository.ts";
import { composeFiles, ownContainers } from "./manifests.ts";
import type { OldImage } from "./old-image/index.ts";

/** What starts the image, or asks it whether it is well, instead of what the image says itself. */
export interface Started extends Place {
  readonly words: readonly string[];
  readonly what: "command" | "arguments" | "health check";
}

/** A service of a Compose file that is built here, and the file. */
export type PlacedService = ComposeService & { readonly file: string };

/** The services of Compose files that are built here. */
export function findServices(repository: Repository): readonly PlacedService[] {
  return composeFiles(repository).flatMap((file) =>
    composeServices(repository.files.text(file) ?? "").map((service) => ({ ...service, file })),
  );
}

/** The command lines that Compose files and manifests give to the image. */
export function findCommands(repository: Repository): readonly Started[] {
  const composed = findServices(repository).flatMap(({ file, entrypoint, command, health }) => [
    ...(entrypoint ? [{ ...entrypoint, file, what: "command" as const }] : []),
    ...(command ? [{ ...command, file, what: "arguments" as const }] : []),
    ...(health ? [{ ...health, file, what: "health check" as const }] : []),
  ]);
  const deployed = ownContainers(repository).flatMap(({ file, command }) =>
    command && command.words.length > 0 ? [{ ...command, file, what: "command" as const }] : [],
  );
  return [...composed, ...deployed];
}

/** An old image with the directories that Compose mounts volumes at: its program writes there. */
export function withMounted(image: OldImage, repository: Repository): OldImage {
  const volumes = [...image.volumes];
  for (const { value, ...place } of mountedVolumes(repository))
    if (!volumes.some((one) => isWithin(value, one.value))) volumes.push({ value, ...place });
  return { ...image, volumes };
}

/** Where Compose mounts volumes of a name. */
export function mountedVolumes(repository: Repository): OldImage["volumes"] {
  return findServices(repository).flatMap(({ file, volumes }) =>
    volumes.map(({ value, line }) => ({ value, file, line })),
  );
}
