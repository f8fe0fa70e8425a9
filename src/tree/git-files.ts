import { joinPaths } from "../core/paths.ts";
import type { Tree } from "./tree.ts";

/** What git keeps of a repository: `HEAD`, `config`, `packed-refs`, `refs/…`. */
export type GitFiles = Pick<Tree, "text" | "list">;

/** Those of a tree that has them as `.git`. */
export function gitFilesIn(files: Tree): GitFiles {
  return {
    text: (path) => files.text(joinPaths(".git", path)),
    list: (directory) => files.list(joinPaths(".git", directory)),
  };
}
