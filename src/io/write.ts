import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { refusal } from "../core/errors.ts";
import { Directories, type HeldDirectory } from "./directories.ts";
import { isAlive, OWN_PROCESS } from "./processes.ts";
import { readProjectFile } from "./read.ts";

/** With the process that makes it behind it: others may be at work in the same repository. */
const STAGING = ".goslim-staging-";
const STAGING_NAME = /^\.goslim-staging-(\d+)-[A-Za-z0-9]{6}$/;

/** What shall become of one file. */
export interface Write {
  /** POSIX, below the root. */
  readonly path: string;
  /** undefined: the file shall go. */
  readonly content: Buffer | undefined;
  /** What was there when it was decided, undefined if nothing. */
  readonly before: Buffer | undefined;
}

/** For tests, which stop a run at any of its steps. */
export interface WriteOptions {
  /** Told before the first change and after every single one; what it throws ends the run as a failing disk would. */
  readonly step?: (what: string) => void;
  /** The process that the staging directory is named after. */
  readonly maker?: number;
}

/**
 * Writes and removes files below a directory, which is made if it is missing. Each appears whole or not at all: all are
 * first written aside, in a directory of the same file system, and only when the last one is complete
 * are they renamed into place, in the order given. A full disk or a kill before that leaves everything as it was. A file
 * that is there keeps exactly the permission bits that it has, a new one gets those that the umask leaves.
 *
 * @throws KnownError (exit code 1) if something cannot be written, or was changed since it was read
 */
export function write(
  root: string,
  files: readonly Write[],
  { step = () => {}, maker = OWN_PROCESS }: WriteOptions = {},
): void {
  if (files.length === 0) return removeLeftovers(root);
  const run = new Run(root, step);
  try {
    run.begin(maker);
    for (const [index, file] of files.entries()) run.stage(file, index);
    for (const file of files) run.makeDirectory(file);
    for (const file of files) run.refuseIfChanged(file);
    for (const [index, file] of files.entries()) run.replace(file, index);
    run.end();
  } catch (error) {
    throw run.undo(error);
  }
}

// --- internal ---

/** Permission bits of a new file, before the umask. */
const NEW_FILE = 0o666;

class Run {
  readonly #root: string;
  readonly #step: (what: string) => void;
  /** Directories that this run made, outermost first. */
  readonly #made: string[] = [];
  readonly #done: string[] = [];
  readonly #paths = new Set<string>();
  #directories: Directories | undefined;
  #staging: string | undefined;

  constructor(root: string, step: (what: string) => void) {
    this.#root = root;
    this.#step = step;
  }

  begin(maker: number): void {
    this.#step("begin");
    makeDirectories(this.#root, (path) => this.#hasMade(path));
    this.#directories = new Directories(this.#root);
    removeLeftovers(this.#root);
    this.#staging = mkdtempSync(this.#directoryOf([]).at(`${STAGING}${maker}-`));
    this.#step("made the staging directory");
  }

  /** Writes a file aside. */
  stage({ path, content }: Write, index: number): void {
    if (this.#paths.has(path)) throw new Error(`two files are called ${path}`);
    this.#paths.add(path);
    if (!content) return;
    const aside = this.#aside(index);
    const mode = readProjectFile(this.#root, path)?.mode;
    // Not readable for more people than the file is, not even while it is written.
    writeFileSync(aside, content, { mode: mode ?? NEW_FILE, flag: "wx" });
    if (mode !== undefined) chmodSync(aside, mode); // what the umask took
    this.#step(`staged ${path}`);
  }

  makeDirectory({ path, content }: Write): void {
    if (content) this.#directoryOf(path.split("/").slice(0, -1));
  }

  // A question may stand for minutes, and an editor may be open beside it.
  refuseIfChanged({ path, before }: Write): void {
    const now = readProjectFile(this.#root, path)?.content;
    if (before === undefined ? now !== undefined : !now?.equals(before))
      throw new Error(`${path} was changed meanwhile; run it again`);
  }

  /** Renames what was written aside into its place, or removes a file. */
  replace({ path, content }: Write, index: number): void {
    const directory = this.#directoryOf(path.split("/").slice(0, -1));
    directory.verify();
    this.#step(`verified ${path}`);
    if (content) renameSync(this.#aside(index), directory.at(basename(path)));
    else unlinkSync(directory.at(basename(path)));
    this.#done.push(path);
    this.#step(`${content ? "wrote" : "removed"} ${path}`);
  }

  end(): void {
    if (this.#staging !== undefined) rmdirSync(this.#staging);
    this.#step("end");
    this.#directories?.close();
  }

  /** Removes what is half done; returns what to say. */
  undo(error: unknown): Error {
    if (this.#staging !== undefined) removeStaging(this.#staging);
    for (const directory of this.#made.toReversed()) removeIfEmpty(directory);
    const message = error instanceof Error ? error.message : String(error);
    const explained = this.#directories?.explain(message) ?? message;
    this.#directories?.close();
    return refusal(
      "not-written",
      { directory: this.#root },
      { root: this.#root, reason: explained, written: this.#done },
    );
  }

  #directoryOf(elements: readonly string[]): HeldDirectory {
    if (!this.#directories) throw new Error("the run has not begun");
    return this.#directories.open(elements, (path) => this.#hasMade(path));
  }

  #hasMade(path: string): void {
    this.#made.push(path);
    this.#step(`made ${path}`);
  }

  #aside(index: number): string {
    return join(this.#staging ?? "", String(index));
  }
}

// Like mkdir -p, but says which directories it made.
function makeDirectories(path: string, made: (path: string) => void): void {
  try {
    mkdirSync(path);
    made(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    makeDirectories(dirname(path), made);
    makeDirectories(path, made);
  }
}

// A run that was killed leaves its staging directory.
function removeLeftovers(root: string): void {
  if (!existsSync(root)) return;
  for (const name of readdirSync(root)) {
    const maker = STAGING_NAME.exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker))) removeStaging(join(root, name));
  }
}

/** Removes a staging directory, if it holds nothing but what a run stages: plain files whose names are numbers. */
function removeStaging(path: string): void {
  try {
    if (!lstatSync(path).isDirectory()) return;
    const names = readdirSync(path);
    if (!names.every((name) => /^\d+$/.test(name) && lstatSync(join(path, name)).isFile())) return;
    for (const name of names) unlinkSync(join(path, name));
    rmdirSync(path);
  } catch {
    // somebody else removes it too, or may not: the next run tries again
  }
}

function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {
    // not empty: something of the user's, or a file that was complete
  }
}
