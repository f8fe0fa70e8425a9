import { languageVersion, parseGoVersion } from "../src/core/go/version.ts";
import { joinPaths } from "../src/core/paths.ts";
import type { Answers } from "../src/core/questions.ts";
import type { Generator } from "./types.ts";

export const module: Generator = {
  id: "module",
  title: "Go module with a program and its test",
  owner: "starter",
  files: (answers, { existing, goMod, directory }) => {
    if (existing) return [];
    const { module: path, name, kind, port } = answers;
    return [
      ...(goMod
        ? []
        : [
            {
              path: joinPaths(directory, "go.mod"),
              template: "go.mod.hbs",
              view: { module: path, goLine: goLine(answers) },
            },
          ]),
      {
        path: joinPaths(directory, "main.go"),
        template: `${kind}.main.go.hbs`,
        view: { name, port },
      },
      { path: joinPaths(directory, "main_test.go"), template: `${kind}.main_test.go` },
      { path: joinPaths(directory, ".gitignore"), template: "gitignore.hbs", view: { name } },
    ];
  },
};

// The first release of the chosen Go: a higher line would refuse every builder image that is older than it.
function goLine({ go }: Answers): string {
  const version = parseGoVersion(go);
  if (!version) throw new Error(`unresolved Go version ${go}`);
  return `${languageVersion(version)}.0`;
}
