import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { joinPaths } from "../core/paths.ts";

/** The entries of one directory, sorted. */
export interface Listing {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** How much of a file is read, in bytes: more is data, not a program that somebody wrote. */
const LIMIT = 1 << 20;
const NOTHING: Listing = { files: [], directories: [] };

/**
 * Reads below one directory, and nowhere else. Paths are POSIX and relative to it. What is absent or unreadable counts as
 * not there: detection must not fail for a file that it could do without. Directories behind symbolic links are
 * not entered, as the go command does not, so that there are no cycles.
 */
export class Files {
  readonly root: string;
  readonly #listings = new Map<string, Listing>();
  readonly #buffer = Buffer.allocUnsafe(LIMIT);
  readonly #overlay: ReadonlyMap<string, string>;

  /** @param overlay texts of files that are about to be written */
  constructor(root: string, overlay: ReadonlyMap<string, string> = new Map()) {
    this.root = root;
    this.#overlay = overlay;
  }

  list(directory: string): Listing {
    const known = this.#listings.get(directory);
    if (known) return known;
    const listing = this.#overlay.size === 0 ? this.#read(directory) : this.#covered(directory);
    this.#listings.set(directory, listing);
    return listing;
  }

  isFile(path: string): boolean {
    const { directory, name } = split(path);
    return this.list(directory).files.includes(name);
  }

  isDirectory(path: string): boolean {
    if (path === ".") return true;
    const { directory, name } = split(path);
    return this.list(directory).directories.includes(name);
  }

  /** The first mebibyte of a file as text; undefined where there is no such file. */
  text(path: string): string | undefined {
    const covering = this.#overlay.get(path);
    if (covering !== undefined) return covering;
    if (!this.isFile(path)) return undefined; // to open a pipe is to wait
    let file: number | undefined;
    try {
      file = openSync(join(this.root, path), "r");
      const length = readSync(file, this.#buffer, 0, LIMIT, 0);
      return this.#buffer.toString("utf8", 0, length);
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  /** All directories at or below one, the ones that `enter` refuses left out; parents first. */
  *walk(top: string, enter: (name: string, directory: string) => boolean): Generator<string> {
    const queue = [top];
    for (let directory = queue.pop(); directory !== undefined; directory = queue.pop()) {
      yield directory;
      for (const name of this.list(directory).directories.toReversed()) {
        const child = joinPaths(directory, name);
        if (enter(name, child)) queue.push(child);
      }
    }
  }

  #read(directory: string): Listing {
    try {
      const entries = readdirSync(join(this.root, directory), { withFileTypes: true });
      const files: string[] = [];
      const directories: string[] = [];
      for (const entry of entries) {
        if (entry.isDirectory()) directories.push(entry.name);
        else if (
          entry.isFile() ||
          (entry.isSymbolicLink() && this.#leadsToFile(joinPaths(directory, entry.name)))
        )
          files.push(entry.name);
      }
      return { files: files.sort(), directories: directories.sort() };
    } catch {
      return NOTHING;
    }
  }

  #covered(directory: string): Listing {
    const { files, directories } = this.#read(directory);
    const names = [...this.#overlay.keys()]
      .filter((path) => directory === "." || path.startsWith(`${directory}/`))
      .map((path) => path.slice(directory === "." ? 0 : directory.length + 1).split("/"));
    return {
      files: [
        ...new Set([
          ...files,
          ...names.filter(({ length }) => length === 1).map(([name = ""]) => name),
        ]),
      ].sort(),
      directories: [
        ...new Set([
          ...directories,
          ...names.filter(({ length }) => length > 1).map(([name = ""]) => name),
        ]),
      ].sort(),
    };
  }

  #leadsToFile(path: string): boolean {
    try {
      const target = realpathSync(join(this.root, path));
      return target.startsWith(this.root + sep) && statSync(target).isFile();
    } catch {
      return false;
    }
  }
}

function split(path: string): { readonly directory: string; readonly name: string } {
  const at = path.lastIndexOf("/");
  return at === -1
    ? { directory: ".", name: path }
    : { directory: path.slice(0, at), name: path.slice(at + 1) };
}
