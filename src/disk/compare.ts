import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refusal } from "../errors.ts";
import type { PlannedFile } from "../plan.ts";

/** What a planned file would do to the disk. */
export interface Comparison {
  readonly file: PlannedFile;
  /** `conflict`: the file exists with other contents. */
  readonly state: "create" | "identical" | "conflict";
}

/**
 * Compares a plan with a directory, which need not exist. Reads only.
 *
 * @throws KnownError (exit code 1) where a file could only be written through a symbolic link, over a
 * directory, or below something that is not a directory.
 */
export function compare(root: string, files: readonly PlannedFile[]): readonly Comparison[] {
  return files.map((file) => ({ file, state: state(root, file) }));
}

function state(root: string, { path, text }: PlannedFile): Comparison["state"] {
  const elements = path.split("/");
  if (elements.some((element) => element === "" || element === "." || element === "..")) throw new Error(`the plan leaves its directory: ${path}`);
  let current = root;
  for (const [index, element] of elements.entries()) {
    current = join(current, element);
    const found = inspect(current);
    if (!found) return "create";
    const relative = elements.slice(0, index + 1).join("/");
    if (found.isSymbolicLink()) throw refusal(relative, "is a symbolic link, and nothing is written through one", "replace it by what it points to");
    const isLast = index === elements.length - 1;
    if (!isLast && !found.isDirectory()) throw refusal(relative, `is not a directory, but ${path} belongs below it`, "move it away");
    if (isLast && !found.isFile()) throw refusal(relative, "exists and is not a file", "move it away");
  }
  return read(current, path).equals(Buffer.from(text)) ? "identical" : "conflict";
}

function inspect(path: string): ReturnType<typeof lstatSync> | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw refusal(path, `cannot be examined: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function read(absolute: string, path: string): Buffer {
  try {
    return readFileSync(absolute);
  } catch (error) {
    throw refusal(path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
