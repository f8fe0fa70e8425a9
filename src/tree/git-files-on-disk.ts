import { realpathSync } from "node:fs";
import type { GitFiles } from "./git-files.ts";
import { openTree } from "./disk.ts";
import { gitDirectory } from "./git-disk.ts";

/**
 * What git keeps of a work tree, wherever that is; undefined where there is no repository.
 *
 * @param workTree absolute, as the system spells it
 */
export function openGitFiles(workTree: string): GitFiles | undefined {
  const found = gitDirectory(workTree);
  if (!found) return undefined;
  const [own, common] = [found.own, found.common].map((path) => openTree(realpathSync(path)));
  if (!own || !common) return undefined;
  return {
    // Every work tree has a HEAD of its own.
    text: (path) => (path === "HEAD" ? own : common).text(path),
    list: (directory) => common.list(directory),
  };
}
