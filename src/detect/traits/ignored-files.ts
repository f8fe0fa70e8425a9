import { isWithin, joinPaths, relativePath } from "../../core/paths.ts";
import { formatPlace } from "../../core/place.ts";
import { ancestors } from "../../read/go-mod.ts";
import { type Finding, note, type SourceTrait } from "../finding.ts";
import type { Program } from "../program.ts";

/** Files that are here, but that git ignores, so that no clone has them: they are not copied, and decide nothing. */
export const ignoredFiles: SourceTrait = {
  id: "ignored-files",
  find: (program) => [...reads(program), ...workspaceFiles(program), ...vendoredModules(program)],
};

function reads({ repository, sources, served }: Program): readonly Finding[] {
  const byPath = new Map(sources.ignoredReads.map((one) => [one.value, one]));
  // What a front end makes is built in the image.
  const others = [...byPath.values()].filter(
    ({ value }) => served === undefined || !isWithin(value, served.value),
  );
  return others.map((read) => {
    const path = relativePath(repository.module.directory, read.value);
    return note(
      `${read.value} is not copied: the program opens it, but git ignores it (${read.rule})`,
      formatPlace(read),
      `a clone lacks it; mount it as ${path} in the working directory, make it in the build, or take it into git`,
    );
  });
}

function workspaceFiles({ repository: { files, module } }: Program): readonly Finding[] {
  return ancestors(module.directory).flatMap((directory) => {
    const path = joinPaths(directory, "go.work");
    const rule = files.ignored(path);
    if (rule === undefined) return [];
    return [
      note(
        `${path} does not count: git ignores it`,
        rule,
        "a clone is built without it, and so is the image",
      ),
    ];
  });
}

function vendoredModules({ repository }: Program): readonly Finding[] {
  const path = joinPaths(repository.module.directory, "vendor");
  const rule = repository.files.ignored(path);
  if (repository.vendor !== "none" || rule === undefined) return [];
  return [
    note(
      `${path} does not count: git ignores it`,
      rule,
      "a clone lacks it, so that the image downloads the modules; or take it into git",
    ),
  ];
}
