import { basename } from "node:path";
import { workTree } from "../repository/locate.ts";
import { visible } from "../core/visible.ts";
import { refusal } from "../core/errors.ts";
import type { Environment } from "./environment.ts";
import { runGit } from "./git.ts";

/**
 * Makes a directory a git repository, unless it is in one. The branch is the one that the workflow runs on.
 *
 * @returns what there is to say of it
 * @throws KnownError (exit code 1) if git cannot
 */
export function initGit(root: string, environment: Environment): string {
  const around = workTree(root);
  if (around !== undefined)
    return `--git: ${around === root ? "it is a repository already" : `it is part of the repository in ${visible(around)}`}\n`;
  // The user's own configuration says which hooks a new repository gets.
  const result = runGit(
    ["init", "--quiet", "--initial-branch=main"],
    { environment, outside: [root] },
    { cwd: root, userConfig: true },
  );
  if (result?.status !== 0) {
    const reason = result ? (result.failure ?? result.stderr.toString().trim()) : "there is no git";
    throw refusal("git-init-failed", { flag: "--git" }, { directory: basename(root), reason });
  }
  return "";
}
