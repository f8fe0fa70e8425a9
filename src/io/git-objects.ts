import { spawnSync } from "node:child_process";
import type { Environment } from "./environment.ts";
import { workTree } from "../repository/locate.ts";

/**
 * Blobs of the repository around a directory, by their ids. Those that it lacks are left out, as are all where there is no
 * git, no repository, or one with SHA-256 ids.
 */
export function readBlobs(
  root: string,
  ids: readonly string[],
  environment: Environment,
): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  if (ids.length === 0 || workTree(root) === undefined) return found;
  // A partial clone would fetch what it lacks, but nobody has asked for the network.
  const env = { ...environment, GIT_NO_LAZY_FETCH: "1" };
  const { stdout, error } = spawnSync("git", ["cat-file", "--batch"], {
    cwd: root,
    input: `${ids.join("\n")}\n`,
    maxBuffer: 1 << 26,
    timeout: 30_000,
    env,
  });
  if (error) return found;
  let at = 0;
  for (const id of ids) {
    const end = stdout.indexOf("\n", at);
    if (end === -1) break;
    const [, type, size] = stdout.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (type === "missing" || size === undefined) continue;
    if (type === "blob") found.set(id, stdout.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}
