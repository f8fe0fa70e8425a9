import { isPlainPath, type Placeholder } from "../../core/layout.ts";
import { isWithin, joinPaths, relativePath } from "../../core/paths.ts";
import { holdsOutput } from "../embeds.ts";
import { findFrontEnd } from "../front-end/find.ts";
import { layout, type SourceTrait } from "../finding.ts";

/** Files that stand for the output of a front end's build, without which go vet, tests and linters compile nothing. */
export const placeholders: SourceTrait = {
  id: "placeholders",
  find: ({ embeds, repository }) => {
    const { directory } = repository.module;
    const made = new Map<string, Placeholder>();
    for (const input of embeds) {
      // Git has something of it that go:embed takes.
      if (input.exists && holdsOutput(repository.files, input.path)) continue;
      if (!isWithin(input.path, directory) && directory !== ".") continue;
      if (!findFrontEnd(repository, input.path)?.install || !isPlainPath(input.path)) continue;
      const forDirectory = !/\.\w+$/.test(input.path);
      const path = forDirectory ? joinPaths(input.path, "index.html") : input.path;
      const file = relativePath(directory, path);
      made.set(file, { file, forDirectory });
    }
    return made.size === 0 ? [] : [layout({ placeholders: [...made.values()] })];
  },
};
