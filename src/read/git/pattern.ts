/**
 * Patterns of .gitignore and .gitattributes, matched as git's wildmatch.c does, but in time that is at most
 * the product of both lengths: the positions in the pattern that are possible are followed at once.
 */
export interface Pattern {
  /** It matches directories only. */
  readonly directoryOnly: boolean;
  /** @param budget steps that may still be taken; a match that would need more counts as none */
  matches(subject: Subject, budget: Budget): boolean;
}

/** A path that many patterns are tried on, in bytes as git compares them: one character a byte of UTF-8. */
export interface Subject {
  /** Below the directory that the patterns belong to. */
  readonly path: string;
  /** Its last element. */
  readonly name: string;
}

/** @param path POSIX, below the directory that the patterns belong to */
export function subjectOf(path: string, ignoreCase = false): Subject {
  const bytes = ignoreCase ? lower(toBytes(path)) : toBytes(path);
  return { path: bytes, name: bytes.slice(bytes.lastIndexOf("/") + 1) };
}

/** A number of steps that many matches share. */
export interface Budget {
  left: number;
}

/** Patterns that are longer than any path are no patterns. In characters. */
const LONGEST = 4096;
/** Steps that a match without wildcards counts as. */
const COST = 8;

/** @param text without a negation, trailing spaces or line break; undefined for what can match nothing */
export function compilePattern(text: string, ignoreCase = false): Pattern | undefined {
  if (text.length > LONGEST) return undefined;
  const bytes = toBytes(text);
  const directoryOnly = bytes.endsWith("/");
  const body = directoryOnly ? bytes.slice(0, -1) : bytes;
  if (body === "") return undefined;
  const fold = ignoreCase ? lower : (value: string) => value;
  const hasDirectory = body.includes("/");
  const anchored = body.startsWith("/") ? body.slice(1) : body;
  // As git does: what stands in front of the first special character is compared, the rest is a pattern of its own.
  const special = anchored.search(/[*?[\\]/);
  const prefix = special === -1 ? anchored : anchored.slice(0, special);
  const rest = special === -1 ? "" : anchored.slice(special);
  const tokens = compileTokens(rest, ignoreCase);
  const lead = fold(prefix);
  // The most common kind, such as *.log, needs no more than a look at the end.
  const suffix = !hasDirectory && /^\*[^*?[\\]*$/.test(body) ? fold(body.slice(1)) : undefined;
  const matchesName = (name: string, budget: Budget): boolean => {
    if (suffix !== undefined) return name.endsWith(suffix);
    if (tokens === undefined || !name.startsWith(lead)) return false;
    return rest === "" ? name.length === lead.length : run(tokens, name.slice(lead.length), budget);
  };
  return {
    directoryOnly,
    matches: (subject, budget) => {
      budget.left -= COST;
      return budget.left >= 0 && matchesName(hasDirectory ? subject.path : subject.name, budget);
    },
  };
}

// --- internal ---

/** `set` holds the bytes that may stand here; `loop` ones may repeat, from none; `fork` may go on behind `skip` tokens. */
type Token =
  | { readonly kind: "one" | "loop"; readonly set: ReadonlySet<number> | "any" | "name" }
  | { readonly kind: "byte"; readonly code: number }
  | { readonly kind: "fork"; readonly skip: number };

const SLASH = 0x2f;

function compileTokens(text: string, ignoreCase: boolean): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === "?") tokens.push({ kind: "one", set: "name" });
    else if (character === "*") at = compileStars(text, at, tokens);
    else if (character === "[") {
      const found = compileClass(text, at, ignoreCase);
      if (found === undefined) return undefined;
      tokens.push({ kind: "one", set: found.set });
      at = found.end;
    } else {
      if (character === "\\") at++;
      if (at >= text.length) return undefined; // a backslash that escapes nothing
      const literal = ignoreCase ? lower(text[at] as string) : (text[at] as string);
      tokens.push({ kind: "byte", code: literal.charCodeAt(0) });
    }
  }
  return tokens;
}

// Two or more stars between slashes cross directories, all others stay within a name.
function compileStars(text: string, start: number, tokens: Token[]): number {
  let end = start;
  while (text[end + 1] === "*") end++;
  const isDeep =
    end > start &&
    (start === 0 || text[start - 1] === "/") &&
    (end + 1 === text.length || text[end + 1] === "/" || text.startsWith("\\/", end + 1));
  // "**/" may also stand for nothing: the fork leads behind its loop and its slash.
  if (isDeep && text[end + 1] === "/") tokens.push({ kind: "fork", skip: 3 });
  tokens.push({ kind: "loop", set: isDeep ? "any" : "name" });
  return end;
}

const CLASSES: ReadonlyMap<string, (code: number) => boolean> = new Map([
  ["alnum", (code: number) => /[0-9A-Za-z]/.test(String.fromCharCode(code))],
  ["alpha", (code: number) => /[A-Za-z]/.test(String.fromCharCode(code))],
  ["blank", (code: number) => code === 0x20 || code === 0x09],
  ["cntrl", (code: number) => code < 0x20 || code === 0x7f],
  ["digit", (code: number) => code >= 0x30 && code <= 0x39],
  ["graph", (code: number) => code > 0x20 && code < 0x7f],
  ["lower", (code: number) => code >= 0x61 && code <= 0x7a],
  ["print", (code: number) => code >= 0x20 && code < 0x7f],
  ["punct", (code: number) => /[!-/:-@[-`{-~]/.test(String.fromCharCode(code))],
  ["space", (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d)],
  ["upper", (code: number) => code >= 0x41 && code <= 0x5a],
  ["xdigit", (code: number) => /[0-9A-Fa-f]/.test(String.fromCharCode(code))],
]);

/** @returns undefined for a class without an end, or with a name that there is not: it matches nothing */
function compileClass(
  text: string,
  start: number,
  ignoreCase: boolean,
): { readonly set: ReadonlySet<number>; readonly end: number } | undefined {
  const members = new Set<number>();
  const add = (test: (code: number) => boolean): void => {
    for (let code = 1; code < 256; code++) if (test(code)) members.add(code);
  };
  let at = start + 1;
  const isNegated = text[at] === "!" || text[at] === "^";
  if (isNegated) at++;
  let previous = 0;
  // The first character belongs to the class, even if it is its end.
  for (let isFirst = true; isFirst || text[at] !== "]"; isFirst = false, at++) {
    const one = readMember(text, at, previous);
    if (one === undefined) return undefined;
    add(one.test);
    previous = one.previous;
    at = one.at;
  }
  if (ignoreCase) foldMembers(members);
  const set = new Set<number>();
  for (let code = 1; code < 256; code++)
    if (members.has(code) !== isNegated && code !== SLASH) set.add(code);
  return { set, end: at };
}

interface Member {
  readonly test: (code: number) => boolean;
  /** The character that a range could begin with; 0 for none. */
  readonly previous: number;
  /** Where its last character is. */
  readonly at: number;
}

function readMember(text: string, at: number, previous: number): Member | undefined {
  if (at >= text.length) return undefined;
  const named = text.startsWith("[:", at) ? readNamedClass(text, at) : NOT_NAMED;
  if (named !== NOT_NAMED) return named;
  if (text[at] === "-" && previous > 0 && at + 1 < text.length && text[at + 1] !== "]") {
    const end = escapedAt(text, at + 1);
    const last = text.charCodeAt(end);
    return end < text.length
      ? { test: (code) => code >= previous && code <= last, previous: 0, at: end }
      : undefined;
  }
  const end = escapedAt(text, at);
  const only = text.charCodeAt(end);
  return end < text.length ? { test: (code) => code === only, previous: only, at: end } : undefined;
}

/** `[` and `:` that are two members of their own. */
const NOT_NAMED = Symbol("not named");

/** Reads `[:alpha:]`; undefined for one without an end, or with a name that there is not. */
function readNamedClass(text: string, at: number): Member | typeof NOT_NAMED | undefined {
  const end = text.indexOf("]", at + 2);
  if (end === -1) return undefined;
  if (end === at + 2 || text[end - 1] !== ":") return NOT_NAMED;
  const test = CLASSES.get(text.slice(at + 2, end - 1));
  return test && { test, previous: 0, at: end };
}

/** Where the character is that stands here, or behind a backslash. */
function escapedAt(text: string, at: number): number {
  return text[at] === "\\" ? at + 1 : at;
}

// Subjects are in lower case: capitals in a class stand for their small letters too.
function foldMembers(members: Set<number>): void {
  for (let code = 0x41; code <= 0x5a; code++) if (members.has(code)) members.add(code + 0x20);
}

function run(tokens: readonly Token[], text: string, budget: Budget): boolean {
  let states = new Uint8Array(tokens.length + 1);
  let next = new Uint8Array(tokens.length + 1);
  enter(tokens, states, 0);
  for (let at = 0; at < text.length; at++) {
    budget.left -= tokens.length + 1;
    if (budget.left < 0) return false;
    const code = text.charCodeAt(at);
    next.fill(0);
    let isAlive = false;
    for (let state = 0; state < tokens.length; state++) {
      const token = tokens[state] as Token;
      if (states[state] === 0 || !accepts(token, code)) continue;
      isAlive = true;
      enter(tokens, next, token.kind === "loop" ? state : state + 1);
    }
    if (!isAlive) return false;
    [states, next] = [next, states];
  }
  return states[tokens.length] === 1;
}

// Marks a state, and those that lead on from it without a character. The marks end it: each state is entered once.
function enter(tokens: readonly Token[], states: Uint8Array, state: number): void {
  for (let at = state; states[at] === 0; at++) {
    states[at] = 1;
    const token = tokens[at];
    if (token?.kind === "fork") enter(tokens, states, at + token.skip);
    else if (token?.kind !== "loop") return;
  }
}

function accepts(token: Token, code: number): boolean {
  if (token.kind === "byte") return token.code === code;
  if (token.kind === "fork") return false;
  if (token.set === "any") return true;
  return token.set === "name" ? code !== SLASH : token.set.has(code);
}

function toBytes(text: string): string {
  // oxlint-disable-next-line no-control-regex -- bytes above 127 are what this looks for
  if (!/[^\u0000-\u007f]/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
