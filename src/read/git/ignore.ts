import { type Budget, compilePattern, type Pattern, subjectOf } from "./pattern.ts";

/** One line of a .gitignore file. */
export interface IgnoreRule {
  /** `file:line: pattern`, as `git check-ignore --verbose` says it. */
  readonly text: string;
  /** It lets a path through again. */
  readonly negative: boolean;
  readonly pattern: Pattern;
}

/** Rules of one file: more are not read. */
const MOST_RULES = 10_000;
/** Steps of all matches together: a second or two. */
const MOST_STEPS = 50_000_000;

/**
 * Reads the rules of one file.
 *
 * @param source how to call the file
 */
export function parseIgnore(
  text: string,
  source: string,
  ignoreCase = false,
): readonly IgnoreRule[] {
  const rules: IgnoreRule[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, "")
    .split("\n")
    .entries()) {
    if (rules.length === MOST_RULES) break;
    if (raw.startsWith("#")) continue;
    const line = withoutTrailingSpaces(raw.replace(/\r$/, "").split("\0")[0] ?? "");
    const negative = line.startsWith("!");
    const pattern = compilePattern(negative ? line.slice(1) : line, ignoreCase);
    if (pattern) rules.push({ text: `${source}:${index + 1}: ${line}`, negative, pattern });
  }
  return rules;
}

/** Where rules come from. */
export interface IgnoreSources {
  /** Text of a file of the work tree, POSIX below it; undefined where there is none. */
  read(path: string): string | undefined;
  /** Text of `.git/info/exclude`. */
  readonly exclude?: string | undefined;
  /** `core.ignoreCase` of the repository. */
  readonly ignoreCase?: boolean;
}

/** Says which rule ignores a path; whether git tracks it is another question. */
export interface Ignore {
  /**
   * @param path POSIX, below the work tree
   * @returns the rule that ignores it, or a directory above it; undefined where none does
   */
  ruleFor(path: string, isDirectory: boolean): IgnoreRule | undefined;
  /** Whether the patterns took more steps than they may have, so that some were left out. */
  readonly isExhausted: boolean;
}

/**
 * Git's rules for a work tree: nested .gitignore files, the nearest first, then .git/info/exclude. The user's own
 * file (core.excludesFile) is not asked, since it says nothing of the repository.
 */
export function readIgnore({ read, exclude = "", ignoreCase = false }: IgnoreSources): Ignore {
  const budget: Budget = { left: MOST_STEPS };
  const last = { directory: "", rules: parseIgnore(exclude, ".git/info/exclude", ignoreCase) };
  const directories = new Map<string, Directory>();

  // The last rule that matches decides, in the nearest file that has one.
  const deciding = (
    lists: readonly List[],
    path: string,
    isDirectory: boolean,
  ): IgnoreRule | undefined => {
    for (const { directory, rules } of lists) {
      if (budget.left < 0) return undefined;
      const below = directory === "" ? path : path.slice(directory.length + 1);
      const subject = subjectOf(below, ignoreCase);
      const found = rules.findLast(
        ({ pattern }) =>
          (isDirectory || !pattern.directoryOnly) && pattern.matches(subject, budget),
      );
      if (found) return found;
    }
    return undefined;
  };

  const directoryOf = (path: string): Directory => {
    const known = directories.get(path);
    if (known) return known;
    const above = path === "" ? { lists: [last], rule: undefined } : directoryOf(parent(path));
    const rule = above.rule ?? (path === "" ? undefined : deciding(above.lists, path, true));
    // Nothing below an ignored directory is let through again, and its rules are not read.
    const ignoring = rule?.negative ? undefined : rule;
    const file = path === "" ? ".gitignore" : `${path}/.gitignore`;
    const text = ignoring ? undefined : read(file);
    const rules = text === undefined ? [] : parseIgnore(text, file, ignoreCase);
    const lists = rules.length > 0 ? [{ directory: path, rules }, ...above.lists] : above.lists;
    const directory = { lists, rule: ignoring };
    directories.set(path, directory);
    return directory;
  };

  return {
    ruleFor: (path, isDirectory) => {
      // A chain of directories is followed one by one: no path is deep enough to exhaust the stack.
      if (path.length > 4096) return undefined;
      const { lists, rule } = directoryOf(parent(path));
      const found = rule ?? deciding(lists, path, isDirectory);
      return found?.negative ? undefined : found;
    },
    get isExhausted() {
      return budget.left < 0;
    },
  };
}

// --- internal ---

interface List {
  /** That the patterns are relative to; the work tree is "". */
  readonly directory: string;
  readonly rules: readonly IgnoreRule[];
}

interface Directory {
  /** The nearest first. */
  readonly lists: readonly List[];
  /** The rule that ignores the directory itself. */
  readonly rule: IgnoreRule | undefined;
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

// Spaces at the end do not count, unless a backslash stands before them. A tab counts.
function withoutTrailingSpaces(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === "\\") end = at += 1;
    else if (line[at] !== " ") end = at;
    else continue;
    end += 1;
  }
  return line.slice(0, end);
}
