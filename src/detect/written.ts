import { isWithin, joinPaths } from "../core/paths.ts";
import type { Place } from "../core/place.ts";
import type { OldImage } from "./old-image/index.ts";
import type { Literal, SourceTraits } from "./source-traits.ts";

/** A directory of the image that the program writes to, and where that is said. */
export interface WrittenDirectory extends Place {
  readonly path: string;
}

/** The paths that a program writes, with what the old image's environment gives in them. */
export function writtenPaths(
  { writes }: SourceTraits,
  oldImage: OldImage | undefined,
): readonly Literal[] {
  const variables = new Map(
    (oldImage?.env ?? []).map(({ value }) => {
      const at = value.indexOf("=");
      return [value.slice(0, at), value.slice(at + 1)];
    }),
  );
  return writes.map((one) => ({
    ...one,
    value: one.value.replace(/^\$\{(\w+)\}/, (all, name: string) => variables.get(name) ?? all),
  }));
}

/**
 * Directories that the program writes to in the old image, by the image's own words: its WORKDIR, or
 * a variable of its environment. Those of its volumes are left out.
 */
export function writtenDirectories(
  sources: SourceTraits,
  oldImage: OldImage | undefined,
): readonly WrittenDirectory[] {
  if (!oldImage || !/^(?:root|0)?(?::|$)/.test(oldImage.user?.value ?? "")) return [];
  const volumes = oldImage.volumes.map(({ value }) => value);
  const found = new Map<string, WrittenDirectory>();
  for (const { value, file, line } of writtenPaths(sources, oldImage)) {
    const written = pathInImage(value, oldImage);
    if (written === undefined || volumes.some((volume) => isWithin(written, volume))) continue;
    const path = directoryOf(written, oldImage);
    if (path !== undefined && !found.has(path)) found.set(path, { path, file, line });
  }
  return [...found.values()];
}

// --- internal ---

function pathInImage(written: string, { workdir }: OldImage): string | undefined {
  if (written.startsWith("${")) return undefined;
  const home = workdir?.value ?? "/";
  return written.startsWith("/") ? written : joinPaths(home, written.replace(/^\.\//, ""));
}

// Of what is written in the WORKDIR itself, only where nothing else of the image is in it.
function directoryOf(path: string, oldImage: OldImage): string | undefined {
  const named = [
    ...(oldImage.workdir ? [oldImage.workdir.value.replace(/\/$/, "")] : []),
    ...oldImage.env.map(({ value }) => value.slice(value.indexOf("=") + 1)),
  ].filter((one) => /^\/[\w./-]*\w$/.test(one) && !one.startsWith("/tmp"));
  const [home] = named.filter((one) => isWithin(path, one)).sort((a, b) => b.length - a.length);
  if (home === undefined || home === path) return undefined;
  const isShared = oldImage.copies.some(({ value }) => isWithin(value.split(":")[1] ?? "", home));
  if (!isShared) return home;
  const [below = ""] = path.slice(home.length + 1).split("/");
  return joinPaths(home, below) === path ? undefined : joinPaths(home, below);
}
