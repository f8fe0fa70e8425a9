import { type Budget, compilePattern, type Pattern, subjectOf } from "./pattern.ts";

/** One line of a .gitattributes file that says something of a filter. */
interface FilterRule {
  readonly pattern: Pattern;
  /** Undefined where the filter is taken away. */
  readonly filter: string | undefined;
}

/** Rules of one file: more are not read. */
const MOST_RULES = 10_000;
/** Steps of all matches together: a second or two. */
const MOST_STEPS = 50_000_000;

/** Where attributes come from. */
export interface AttributeSources {
  /** Text of a file of the work tree, POSIX below it; undefined where there is none. */
  read(path: string): string | undefined;
  /** Text of `.git/info/attributes`. */
  readonly info?: string | undefined;
}

/**
 * Says which filter git applies to a file: `lfs` for those that Git LFS keeps elsewhere.
 *
 * @returns a function of a path, POSIX below the work tree
 */
export function readFilters({
  read,
  info = "",
}: AttributeSources): (path: string) => string | undefined {
  const budget: Budget = { left: MOST_STEPS };
  const macros = new Map<string, string | undefined>();
  const known = new Map<string, readonly FilterRule[]>();
  const rulesOf = (directory: string): readonly FilterRule[] => {
    const found = known.get(directory);
    if (found) return found;
    const text = read(directory === "" ? ".gitattributes" : `${directory}/.gitattributes`);
    const rules = text === undefined ? [] : parseFilters(text, macros, directory === "");
    known.set(directory, rules);
    return rules;
  };
  // Macros are the root's, so that it comes first.
  rulesOf("");
  const last = parseFilters(info, macros, true);

  return (path) => {
    const decide = (rules: readonly FilterRule[], below: string): FilterRule | undefined => {
      const subject = subjectOf(below);
      return rules.findLast(({ pattern }) => pattern.matches(subject, budget));
    };
    const local = decide(last, path);
    if (local) return local.filter;
    for (let end = path.lastIndexOf("/"); ; end = path.lastIndexOf("/", end - 1)) {
      const directory = path.slice(0, Math.max(0, end));
      const found = decide(rulesOf(directory), path.slice(end + 1));
      if (found) return found.filter;
      if (end <= 0) return undefined;
    }
  };
}

// --- internal ---

function parseFilters(
  text: string,
  macros: Map<string, string | undefined>,
  mayDefine: boolean,
): readonly FilterRule[] {
  const rules: FilterRule[] = [];
  for (const raw of text.replace(/^\ufeff/, "").split("\n")) {
    if (rules.length === MOST_RULES) break;
    const [name, words] = splitLine(raw.trim());
    // Negative patterns, which .gitignore has, are none here.
    if (name === "" || name.startsWith("#") || name.startsWith("!")) continue;
    const filter = filterOf(words, macros);
    if (filter === undefined) continue;
    const macro = /^\[attr\](.+)$/.exec(name)?.[1];
    if (macro !== undefined && mayDefine) macros.set(macro, filter.value);
    if (macro !== undefined) continue;
    const pattern = compilePattern(name);
    // What is below a directory has to be named: dir/** and not dir/.
    if (pattern && !pattern.directoryOnly) rules.push({ pattern, filter: filter.value });
  }
  return rules;
}

function splitLine(line: string): readonly [string, readonly string[]] {
  const quotedName = /^"((?:[^"\\]|\\.)*)"/.exec(line);
  const name = quotedName ? unquote(quotedName[1] ?? "") : (/^\S+/.exec(line)?.[0] ?? "");
  const rest = line.slice(quotedName ? quotedName[0].length : name.length);
  return [name, rest.split(/[ \t\r\n]+/).filter((word) => word !== "")];
}

function unquote(text: string): string {
  return text.replace(/\\(["\\])/g, "$1");
}

// The last word about it counts.
function filterOf(
  words: readonly string[],
  macros: ReadonlyMap<string, string | undefined>,
): { readonly value: string | undefined } | undefined {
  let found: { readonly value: string | undefined } | undefined;
  for (const word of words) {
    if (word.startsWith("filter=")) found = { value: word.slice("filter=".length) };
    else if (/^[-!]?filter$/.test(word)) found = { value: undefined };
    else if (macros.has(word)) found = { value: macros.get(word) };
  }
  return found;
}
