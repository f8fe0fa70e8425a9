import { type Ignore, readIgnore } from "../read/git/ignore.ts";
import { type IndexEntry, parseIndex } from "../read/git/index-file.ts";

/** What a path is to git, and with that whether a clone has it. */
export type Standing =
  /** Recorded, or a directory with something recorded in it. `skipped`: left out here by a sparse checkout. */
  | { readonly state: "tracked"; readonly skipped: boolean }
  /** Not recorded, but to be by the next `git add .`. */
  | { readonly state: "new" }
  /** Kept out by a rule, `file:line: pattern`: no clone has it. */
  | { readonly state: "ignored"; readonly rule: string }
  /** Part of another repository, whose directory is `submodule`. */
  | { readonly state: "submodule"; readonly submodule: string };

/** Answers for the paths of one work tree. */
export interface Tracking {
  /** @param path POSIX, below the work tree */
  standing(path: string, isDirectory: boolean): Standing;
  /** Why the index tells nothing: then files count as tracked if no rule ignores them. */
  readonly unreadable: string | undefined;
  /** Whether the ignore rules took more steps than they may have, so that some were left out. */
  readonly isExhausted: boolean;
}

/** What {@link readTracking} reads. */
export interface TrackingSources {
  /** Text of a file of the work tree, POSIX below it; undefined where there is none. */
  read(path: string): string | undefined;
  /** `.git/index`; undefined where nothing was ever added. */
  readonly index: Uint8Array | undefined;
  /** Bytes of an object id in this repository. */
  readonly idBytes?: 20 | 32;
  /** Text of `.git/info/exclude`. */
  readonly exclude?: string | undefined;
  /** `core.ignoreCase` of the repository. */
  readonly ignoreCase?: boolean;
}

/** Reads index and rules when the first question comes. */
export function readTracking(sources: TrackingSources): Tracking {
  let known: Recorded | undefined;
  let rules: Ignore | undefined;
  const recorded = (): Recorded => (known ??= readRecorded(sources));
  const ignore = (): Ignore => (rules ??= readIgnore(sources));

  return {
    standing: (path, isDirectory) => {
      const { entries, directories, hasSubmodules } = recorded();
      const submodule = hasSubmodules ? submoduleOf(path, entries) : undefined;
      if (submodule !== undefined) return { state: "submodule", submodule };
      const entry = entries.get(path);
      if (entry && !isDirectory) return { state: "tracked", skipped: entry.skipped };
      if (isDirectory && directories.has(path)) return { state: "tracked", skipped: false };
      const rule = ignore().ruleFor(path, isDirectory);
      return rule ? { state: "ignored", rule: rule.text } : { state: "new" };
    },
    get unreadable() {
      return recorded().unreadable;
    },
    get isExhausted() {
      return rules?.isExhausted ?? false;
    },
  };
}

// --- internal ---

interface Recorded {
  readonly entries: ReadonlyMap<string, IndexEntry>;
  /** Those that hold an entry, at any depth; "." for the work tree. */
  readonly directories: ReadonlySet<string>;
  readonly hasSubmodules: boolean;
  readonly unreadable: string | undefined;
}

function readRecorded({ index, idBytes }: TrackingSources): Recorded {
  const reading = index === undefined ? { entries: new Map() } : parseIndex(index, idBytes);
  const entries: ReadonlyMap<string, IndexEntry> =
    "entries" in reading ? reading.entries : new Map<string, IndexEntry>();
  const directories = new Set(["."]);
  let hasSubmodules = false;
  for (const [path, { kind }] of entries) {
    if (kind === "submodule") hasSubmodules = true;
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const directory = path.slice(0, end);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  const unreadable = "unreadable" in reading ? reading.unreadable : undefined;
  return { entries, directories, hasSubmodules, unreadable };
}

// The path itself, or the nearest directory above it that is another repository.
function submoduleOf(path: string, entries: ReadonlyMap<string, IndexEntry>): string | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    const candidate = path.slice(0, end);
    if (entries.get(candidate)?.kind === "submodule") return candidate;
  }
  return undefined;
}
