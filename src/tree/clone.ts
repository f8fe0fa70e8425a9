import { joinPaths } from "../core/paths.ts";
import { openTree } from "./disk.ts";
import { gitTracking } from "./git-disk.ts";
import type { Tree } from "./tree.ts";

/**
 * The tree of a repository as a clone has it: without what git ignores. A target that is ignored itself is no part of
 * what is cloned, so that the rules of the repository around it say nothing of it; there the tree is as it is.
 *
 * @param root the work tree: absolute, without symbolic links
 * @param target the directory below it that is asked about, POSIX
 * @param texts of files that are about to be written, by POSIX path below the root
 */
export function openClone(root: string, target: string, texts?: ReadonlyMap<string, string>): Tree {
  const tracking = gitTracking(root);
  const isIgnored = (path: string, isDirectory: boolean): boolean =>
    tracking?.standing(path, isDirectory).state === "ignored";
  const isForeign = isIgnored(target, true) || isIgnored(joinPaths(target, "go.mod"), false);
  return openTree(root, texts, isForeign ? undefined : tracking);
}
