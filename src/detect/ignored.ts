import { shellWord } from "../core/words.ts";
import { workTree } from "../repository/locate.ts";
import { gitTracking } from "../tree/git-disk.ts";
import type { Note } from "./detection.ts";

/**
 * What to know of files that would never be committed.
 *
 * @param paths POSIX, below `root`, which is the work tree
 */
export function ignoredNotes(root: string, paths: readonly string[]): readonly Note[] {
  if (workTree(root) === undefined) return [];
  const tracking = gitTracking(root);
  return paths.flatMap((path) => {
    const standing = tracking?.standing(path, false);
    if (standing?.state !== "ignored") return [];
    return {
      message: `git ignores ${path}`,
      where: standing.rule,
      hint: `git add --force ${shellWord(path)}, or change the rule`,
    };
  });
}

/**
 * What to know of the directory that programs are built into, where git would take them up.
 *
 * @param directory POSIX, below `root`, which is the work tree
 */
export function unignoredNotes(root: string, directory: string): readonly Note[] {
  if (workTree(root) === undefined) return [];
  const standing = gitTracking(root)?.standing(directory, true);
  if (standing?.state !== "new") return [];
  return [
    {
      message: `git does not ignore ${directory}/, where make dist puts the programs`,
      where: ".gitignore",
      hint: `so that none of them is committed, add a line: /${directory}/`,
    },
  ];
}
