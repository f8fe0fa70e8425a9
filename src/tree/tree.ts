import { joinPaths } from "../core/paths.ts";

/** The entries of one directory, sorted. */
export interface Listing {
  /** Regular files, and links that lead to one within the tree. */
  readonly files: readonly string[];
  /** Real directories only: none behind a link, so that there are no cycles. */
  readonly directories: readonly string[];
}

/**
 * A repository as something to read. Paths are POSIX and relative to its root, which is `.`. What is absent or unreadable
 * counts as not there: detection must not fail for a file that it could do without.
 */
export interface Tree {
  /** Where the tree is: an absolute path on a disk, or a name. */
  readonly root: string;
  list(directory: string): Listing;
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  /** The first mebibyte of a file as text; undefined where there is no such file. */
  text(path: string): string | undefined;
  /** Whether a file is longer than what {@link Tree.text} gives of it. */
  isCut(path: string): boolean;
  /**
   * The rule, `file:line: pattern`, by which git ignores what is at a path: a clone lacks it, and so does the tree.
   * Undefined where nothing is there, or nothing ignores it.
   */
  ignored(path: string): string | undefined;
  /** All directories at or below one, the ones that `enter` refuses left out; parents first. */
  walk(top: string, enter: (name: string, directory: string) => boolean): Generator<string>;
}

/** How much of a file is read, in bytes: more is data, not a program that somebody wrote. */
export const TEXT_LIMIT = 1 << 20;

/** What follows from the listings of directories, each of which is read once. */
export abstract class ListedTree implements Tree {
  abstract readonly root: string;
  readonly #listings = new Map<string, Listing>();

  protected abstract readDirectory(directory: string): Listing;
  abstract text(path: string): string | undefined;
  abstract isCut(path: string): boolean;
  abstract ignored(path: string): string | undefined;

  list(directory: string): Listing {
    const known = this.#listings.get(directory);
    if (known) return known;
    const listing = this.readDirectory(directory);
    this.#listings.set(directory, listing);
    return listing;
  }

  isFile(path: string): boolean {
    const { directory, name } = splitPath(path);
    return this.list(directory).files.includes(name);
  }

  isDirectory(path: string): boolean {
    if (path === ".") return true;
    const { directory, name } = splitPath(path);
    return this.list(directory).directories.includes(name);
  }

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
}

function splitPath(path: string): { readonly directory: string; readonly name: string } {
  const at = path.lastIndexOf("/");
  return at === -1
    ? { directory: ".", name: path }
    : { directory: path.slice(0, at), name: path.slice(at + 1) };
}
