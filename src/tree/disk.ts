import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { joinPaths } from "../core/paths.ts";
import { OverlayTree } from "./overlay.ts";
import { readRegularFile } from "./regular-file.ts";
import { ListedTree, type Listing, TEXT_LIMIT, type Tree } from "./tree.ts";

const NOTHING: Listing = { files: [], directories: [] };

/** Reads below one directory of a disk, and nowhere else. */
export class DiskTree extends ListedTree {
  readonly root: string;

  /** @param root absolute path, without symbolic links */
  constructor(root: string) {
    super();
    this.root = root;
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
 * The tree of a directory, with what is about to be written.
 *
 * @param root absolute path, without symbolic links
 * @param texts of files that are about to be written, by POSIX path below the root
 */
export function openTree(root: string, texts: ReadonlyMap<string, string> = new Map()): Tree {
  const disk = new DiskTree(root);
  return texts.size === 0 ? disk : new OverlayTree(disk, texts);
}
