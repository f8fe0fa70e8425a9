import { readDockerfile, type OldImage } from "../../src/detect/old-image/index.ts";
import type { Main, Repository } from "../../src/repository/repository.ts";
import { MemoryTree } from "../../src/tree/memory.ts";

/** A program of the name `app`, in the root of its module. */
export const APP: Main = { pattern: ".", directory: ".", name: "app" };

/** A repository that is nowhere but here, with as much of it as the old image is read by. */
export function repositoryOf(
  files: Readonly<Record<string, string>>,
  mains: readonly Main[] = [APP],
): Repository {
  const texts = new Map(Object.entries({ "go.mod": "module example.com/app\n", ...files }));
  return {
    files: new MemoryTree("/nowhere", texts),
    module: { directory: "." },
    rendered: new Set(),
    mains,
  } as unknown as Repository;
}

/** What is read of a Dockerfile in the root of such a repository. */
export function readOldImage(
  dockerfile: string,
  files: Readonly<Record<string, string>> = {},
  mains?: readonly Main[],
): OldImage {
  const repository = repositoryOf({ ...files, Dockerfile: dockerfile }, mains);
  return readDockerfile(repository, "Dockerfile", repository.mains[0]);
}
