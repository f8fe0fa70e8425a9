import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  statSync,
  type Stats,
} from "node:fs";
import { join } from "node:path";

/** A directory of the project, held open so that it stays the same one whatever is done to its name. */
export interface HeldDirectory {
  /** The path of an entry, to be handed to the file system. */
  readonly at: (name: string) => string;
  /** Throws where the name leads to another directory by now, or through a symbolic link. */
  readonly verify: () => void;
}

/** Absent on Windows, where a directory is only compared, not held. */
const FLAGS =
  constants.O_DIRECTORY === undefined
    ? undefined
    : constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Opens directories below a root, each once, and none through a symbolic link.
 *
 * Node has no openat. Linux has paths that begin at an open directory (/proc/self/fd), and there a name that is
 * swapped for a link is never followed. Elsewhere the directory's identity is compared just before each use, so that
 * somebody who swaps it within the microseconds between the two could still lead a write astray.
 */
export class Directories {
  readonly #root: string;
  readonly #held = new Map<string, HeldDirectory>();
  /** By the path that error messages of the file system name. */
  readonly #names = new Map<string, string>();
  readonly #open: number[] = [];

  /** @param root absolute path of a directory that exists; only this one may be reached through a link */
  constructor(root: string) {
    this.#root = root;
    const flags = FLAGS === undefined ? undefined : FLAGS & ~constants.O_NOFOLLOW;
    this.#held.set(
      "",
      this.#hold(root, flags, root, () => statSync(root)),
    );
  }

  /**
   * @param elements names from the root downwards
   * @param made is told of each directory that was missing and made
   */
  open(elements: readonly string[], made: (path: string) => void): HeldDirectory {
    const key = elements.join("/");
    const known = this.#held.get(key);
    if (known) return known;
    const name = elements.at(-1) ?? "";
    const parent = this.open(elements.slice(0, -1), made);
    const path = parent.at(name);
    const shown = join(this.#root, ...elements);
    if (makeIfMissing(path)) made(shown);
    const held = this.#hold(path, FLAGS, shown, () => {
      parent.verify();
      return lstatSync(path);
    });
    this.#held.set(key, held);
    return held;
  }

  /** A message of the file system with the paths that people know. */
  explain(message: string): string {
    let text = message;
    for (const [path, shown] of this.#names) text = text.replaceAll(path, shown);
    return text;
  }

  close(): void {
    for (const descriptor of this.#open.splice(0)) closeSync(descriptor);
  }

  #hold(path: string, flags: number | undefined, shown: string, look: () => Stats): HeldDirectory {
    const descriptor = flags === undefined ? undefined : openSync(path, flags);
    if (descriptor !== undefined) this.#open.push(descriptor);
    const identity = descriptor === undefined ? look() : fstatSync(descriptor);
    if (!identity.isDirectory()) throw new Error(`${shown} is not a directory`);
    const stable = descriptor === undefined ? undefined : pathOf(descriptor, identity);
    if (stable !== undefined) this.#names.set(stable, shown);
    return {
      at: (name) => join(stable ?? path, name),
      verify: () => {
        if (!isSame(look(), identity)) throw new Error(`${shown} was replaced meanwhile`);
      },
    };
  }
}

// --- internal ---

/** The path that begins at an open directory, where the system has such paths. */
function pathOf(descriptor: number, identity: Stats): string | undefined {
  const path = `/proc/self/fd/${descriptor}`;
  const found = statSync(`${path}/.`, { throwIfNoEntry: false });
  return found && isSame(found, identity) ? path : undefined;
}

function isSame(one: Stats, other: Stats): boolean {
  return one.isDirectory() && one.dev === other.dev && one.ino === other.ino;
}

function makeIfMissing(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
