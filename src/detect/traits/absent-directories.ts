import { isWithin, joinPaths, parentPath, relativePath } from "../../core/paths.ts";
import { formatPlace } from "../../core/place.ts";
import { note, type SourceTrait } from "../finding.ts";
import type { Program } from "../program.ts";

/** Directories that the program serves or searches, and that no clone has: a front end that is built, or templates to come. */
export const absentDirectories: SourceTrait = {
  id: "absent-directories",
  find: (program) => {
    const byPath = new Map(program.sources.absentDirectories.map((one) => [one.value, one]));
    return [...byPath.values()]
      .filter(({ value }) => !isMade(program, value))
      .map((place) => {
        const { repository } = program;
        const path = relativePath(repository.module.directory, place.value);
        const maker = makerOf(program, place.value);
        const make =
          maker === undefined
            ? "make it before the image is built"
            : `${maker} may build it: do that before the image is built`;
        return note(
          `${place.value} is opened, but no clone has it`,
          formatPlace(place),
          `${make}, and see that git and .dockerignore let it through: --copy=${path}:/app/${path} --workdir=/app; or mount it there`,
        );
      });
  },
};

// The program itself creates it, or a front end that is built brings it.
function isMade({ served, sources, repository: { module } }: Program, path: string): boolean {
  if (served && (isWithin(path, served.value) || isWithin(served.value, path))) return true;
  const own = relativePath(module.directory, path);
  return sources.writes.some(({ value }) => isWithin(value.replace(/^\.\//, ""), own));
}

/** The package.json with a build script, at or above a path. */
function makerOf({ repository: { files } }: Program, path: string): string | undefined {
  for (let directory = parentPath(path); ; directory = parentPath(directory)) {
    const manifest = joinPaths(directory, "package.json");
    if (/"build"\s*:/.test(files.text(manifest) ?? "")) return manifest;
    if (directory === ".") return undefined;
  }
}
