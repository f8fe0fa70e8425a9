import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { workTree } from "../repository/locate.ts";
import { refusal } from "../core/errors.ts";

/**
 * Makes a directory a git repository, unless it is in one. The branch is the one that the workflow runs on.
 *
 * @returns what there is to say of it
 * @throws KnownError (exit code 1) if git cannot
 */
export function initGit(root: string): string {
  const around = workTree(root);
  if (around !== undefined)
    return `--git: ${around === root ? "it is a repository already" : `it is part of the repository in ${around}`}\n`;
  const { error, status, stderr } = spawnSync("git", ["init", "--quiet", "--initial-branch=main"], {
    cwd: root,
    encoding: "utf8",
  });
  if (error || status !== 0)
    throw refusal(
      "--git",
      `git init failed in ${basename(root)}: ${error?.message ?? stderr.trim()}`,
      "the project itself was written",
    );
  return "";
}
