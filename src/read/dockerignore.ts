/** A line of .dockerignore. */
export interface IgnoreLine {
  /** As moby/patternmatcher cleans it: below the context, without a slash at either end. */
  readonly path: string;
  /** Whether it takes back what earlier lines leave out. */
  readonly isException: boolean;
  /** Line number, from 1. */
  readonly line: number;
}

/** Lines that are read of one file. */
const MOST_LINES = 2_000;

/** Reads .dockerignore: https://docs.docker.com/build/concepts/context/#syntax */
export function parseIgnoreFile(text: string): readonly IgnoreLine[] {
  const lines: IgnoreLine[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n", MOST_LINES)
    .entries()) {
    const trimmed = raw.trim();
    if (trimmed === "" || raw.startsWith("#")) continue;
    const isException = trimmed.startsWith("!");
    const path = trimmed
      .slice(isException ? 1 : 0)
      .trim()
      .split("/")
      .filter((element) => element !== "" && element !== ".")
      .join("/");
    if (path !== "") lines.push({ path, isException, line: index + 1 });
  }
  return lines;
}

/** How a pattern lies to a path: it is about the path itself or a directory above it, about what is below it, or about neither. */
export function standingOf(pattern: string, path: string): "at" | "below" | "elsewhere" {
  const wanted = pattern.split("/");
  const elements = path.split("/");
  const deep = wanted.indexOf("**");
  const fixed = deep === -1 ? wanted : wanted.slice(0, deep);
  const common = Math.min(fixed.length, elements.length);
  for (let at = 0; at < common; at += 1)
    if (!matches(fixed[at] ?? "", elements[at] ?? "")) return "elsewhere";
  if (deep === -1) return fixed.length > elements.length ? "below" : "at";
  if (fixed.length > elements.length) return "below";
  // What stands after `**` may be found at any depth: of the path itself, or below it.
  const rest = wanted.slice(deep + 1).filter((element) => element !== "**");
  const [last] = rest;
  if (last === undefined) return "at";
  const isAt =
    rest.length === 1 && elements.slice(fixed.length).some((element) => matches(last, element));
  return isAt ? "at" : "below";
}

// --- internal ---

// A name against a pattern with `*` and `?`, in steps of at most one for each pair of their letters.
function matches(pattern: string, name: string): boolean {
  if (/[[\\]/.test(pattern)) return true; // sets of letters are not read: it may match
  let reached = new Set([0]);
  for (const letter of name) {
    const next = new Set<number>();
    for (const at of withStars(pattern, reached)) {
      const one = pattern[at];
      if (one === "*") next.add(at);
      else if (one === "?" || one === letter) next.add(at + 1);
    }
    reached = next;
  }
  return withStars(pattern, reached).has(pattern.length);
}

function withStars(pattern: string, reached: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(reached);
  for (const at of all) if (pattern[at] === "*") all.add(at + 1);
  return all;
}
