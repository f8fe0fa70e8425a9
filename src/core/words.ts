import { visible } from "./visible.ts";

/** A value as it can be shown on a terminal: quoted, control characters escaped, cut at 60 characters. */
export function quoted(value: string): string {
  const cut = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return visible(JSON.stringify(cut));
}

/** A value of any kind, given where a text or number belongs: what is neither is named by its kind. */
export function quotedValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  return typeof value === "object" && value !== null ? "an object" : quoted(String(value));
}

/** A word as sh reads it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) && !word.startsWith("~")
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A word as somebody pastes it into a shell, from a terminal that it must not command. */
export function shownShellWord(word: string): string {
  return visible(shellWord(word));
}

/** The closest known word, if one is close enough to be meant: a third of the letters may differ. */
export function closest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 40) return undefined; // nobody's typing mistake
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3))
    ? best.candidate
    : undefined;
}

/** A text as one element of a path: lower case, `-` for each run of other characters, neither `-` nor `.` at the ends. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
}

// Levenshtein distance.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, charA] of a.split("").entries()) {
    const next = [i + 1];
    for (const [j, charB] of [...b].entries()) {
      next.push(
        Math.min(
          (next[j] ?? 0) + 1,
          (row[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + (charA === charB ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
