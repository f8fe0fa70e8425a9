import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { refusal } from "../errors.ts";
import type { PlannedFile } from "../plan.ts";

const STAGING = ".goslim-";

/**
 * Writes files below a directory, which is made if it is missing. Each appears whole or not at all: all are
 * first written aside, in a directory of the same file system, and only when the last one is complete
 * are they renamed into place. A full disk or a kill before that leaves no file of the project behind.
 *
 * @throws KnownError (exit code 1) if something cannot be written; what was made by then is removed.
 */
export function write(root: string, files: readonly PlannedFile[]): void {
  if (files.length === 0) return;
  const made: string[] = [];
  const placed: string[] = [];
  let staging: string | undefined;
  try {
    makeDirectory(root, made);
    removeLeftovers(root);
    staging = mkdtempSync(join(root, STAGING));
    for (const [index, { text, mode }] of files.entries()) {
      writeFileSync(join(staging, String(index)), text, { mode, flag: "wx" });
    }
    for (const { path } of files) makeDirectory(dirname(join(root, path)), made);
    for (const [index, { path }] of files.entries()) {
      renameSync(join(staging, String(index)), join(root, path));
      placed.push(path);
    }
    rmdirSync(staging);
  } catch (error) {
    if (staging) rmSync(staging, { recursive: true, force: true });
    for (const directory of made.toReversed()) removeIfEmpty(directory);
    throw refusal(
      "[dir]",
      `cannot write to ${root}: ${error instanceof Error ? error.message : String(error)}`,
      placed.length > 0 ? `written before that: ${placed.join(", ")}` : "nothing was written",
    );
  }
}

// Like mkdir -p, but says which directories it made.
function makeDirectory(path: string, made: string[]): void {
  try {
    mkdirSync(path);
    made.push(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    makeDirectory(dirname(path), made);
    makeDirectory(path, made);
  }
}

// A run that was killed leaves its staging directory.
function removeLeftovers(root: string): void {
  for (const name of readdirSync(root)) {
    if (name.startsWith(STAGING)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {
    // not empty: something of the user's, or a file that was complete
  }
}
