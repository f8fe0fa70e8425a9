/** What a variable holds; undefined where nobody can know, which is not the same as empty. */
export type Lookup = (name: string) => string | undefined;

/** A position in a text that readers share. */
export interface Cursor {
  readonly text: string;
  at: number;
}

interface Rules {
  readonly lookup: Lookup;
  readonly escape: string;
  readonly depth: number;
}

/** Defaults inside of defaults; deeper ones count as unknown. */
const DEEPEST = 8;
/** Characters of a pattern in `${X#pattern}`; longer ones count as unknown. */
const LONGEST_PATTERN = 40;
/** Characters that a text may grow to by what is put into it. */
const LONGEST_VALUE = 4096;

/**
 * Takes the quotes off a word and puts the values of variables into it, as Docker does for its own
 * instructions:
 * `$X`, `${X}`, `${X:-word}`, `${X:+word}`, `${X:?word}` (each without the colon too),
 * `${X#pattern}`, `##`, `%`, `%%`.
 *
 * @returns undefined if it refers to a variable that has no value, or to a form that is not known
 * here
 */
export function expandWord(text: string, lookup: Lookup, escape = "\\"): string | undefined {
  const value = readUntil({ text, at: 0 }, "", { lookup, escape, depth: 0 });
  return value === undefined || (value.length > LONGEST_VALUE && value.length > text.length)
    ? undefined
    : value;
}

/** Reads the `$…` that the cursor stands on, and moves it behind; undefined where it is unknown. */
export function readVariable(
  cursor: Cursor,
  lookup: Lookup,
  escape = "\\",
  depth = 0,
): string | undefined {
  cursor.at += 1;
  if (cursor.text[cursor.at] !== "{") {
    const name = readName(cursor);
    return name === "" ? "$" : lookup(name);
  }
  cursor.at += 1;
  return readBraced(cursor, { lookup, escape, depth: depth + 1 });
}

// --- internal ---

function readBraced(cursor: Cursor, rules: Rules): string | undefined {
  const name = readName(cursor);
  const value = name === "" ? undefined : rules.lookup(name);
  const colon = cursor.text[cursor.at] === ":";
  if (colon) cursor.at += 1;
  const operator = cursor.text[cursor.at] ?? "";
  cursor.at += 1;
  if (operator === "}") return colon ? undefined : value;
  const word = rules.depth > DEEPEST ? skipBraced(cursor) : readUntil(cursor, "}", rules);
  const set = colon && value === "" ? undefined : value;
  return OPERATORS.get(`${colon ? ":" : ""}${operator}`)?.(set, word);
}

/**
 * What is put in for a value and the word after the operator. Not known: `${X/pattern/text}`,
 * `${X:1:2}`.
 */
const OPERATORS: ReadonlyMap<
  string,
  (set: string | undefined, word: string | undefined) => string | undefined
> = new Map([
  ["-", (set, word) => set ?? word],
  [":-", (set, word) => set ?? word],
  ["+", (set, word) => (set === undefined ? "" : word)],
  [":+", (set, word) => (set === undefined ? "" : word)],
  ["?", (set) => set],
  [":?", (set) => set],
  ["#", (set, word) => withoutPattern(set, word, "#")],
  ["%", (set, word) => withoutPattern(set, word, "%")],
]);

function skipBraced(cursor: Cursor): undefined {
  let open = 1;
  for (; cursor.at < cursor.text.length && open > 0; cursor.at += 1) {
    if (cursor.text[cursor.at] === "{") open += 1;
    if (cursor.text[cursor.at] === "}") open -= 1;
  }
  return undefined;
}

function readUntil(cursor: Cursor, stop: string, rules: Rules): string | undefined {
  let result = "";
  let known = true;
  let quote = "";
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const character = cursor.text[cursor.at] as string;
    if (character === stop && quote === "") break;
    if (character === quote) quote = "";
    else if (quote === "" && QUOTES.has(character)) quote = character;
    else if (quote === "'") result += character;
    else if (character === "$") {
      const value = readVariable(cursor, rules.lookup, rules.escape, rules.depth);
      cursor.at -= 1;
      if (value === undefined || result.length > LONGEST_VALUE + cursor.text.length) known = false;
      else result += value;
    } else if (character === rules.escape) result += readEscaped(cursor, quote, rules.escape);
    else result += character;
  }
  cursor.at = Math.min(cursor.at + 1, cursor.text.length);
  return known ? result : undefined;
}

const QUOTES: ReadonlySet<string> = new Set(['"', "'"]);

// Between double quotes only what has a meaning there can be escaped.
function readEscaped(cursor: Cursor, quote: string, escape: string): string {
  const next = cursor.text[cursor.at + 1] ?? "";
  if (quote === '"' && next !== '"' && next !== "$" && next !== escape) return escape;
  cursor.at += 1;
  return next;
}

// A name is letters, digits and `_`; of `$12` and `$@` it is the number and the sign.
function readName(cursor: Cursor): string {
  const start = cursor.at;
  const first = cursor.text[start] ?? "";
  if (/[@*#?!$-]/.test(first)) {
    cursor.at += 1;
    return first;
  }
  const part = /\d/.test(first) ? /\d/ : /\w/;
  while (part.test(cursor.text[cursor.at] ?? "")) cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

function withoutPattern(
  value: string | undefined,
  word: string | undefined,
  operator: "#" | "%",
): string | undefined {
  if (value === undefined || word === undefined) return undefined;
  const longest = word.startsWith(operator);
  const pattern = longest ? word.slice(1) : word;
  if (pattern.length > LONGEST_PATTERN) return undefined;
  if (operator === "#") {
    const lengths = matchLengths([...value], [...pattern]);
    const length = longest ? lengths.at(-1) : lengths[0];
    return [...value].slice(length ?? 0).join("");
  }
  const lengths = matchLengths([...value].toReversed(), [...pattern].toReversed());
  const length = longest ? lengths.at(-1) : lengths[0];
  return [...value].slice(0, [...value].length - (length ?? 0)).join("");
}

/**
 * How much of the start of a text a pattern of `*` and `?` matches: all possible lengths, in order.
 */
function matchLengths(text: readonly string[], pattern: readonly string[]): readonly number[] {
  let ends = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    const [least = text.length + 1] = ends;
    if (part === "*") for (let end = least; end <= text.length; end += 1) next.add(end);
    else
      for (const end of ends)
        if (end < text.length && (part === "?" || text[end] === part)) next.add(end + 1);
    ends = next;
  }
  return [...ends];
}
