import { joinPaths } from "../core/paths.ts";
import type { Layout } from "../core/layout.ts";
import type { Answers } from "../core/questions/index.ts";
import type { Tree } from "../tree/tree.ts";
import type { Evidence } from "./symptom.ts";

/** What the repository says when a symptom is read. */
export function evidenceOf(tree: Tree, layout: Layout, answers: Answers): Evidence {
  return {
    answers,
    workdir: answers.workdir,
    findSource: (path) => findBelow(tree, layout, answers, path),
    isData: (path) => isData(tree, joinPaths(layout.context, path)),
  };
}

// --- internal ---

/**
 * Where a clone has what the program asked for. It was written to be started in the directory of its
 * module, of the whole build, or of its main package; of an absolute path the end is looked for.
 */
function findBelow(
  tree: Tree,
  { directory, context }: Layout,
  { main }: Answers,
  path: string,
): string | undefined {
  const homes = [
    directory,
    context,
    ...main.map((one) => joinPaths(directory, one.replace(/^\.\//, ""))),
  ];
  const words = path.split("/").filter((word) => word !== "" && word !== ".");
  if (words.includes("..") || words.includes(".git")) return undefined;
  const ends = path.startsWith("/") ? words.map((_, at) => words.slice(at)) : [words];
  for (const end of ends)
    for (const home of homes) {
      const found = joinPaths(home, end.join("/"));
      if (isIn(context, found) && (tree.isFile(found) || isDirectory(tree, found)))
        return context === "." ? found : found.slice(context.length + 1);
    }
  return undefined;
}

function isIn(context: string, path: string): boolean {
  return path !== context && (context === "." || path.startsWith(`${context}/`));
}

function isDirectory(tree: Tree, path: string): boolean {
  const at = path.lastIndexOf("/");
  const parent = at === -1 ? "." : path.slice(0, at);
  return tree.list(parent).directories.includes(path.slice(at + 1));
}

// Sources have no place in an image.
function isData(tree: Tree, path: string): boolean {
  if (!isDirectory(tree, path)) return false;
  for (const place of tree.walk(path, () => true))
    if (tree.list(place).files.some((name) => name.endsWith(".go") || name === "go.mod"))
      return false;
  return true;
}
