import { joinPaths, relativePath } from "../src/core/paths.ts";
import { RECORD_FILE } from "../src/core/record-file.ts";
import type { Generator, Project, View } from "./types.ts";

// What a repository holds beside the program, whoever made it.
const REPOSITORY = [".git", ".github", ".dockerignore", RECORD_FILE];

const EVERYWHERE = ["**/.env", "**/.env.*", "**/*_test.go"];

const TITLE =
  "# What compiling never needs. Nothing else is listed: go:embed may use any other file.\n";

export const dockerignore = {
  id: "dockerignore",
  title: ".dockerignore",
  files: (project, registry) => [
    {
      path: path(project),
      template: "dockerignore.hbs",
      view: view(project, registry),
      owner: "managed",
    },
  ],
  recognises: (text) => text.startsWith(TITLE),
} satisfies Generator;

// A context that others share, or an ignore file of the user's, keeps its own: the builder prefers the one named after the Dockerfile.
function path({ answers: { dockerfile }, layout }: Project): string {
  const { directory, context, dockerignore: kind } = layout;
  return directory === context && dockerfile === "Dockerfile" && kind === "directory"
    ? joinPaths(context, ".dockerignore")
    : joinPaths(directory, `${dockerfile}.dockerignore`);
}

function view(project: Project, registry: readonly Generator[]): View {
  const { answers, layout } = project;
  const { dockerfile, copy, ignore } = answers;
  const { directory, context, embedded, frontend, output } = layout;
  const home = relativePath(context, directory);
  const declared = registry.flatMap(({ ignored }) => ignored ?? []);
  const usual = [...REPOSITORY, ...declared.map((one) => one.usual), "dist"];
  const own = [
    ...declared.map((one) => one.own(answers)),
    ...(dockerfile === "Dockerfile" && home === "." ? [] : [`${dockerfile}.dockerignore`]),
    output,
  ];
  const modules = frontend ? ["**/node_modules"] : [];
  const needed = new Set([...embedded, ...copy.map((pair) => pair.split("/")[0]?.split(":")[0])]);
  const lines =
    home === "."
      ? [...usual, ...own, ...modules]
      : [...usual, ...modules, ...own.map((name) => `${home}/${name}`)];
  return {
    lines: [...new Set(lines)]
      .concat(EVERYWHERE)
      .filter((line) => !needed.has(line))
      .concat(ignore, exceptions(project))
      .join("\n"),
  };
}

// What is needed, though its name is left out elsewhere.
function exceptions({ answers: { copy }, layout }: Project): readonly string[] {
  const copied = copy.flatMap((pair) => pair.split(":")[0] ?? []);
  const isLeftOut = (path: string): boolean => /(?:^|\/)\.env(?:\.[^/]*)?$|_test\.go$/.test(path);
  const paths = [...(layout.embeddedFiles ?? []), ...copied];
  return [...new Set(paths)].filter(isLeftOut).map((path) => `!${path}`);
}
