import { Kind } from "./kinds.ts";
import { kindAt, textAt, type Tokens } from "./tokens.ts";

/**
 * The value of a Go string literal, quotes included in what is given. Bytes of `\x` and octal
 * escapes that are no UTF-8 become U+FFFD each, as they do where Go ranges over a string.
 *
 * @returns undefined for what is no string of Go
 */
export function unquote(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote) return undefined;
  const inner = literal.slice(1, -1);
  if (quote === "`") return inner.includes("\r") ? inner.replaceAll("\r", "") : inner;
  if (quote !== '"') return undefined;
  return inner.includes("\\") ? unescape(inner) : inner;
}

/** The string that a token is; undefined for a token of another kind. */
export function stringAt(tokens: Tokens, index: number): string | undefined {
  const kind = kindAt(tokens, index);
  return kind === Kind.TEXT || kind === Kind.RAW ? unquote(textAt(tokens, index)) : undefined;
}

/** The value of an integer literal of Go, in decimal digits; undefined where it has none. */
export function integerOf(literal: string): string | undefined {
  const digits = literal.replaceAll("_", "").toLowerCase();
  const isOctal = /^0[0-7]+$/.test(digits); // in Go, but not in JavaScript
  try {
    return BigInt(isOctal ? `0o${digits.slice(1)}` : digits).toString();
  } catch {
    return undefined;
  }
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
};

// How many digits follow, and to which base.
const NUMERIC_ESCAPES: Readonly<Record<string, readonly [number, number]>> = {
  x: [2, 16],
  u: [4, 16],
  U: [8, 16],
};

function unescape(inner: string): string | undefined {
  let value = "";
  let bytes: number[] = [];
  for (let at = 0; at < inner.length;) {
    const escape = inner.indexOf("\\", at);
    if (escape !== at) {
      value += decode(bytes) + inner.slice(at, escape === -1 ? undefined : escape);
      bytes = [];
      if (escape === -1) return value;
    }
    const read = readEscape(inner, escape);
    if (read === undefined) return undefined;
    if (typeof read.value === "number") bytes.push(read.value);
    else {
      value += decode(bytes) + read.value;
      bytes = [];
    }
    at = read.end;
  }
  return value + decode(bytes);
}

// What the escape at a place stands for: a text, or a single byte.
function readEscape(
  inner: string,
  at: number,
): { readonly value: string | number; readonly end: number } | undefined {
  const letter = inner[at + 1] ?? "";
  const simple = SIMPLE_ESCAPES[letter];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const numeric = NUMERIC_ESCAPES[letter];
  const [length, base] = numeric ?? [3, 8];
  const start = numeric ? at + 2 : at + 1;
  const digits = inner.slice(start, start + length);
  const isWhole = numeric ? /^[\da-f]+$/i.test(digits) : /^[0-3][0-7]{2}$/.test(digits);
  if (digits.length !== length || !isWhole) return undefined;
  const number = Number.parseInt(digits, base);
  if (!numeric || letter === "x") return { value: number, end: start + length };
  const isCharacter = number <= 0x10ffff && (number < 0xd800 || number > 0xdfff);
  return isCharacter ? { value: String.fromCodePoint(number), end: start + length } : undefined;
}

// Smallest code points that 2, 3 and 4 bytes may stand for.
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

function decode(bytes: readonly number[]): string {
  let value = "";
  for (let at = 0; at < bytes.length;) {
    const point = codePoint(bytes, at);
    value += point === undefined ? "\uFFFD" : String.fromCodePoint(point);
    at += point === undefined ? 1 : sizeOf(bytes[at] as number);
  }
  return value;
}

function sizeOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 0;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

function codePoint(bytes: readonly number[], at: number): number | undefined {
  const first = bytes[at] as number;
  const size = sizeOf(first);
  if (size === 1) return first;
  if (size === 0 || first > 0xf4) return undefined;
  let point = first & (0xff >> (size + 1));
  for (let next = at + 1; next < at + size; next += 1) {
    const byte = bytes[next];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (byte & 0x3f);
  }
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  const isTooLong = point < (SMALLEST[size] as number);
  return isSurrogate || isTooLong || point > 0x10ffff ? undefined : point;
}
