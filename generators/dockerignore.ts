import { joinPaths, relativePath } from "../src/core/paths.ts";
import { RECORD_FILE } from "../src/core/record-file.ts";
import type { Generator, Project, View } from "./types.ts";

const DROPPED = [".git", ".github", ".dockerignore", RECORD_FILE, "Dockerfile", "Makefile", "dist"];

const EVERYWHERE = ["**/.env", "**/.env.*", "**/*_test.go"];

export const dockerignore: Generator = {
  id: "dockerignore",
  title: ".dockerignore",
  files: (project) => [
    { path: path(project), template: "dockerignore.hbs", view: view(project), owner: "managed" },
  ],
};

// A context that others share, or an ignore file of the user's, keeps its own: the builder prefers the one named after the Dockerfile.
function path({ answers: { dockerfile }, layout }: Project): string {
  const { directory, context, dockerignore: kind } = layout;
  return directory === context && dockerfile === "Dockerfile" && kind === "directory"
    ? joinPaths(context, ".dockerignore")
    : joinPaths(directory, `${dockerfile}.dockerignore`);
}

function view({ answers, layout }: Project): View {
  const { dockerfile, makefile, copy } = answers;
  const { directory, context, embedded, frontend, output } = layout;
  const home = relativePath(context, directory);
  const own = [
    dockerfile,
    makefile,
    ...(dockerfile === "Dockerfile" && home === "." ? [] : [`${dockerfile}.dockerignore`]),
    output,
  ];
  const modules = frontend ? ["**/node_modules"] : [];
  const needed = new Set([...embedded, ...copy.map((pair) => pair.split("/")[0]?.split(":")[0])]);
  const lines =
    home === "."
      ? [...DROPPED, ...own, ...modules]
      : [...DROPPED, ...modules, ...own.map((name) => `${home}/${name}`)];
  return {
    lines: [...new Set(lines)]
      .concat(EVERYWHERE)
      .filter((line) => !needed.has(line))
      .join("\n"),
  };
}
