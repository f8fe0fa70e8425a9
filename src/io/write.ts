import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { kill, pid } from "node:process";
import { refusal } from "../core/errors.ts";
import { readProjectFile } from "./read.ts";

// With the process that makes it: others may be at work in the same repository.
const STAGING = ".goslim-";

/** What shall become of one file. */
export interface Write {
  /** POSIX, below the root. */
  readonly path: string;
  /** undefined: the file shall go. */
  readonly content: Buffer | undefined;
  /** What was there when it was decided, undefined if nothing. */
  readonly before: Buffer | undefined;
}

/**
 * Writes and removes files below a directory, which is made if it is missing. Each appears whole or not at all: all are
 * first written aside, in a directory of the same file system, and only when the last one is complete
 * are they renamed into place, in the order given. A full disk or a kill before that leaves everything as it was. A file
 * keeps the permission bits that it has.
 *
 * @throws KnownError (exit code 1) if something cannot be written, or was changed since it was read
 */
export function write(root: string, files: readonly Write[]): void {
  if (files.length === 0) return;
  const made: string[] = [];
  const done: string[] = [];
  let staging: string | undefined;
  try {
    makeDirectory(root, made);
    removeLeftovers(root);
    staging = mkdtempSync(join(root, `${STAGING}${pid}-`));
    for (const [index, { path, content }] of files.entries()) {
      if (content)
        writeFileSync(join(staging, String(index)), content, {
          mode: readProjectFile(root, path)?.mode ?? 0o644,
          flag: "wx",
        });
    }
    for (const { path, content } of files)
      if (content) makeDirectory(dirname(join(root, path)), made);
    for (const file of files) refuseIfChanged(root, file);
    for (const [index, { path, content }] of files.entries()) {
      if (content) renameSync(join(staging, String(index)), join(root, path));
      else unlinkSync(join(root, path));
      done.push(path);
    }
    rmdirSync(staging);
  } catch (error) {
    if (staging) rmSync(staging, { recursive: true, force: true });
    for (const directory of made.toReversed()) removeIfEmpty(directory);
    const message = error instanceof Error ? error.message : String(error);
    throw refusal(
      "[dir]",
      `cannot write to ${root}: ${message}`,
      done.length > 0 ? `written before that: ${done.join(", ")}` : "nothing was written",
    );
  }
}

// A question may stand for minutes, and an editor may be open beside it.
function refuseIfChanged(root: string, { path, before }: Write): void {
  const now = readProjectFile(root, path)?.content;
  if (before === undefined ? now !== undefined : !now?.equals(before))
    throw new Error(`${path} was changed meanwhile; run it again`);
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
    const maker = /^\.goslim-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker)))
      rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isAlive(process: number): boolean {
  try {
    return process === pid || kill(process, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // somebody else's
  }
}

function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {
    // not empty: something of the user's, or a file that was complete
  }
}
