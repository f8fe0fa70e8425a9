import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { joinPaths, parentPath } from "../core/paths.ts";
import { OverlayTree } from "./overlay.ts";
import { readRegularFile } from "./regular-file.ts";
import type { Tracking } from "./tracked.ts";
import { ListedTree, type Listing, TEXT_LIMIT, type Tree } from "./tree.ts";

const NOTHING: Listing = { files: [], directories: [] };

/**
 * Reads below one directory of a disk, and nowhere else. In a git repository, what git ignores is not there, since no
 * clone has it.
 */
export class DiskTree extends ListedTree {
  readonly root: string;

  readonly #tracking: Tracking | undefined;
  /** The rules that ignore entries which are there, by path. */
  readonly #ignored = new Map<string, string>();

  /**
   * @param root absolute path, without symbolic links
   * @param tracking what git ignores; undefined outside of a repository
   */
  constructor(root: string, tracking?: Tracking) {
    super();
    this.root = root;
    this.#tracking = tracking;
  }

  ignored(path: string): string | undefined {
    this.list(parentPath(path));
    return this.#ignored.get(path);
  }

  text(path: string): string | undefined {
    if (!this.isFile(path)) return undefined;
    return readRegularFile(join(this.root, path), TEXT_LIMIT)?.toString("utf8");
  }

  isCut(path: string): boolean {
    if (!this.isFile(path)) return false;
    const found = statSync(join(this.root, path), { throwIfNoEntry: false });
    return found !== undefined && found.size > TEXT_LIMIT;
  }

  protected readDirectory(directory: string): Listing {
    try {
      const entries = readdirSync(join(this.root, directory), { withFileTypes: true });
      const files: string[] = [];
      const directories: string[] = [];
      for (const entry of entries) {
        const path = joinPaths(directory, entry.name);
        if (this.#isIgnored(path, entry.isDirectory())) continue;
        if (entry.isDirectory()) directories.push(entry.name);
        else if (entry.isFile() || (entry.isSymbolicLink() && this.#leadsToFile(path)))
          files.push(entry.name);
      }
      return { files: files.sort(), directories: directories.sort() };
    } catch {
      return NOTHING;
    }
  }

  #isIgnored(path: string, isDirectory: boolean): boolean {
    // The repository's own directory is no part of its tree, whatever the rules say of its name.
    if (path === ".git" || path.startsWith(".git/")) return false;
    const standing = this.#tracking?.standing(path, isDirectory);
    if (standing?.state !== "ignored") return false;
    this.#ignored.set(path, standing.rule);
    return true;
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

/**
 * The tree of a directory as it is, with what is about to be written.
 *
 * @param root absolute path, without symbolic links
 * @param texts of files that are about to be written, by POSIX path below the root
 * @param tracking what git ignores; see `openClone` for the tree that a clone has
 */
export function openTree(
  root: string,
  texts: ReadonlyMap<string, string> = new Map(),
  tracking?: Tracking,
): Tree {
  const disk = new DiskTree(root, tracking);
  return texts.size === 0 ? disk : new OverlayTree(disk, texts);
}
