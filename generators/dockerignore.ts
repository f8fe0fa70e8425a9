import { joinPaths, relativePath } from "../src/core/paths.ts";
import type { Answers } from "../src/core/questions.ts";
import type { Layout } from "../src/core/layout.ts";
import { RECORD_FILE } from "../src/core/record-file.ts";
import type { Generator } from "./types.ts";

const DROPPED = [".git", ".github", ".dockerignore", RECORD_FILE, "Dockerfile", "Makefile", "dist"];

const EVERYWHERE = ["**/.env", "**/.env.*", "**/*_test.go"];

export const dockerignore: Generator = {
  id: "dockerignore",
  title: ".dockerignore",
  owner: "managed",
  files: (answers, layout) => [
    { path: path(answers, layout), template: "dockerignore.hbs", view: view(answers, layout) },
  ],
};

// A context that others share, or an ignore file of the user's, keeps its own: the builder prefers the one named after the Dockerfile.
function path({ dockerfile }: Answers, { directory, context, dockerignore: kind }: Layout): string {
  return directory === context && dockerfile === "Dockerfile" && kind === "directory"
    ? joinPaths(context, ".dockerignore")
    : joinPaths(directory, `${dockerfile}.dockerignore`);
}

function view(
  { dockerfile, makefile, copy }: Answers,
  { directory, context, embedded, frontend, output }: Layout,
): Readonly<Record<string, unknown>> {
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
