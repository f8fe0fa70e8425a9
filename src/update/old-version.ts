import { spawnSync } from "node:child_process";
import { platform } from "node:os";
import type { Environment } from "../io/environment.ts";
import { encoded } from "./text.ts";

/**
 * What another version of the tool renders in a directory, by path, as strings of bytes: it is run by npx, which may download
 * it. Nothing is known where that fails.
 */
export function renderedByOldVersion(
  version: string,
  directory: string,
  environment: Environment,
): ReadonlyMap<string, string> {
  const command = [
    "exec",
    "--yes",
    `create-goslim@${version}`,
    "--",
    ".",
    "--dry-run",
    "--json",
    "--contents",
  ];
  // On Windows npm is a script, which only a shell runs; no word of the command is the user's.
  const options = {
    cwd: directory,
    encoding: "utf8",
    timeout: 120_000,
    maxBuffer: 1 << 26,
    shell: platform() === "win32",
    env: { ...environment },
  } as const;
  const { stdout } = spawnSync("npm", command, options);
  try {
    const { files = [] } = JSON.parse(stdout) as {
      files?: readonly { path: string; text?: string }[];
    };
    return new Map(
      files.flatMap(({ path, text }) =>
        text === undefined ? [] : [[path, encoded(text)] as const],
      ),
    );
  } catch {
    return new Map();
  }
}
