import { joinPaths } from "../../core/paths.ts";
import { fact, type SourceTrait } from "../finding.ts";

/** Directories that the program is built from beside its module's. */
export const buildContext: SourceTrait = {
  id: "build-context",
  find: ({ repository: { context, module, modules, workspace } }) => {
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
    const because = "a replace line leads out of the module's directory";
    return [fact("Build context", context, joinPaths(module.directory, "go.mod"), because)];
  },
};
