import { joinPaths, resolvePath } from "../../core/paths.ts";
import { quoted } from "../../core/words.ts";
import { isIdle } from "../../repository/build-list.ts";
import type { Repository } from "../../repository/repository.ts";
import { fact, type Finding, note, type SourceTrait } from "../finding.ts";

/** Directories that the program is built from beside its module's. */
export const buildContext: SourceTrait = {
  id: "build-context",
  find: ({ repository }) => [...surroundings(repository), ...leftOut(repository)],
};

function surroundings({ context, module, modules, workspace }: Repository): readonly Finding[] {
  if (workspace)
    return [
      fact(
        "Workspace",
        `${modules.length} modules`,
        joinPaths(workspace.directory, "go.work"),
        "the build context holds all of them",
      ),
    ];
  if (context === module.directory) return [];
  const [where, because] =
    modules.length > 1
      ? [
          joinPaths(module.directory, "go.mod"),
          "a replace line leads out of the module's directory",
        ]
      : [context, "the front end beside the module is built from it too"];
  return [fact("Build context", context, where, because)];
}

function leftOut({ module }: Repository): readonly Finding[] {
  return module.goMod.replaces.flatMap(({ target, subject, line }) => {
    const directory = resolvePath(module.directory, target);
    if (directory === undefined || !isIdle(module, directory, subject)) return [];
    return [
      note(
        `the replacement of ${subject} is left out: ${quoted(target)} cannot stand in a Dockerfile`,
        `${joinPaths(module.directory, "go.mod")}:${line}`,
        "nothing requires that module; remove the line",
      ),
    ];
  });
}
