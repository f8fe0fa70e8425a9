import { lstatSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";
import { refusal } from "../core/errors.ts";

/** A file of the project, as it is. */
export interface DiskFile {
  readonly content: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

/**
 * Reads a file where one could be written too.
 *
 * @param path POSIX, below `root`, which need not exist
 * @returns undefined where there is none
 * @throws KnownError (exit code 1) where a file could only be written through a symbolic link, over a directory, or below
 * something that is not a directory.
 */
export function readProjectFile(root: string, path: string): DiskFile | undefined {
  const elements = path.split("/");
  if (elements.some((element) => element === "" || element === "." || element === ".."))
    throw new Error(`the path leaves its directory: ${path}`);
  let current = root;
  for (const [index, element] of elements.entries()) {
    current = join(current, element);
    const found = inspect(current);
    if (!found) return undefined;
    const relative = elements.slice(0, index + 1).join("/");
    if (found.isSymbolicLink())
      throw refusal(
        relative,
        "is a symbolic link, and nothing is written through one",
        "replace it by what it points to",
      );
    const isLast = index === elements.length - 1;
    if (!isLast && !found.isDirectory())
      throw refusal(relative, `is not a directory, but ${path} belongs below it`, "move it away");
    if (isLast && !found.isFile())
      throw refusal(relative, "exists and is not a file", "move it away");
    if (isLast) return { content: read(current, path), mode: found.mode & 0o777 };
  }
  return undefined;
}

function inspect(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw refusal(
      path,
      `cannot be examined: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function read(absolute: string, path: string): Buffer {
  try {
    return readFileSync(absolute);
  } catch (error) {
    throw refusal(
      path,
      `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
