import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gitDirectory } from "../tree/git-disk.ts";
import { workTree } from "../repository/locate.ts";
import type { Environment } from "./environment.ts";
import { runGit } from "./git.ts";
import { makeTemporary } from "./temporary.ts";

/**
 * Blobs of the repository around a directory, by their ids. Those that it lacks are left out, as are all where there is no
 * git, no repository, or one with SHA-256 ids.
 *
 * Git sees the objects only, from an empty repository of its own: the configuration of the repository is not in force,
 * so that nothing that it names is started, and a partial clone does not fetch what it lacks.
 */
export function readBlobs(
  root: string,
  ids: readonly string[],
  environment: Environment,
): ReadonlyMap<string, Buffer> {
  const tree = ids.length === 0 ? undefined : workTree(root);
  const repository = tree === undefined ? undefined : gitDirectory(tree);
  if (tree === undefined || repository === undefined) return new Map();
  const directory = makeTemporary();
  if (directory === undefined) return new Map();
  try {
    mkdirSync(join(directory, "refs"));
    mkdirSync(join(directory, "objects"));
    writeFileSync(join(directory, "HEAD"), "ref: refs/heads/main\n");
    const result = runGit(
      ["cat-file", "--batch"],
      { environment, outside: [tree] },
      { cwd: directory, directory, objects: `${repository.common}/objects` },
      `${ids.join("\n")}\n`,
    );
    return result?.status === undefined ? new Map() : parseBatch(result.stdout, ids);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

// --- internal ---

// For each id a line, `id type size` or `id missing`, then the content and a line break.
function parseBatch(output: Buffer, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf("\n", at);
    if (end === -1) break;
    const [, type, size] = output.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (type === "missing" || size === undefined) continue;
    if (type === "blob") found.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}
