import { joinPaths } from "../core/paths.ts";
import { ListedTree, type Listing, TEXT_LIMIT } from "./tree.ts";

/** A tree that is only texts by path: for a browser, for tests, and below an overlay. */
export class MemoryTree extends ListedTree {
  readonly root: string;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #directories = new Map<string, { files: Set<string>; directories: Set<string> }>();

  /**
   * @param name of the directory, for what is told
   * @param texts by POSIX path, none of which may be absolute or hold `.` or `..`
   */
  constructor(name: string, texts: ReadonlyMap<string, string>) {
    super();
    this.root = name;
    this.#texts = texts;
    for (const path of texts.keys()) this.#add(path);
  }

  text(path: string): string | undefined {
    return this.#texts.get(path)?.slice(0, TEXT_LIMIT);
  }

  isCut(path: string): boolean {
    return (this.#texts.get(path)?.length ?? 0) > TEXT_LIMIT;
  }

  /** Nothing: whoever makes a tree of texts leaves out what git ignores. */
  ignored(): undefined {
    return undefined;
  }

  protected readDirectory(directory: string): Listing {
    const { files = [], directories = [] } = this.#directories.get(directory) ?? {};
    return { files: [...files].sort(), directories: [...directories].sort() };
  }

  #add(path: string): void {
    const elements = path.split("/");
    if (elements.some((element) => element === "" || element === "." || element === ".."))
      throw new Error(`the path leaves its directory: ${path}`);
    let directory = ".";
    for (const [index, name] of elements.entries()) {
      const entries = this.#entriesOf(directory);
      if (index === elements.length - 1) entries.files.add(name);
      else entries.directories.add(name);
      directory = joinPaths(directory, name);
    }
  }

  #entriesOf(directory: string): { files: Set<string>; directories: Set<string> } {
    const known = this.#directories.get(directory);
    if (known) return known;
    const entries = { files: new Set<string>(), directories: new Set<string>() };
    this.#directories.set(directory, entries);
    return entries;
  }
}
