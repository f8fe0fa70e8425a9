import { languageVersion, parseGoVersion } from "../src/core/go/version.ts";
import { joinPaths } from "../src/core/paths.ts";
import type { Answers } from "../src/core/questions/index.ts";
import type { FileSpec, Generator, Project, View } from "./types.ts";

export const module: Generator = {
  id: "module",
  title: "Go module with a program and its test",
  files: (project) => (project.layout.existing ? [] : moduleFiles(project)),
  ecosystem: ({ layout }) => ({ name: "gomod", directory: layout.directory }),
};

function moduleFiles({ answers, layout }: Project): readonly FileSpec[] {
  const { module: path, name, kind, port } = answers;
  const file = (name: string, template: string, view: View = {}): FileSpec => ({
    path: joinPaths(layout.directory, name),
    template,
    view,
    owner: "starter",
  });
  return [
    ...(layout.goMod
      ? []
      : [file("go.mod", "go.mod.hbs", { module: path, goLine: goLine(answers) })]),
    file("main.go", `${kind}.main.go.hbs`, { name, port }),
    file("main_test.go", `${kind}.main_test.go`),
    file(".gitignore", "gitignore.hbs", { name }),
  ];
}

// The first release of the chosen Go: a higher line would refuse every builder image that is older than it.
function goLine({ go }: Answers): string {
  const version = parseGoVersion(go);
  if (!version) throw new Error(`unresolved Go version ${go}`);
  return `${languageVersion(version)}.0`;
}
