import type { Environment } from "../io/environment.ts";
import { runPackage } from "../io/npm.ts";
import { workTree } from "../repository/locate.ts";
import { encoded } from "./text.ts";

/** Milliseconds: it may be downloaded first. */
const LIMIT = 120_000;

/**
 * What another version of the tool renders in a directory, by path, as strings of bytes: it is run by npx, which may download
 * it. Nothing is known where that fails.
 *
 * @param directory absolute
 */
export function renderedByOldVersion(
  version: string,
  directory: string,
  environment: Environment,
): ReadonlyMap<string, string> {
  const stdout = runPackage(
    `create-goslim@${version}`,
    [directory, "--dry-run", "--json", "--contents"],
    { environment, outside: [workTree(directory) ?? directory] },
    LIMIT,
  );
  try {
    const { files = [] } = JSON.parse(stdout ?? "") as {
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
