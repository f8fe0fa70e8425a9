import { KEYWORDS, Kind } from "./kinds.ts";

/** Classes that {@link CLASSES} has; 0 is every other character. */
export const SPACE = 1;
export const NEWLINE = 2;
export const LETTER = 3;
export const DIGIT = 4;
export const PUNCTUATION = 5;
/** Classes of the characters below 128. */
export const CLASSES = new Uint8Array(128);
for (const character of " \t\r") CLASSES[character.charCodeAt(0)] = SPACE;
CLASSES[10] = NEWLINE;
for (let code = 97; code <= 122; code += 1) CLASSES[code] = CLASSES[code - 32] = LETTER;
CLASSES[95] = LETTER;
for (let code = 48; code <= 57; code += 1) CLASSES[code] = DIGIT;
for (const character of "\"'`/(){}[],;.:=+-*&|<>!%^~") {
  CLASSES[character.charCodeAt(0)] = PUNCTUATION;
}

/** Kinds of the brackets and separators, by character. */
export const SIMPLE = new Uint8Array(128);
for (const [character, kind] of [
  ["(", Kind.OPEN_ROUND],
  ["[", Kind.OPEN_SQUARE],
  ["{", Kind.OPEN_CURLY],
  [")", Kind.CLOSE_ROUND],
  ["]", Kind.CLOSE_SQUARE],
  ["}", Kind.CLOSE_CURLY],
  [",", Kind.COMMA],
  [";", Kind.SEMICOLON],
] as const) {
  SIMPLE[character.charCodeAt(0)] = kind;
}

// A table without collisions: Go's keywords by their first two letters and their length.
const KEYWORD_SLOTS = new Uint8Array(64);
function slotOf(first: number, second: number, length: number): number {
  return (((first << 4) ^ second) + length) & 63;
}
for (const [index, word] of KEYWORDS.entries()) {
  const slot = slotOf(word.charCodeAt(0), word.charCodeAt(1), word.length);
  KEYWORD_SLOTS[slot] = Kind.BREAK + index;
}

/** Kind of a word of the text: its keyword's, or NAME. */
export function kindOfWord(text: string, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > 11) return Kind.NAME;
  const slot = slotOf(text.charCodeAt(start), text.charCodeAt(start + 1), length);
  const kind = KEYWORD_SLOTS[slot] as number;
  if (kind === 0) return Kind.NAME;
  const word = KEYWORDS[kind - Kind.BREAK] as string;
  return word.length === length && text.startsWith(word, start) ? kind : Kind.NAME;
}

/** Kinds after which the end of a line ends the statement. */
export const ENDS_STATEMENT = new Uint8Array(64);
for (const kind of [
  Kind.NAME,
  Kind.INTEGER,
  Kind.FLOAT,
  Kind.IMAGINARY,
  Kind.RUNE,
  Kind.TEXT,
  Kind.RAW,
  Kind.CLOSE_ROUND,
  Kind.CLOSE_SQUARE,
  Kind.CLOSE_CURLY,
  Kind.STEP,
  Kind.BREAK,
  Kind.CONTINUE,
  Kind.FALLTHROUGH,
  Kind.RETURN,
]) {
  ENDS_STATEMENT[kind] = 1;
}

/** Kinds that begin a declaration which is no import. */
export const STARTS_DECLARATION = new Uint8Array(64);
for (const kind of [Kind.FUNC, Kind.VAR, Kind.CONST, Kind.TYPE]) STARTS_DECLARATION[kind] = 1;

const OPERATORS: Readonly<Record<string, number>> = {
  ".": Kind.DOT,
  "...": Kind.ELLIPSIS,
  ":": Kind.COLON,
  ":=": Kind.DEFINE,
  "=": Kind.ASSIGN,
  "+": Kind.PLUS,
  "*": Kind.STAR,
  "&": Kind.AND,
  "++": Kind.STEP,
  "--": Kind.STEP,
};
// The longest first.
const LONG_OPERATORS =
  "<<= >>= &^= ... && || == != <= >= := <- ++ -- << >> &^ += -= *= /= %= &= |= ^=".split(" ");
const COMPARISONS = new Set(["==", "!=", "<=", ">="]);
/** Operators of more than one character with their kinds, the longest first, by the first one. */
export const LONG_BY_FIRST: (readonly (readonly [string, number])[])[] = [];
for (const character of ".:=+-*&|<>!%^/") {
  LONG_BY_FIRST[character.charCodeAt(0)] = LONG_OPERATORS.filter((one) =>
    one.startsWith(character),
  ).map((one) => {
    const updates = one.endsWith("=") && one !== ":=" && !COMPARISONS.has(one);
    return [one, OPERATORS[one] ?? (updates ? Kind.UPDATE : Kind.OPERATOR)] as const;
  });
}
/** Kinds of the operators of one character. */
export const SHORT_BY_FIRST = new Uint8Array(128).fill(Kind.OPERATOR);
for (const character of ".:=+*&") {
  SHORT_BY_FIRST[character.charCodeAt(0)] = OPERATORS[character] as number;
}
