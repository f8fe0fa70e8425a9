import { MemoryTree } from "./memory.ts";
import { ListedTree, type Listing, type Tree } from "./tree.ts";

/** A tree as it will be once some texts are written over it. */
export class OverlayTree extends ListedTree {
  readonly root: string;
  readonly #below: Tree;
  readonly #above: MemoryTree;

  /** @param texts see {@link MemoryTree} */
  constructor(below: Tree, texts: ReadonlyMap<string, string>) {
    super();
    this.root = below.root;
    this.#below = below;
    this.#above = new MemoryTree(below.root, texts);
  }

  text(path: string): string | undefined {
    return this.#above.text(path) ?? this.#below.text(path);
  }

  isCut(path: string): boolean {
    return this.#above.isFile(path) ? this.#above.isCut(path) : this.#below.isCut(path);
  }

  ignored(path: string): string | undefined {
    return this.#above.isFile(path) ? undefined : this.#below.ignored(path);
  }

  protected readDirectory(directory: string): Listing {
    const below = this.#below.list(directory);
    const above = this.#above.list(directory);
    return {
      files: union(below.files, above.files),
      directories: union(below.directories, above.directories),
    };
  }
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].sort();
}
