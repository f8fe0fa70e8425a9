import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  type Stats,
} from "node:fs";
import { join } from "node:path";
import { refusal } from "../core/errors.ts";

/** A file of the project, as it is. */
export interface DiskFile {
  readonly content: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

/** Bytes of one file: nobody writes a larger one of those that are rendered. */
const LIMIT = 16 << 20;

/**
 * Reads a file where one could be written too.
 *
 * @param path POSIX, below `root`, which need not exist
 * @returns undefined where there is none
 * @throws KnownError (exit code 1) where a file could only be written through a symbolic link, over a directory, or below
 * something that is not a directory, and for a file of more than 16 MiB.
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
    if (found.isSymbolicLink()) throw refusal("behind-link", { file: relative });
    const isLast = index === elements.length - 1;
    if (!isLast && !found.isDirectory())
      throw refusal("not-a-directory", { file: relative }, { path });
    if (isLast && !found.isFile()) throw refusal("not-a-file", { file: relative });
    if (isLast) return { content: read(current, path), mode: found.mode & 0o777 };
  }
  return undefined;
}

function inspect(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw refusal(
      "not-examined",
      { file: path },
      { reason: error instanceof Error ? error.message : String(error) },
    );
  }
}

// What was examined may be another file by now: a link is not followed, a pipe not waited for.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function read(absolute: string, path: string): Buffer {
  let file: number | undefined;
  try {
    file = openSync(absolute, FLAGS);
    const found = fstatSync(file);
    if (!found.isFile()) throw new Error("it is not a file any more");
    if (found.size > LIMIT) throw new Error(`it is larger than ${LIMIT >> 20} MiB`);
    return readFileSync(file);
  } catch (error) {
    throw refusal(
      "not-read",
      { file: path },
      { reason: error instanceof Error ? error.message : String(error) },
    );
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
