import { isPlainPath } from "../../core/layout.ts";
import { isWithin, joinPaths, relativePath } from "../../core/paths.ts";
import { findFrontend } from "../embeds.ts";
import { layout, type SourceTrait } from "../finding.ts";

/** Files that stand for the output of a front end's build, without which go vet, tests and linters compile nothing. */
export const placeholders: SourceTrait = {
  id: "placeholders",
  find: ({ embeds, repository }) => {
    const { directory } = repository.module;
    const made = new Set<string>();
    for (const input of embeds) {
      // Git has something of it that go:embed takes.
      if (input.exists && !isHidden(repository.files.list(input.path).files)) continue;
      if (!isWithin(input.path, directory) && directory !== ".") continue;
      if (!findFrontend(repository, input) || !isPlainPath(input.path)) continue;
      const isFile = /\.\w+$/.test(input.path);
      const path = isFile ? input.path : joinPaths(input.path, "index.html");
      made.add(relativePath(directory, path));
    }
    return made.size === 0 ? [] : [layout({ placeholders: [...made].sort() })];
  },
};

// Of a directory, go:embed leaves out what begins with a dot or an underscore.
function isHidden(names: readonly string[]): boolean {
  return names.every((name) => /^[._]/.test(name));
}
