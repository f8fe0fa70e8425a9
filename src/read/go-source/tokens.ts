import { Kind } from "./kinds.ts";

/** A comment; offsets in UTF-16 units, the end excluded. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** Line, from 1, that it begins on. */
  readonly line: number;
}

/**
 * The tokens of a file, a column each. The last one is END. Comments stand apart, so that no reader
 * of tokens has to step over them.
 */
export interface Tokens {
  readonly text: string;
  /** How many there are, END included. */
  readonly count: number;
  readonly kinds: Uint8Array;
  /** Offsets in UTF-16 units. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Lines, from 1. */
  readonly lines: Int32Array;
  /**
   * The other one of a pair of brackets. An opening bracket that nothing closes has END for it, a
   * closing one that nothing opened -1, as every other token has.
   */
  readonly partners: Int32Array;
  readonly comments: readonly Comment[];
}

/** Some tokens in a row, the last one excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Kind of a token; END beyond the ends. */
export function kindAt(tokens: Tokens, index: number): number {
  return index >= 0 && index < tokens.count ? (tokens.kinds[index] as number) : Kind.END;
}

/** A token as the file spells it. */
export function textAt(tokens: Tokens, index: number): string {
  return tokens.text.slice(tokens.starts[index], tokens.ends[index]);
}

/** Line, from 1, of a token. */
export function lineOf(tokens: Tokens, index: number): number {
  return tokens.lines[index] ?? 1;
}

/** Index of the token that closes what this one opens; END's where nothing does. */
export function partnerOf(tokens: Tokens, index: number): number {
  const partner = tokens.partners[index] as number;
  return partner === -1 ? tokens.count - 1 : partner;
}

/** The token after this one, or after all that it opens. */
export function hop(tokens: Tokens, index: number): number {
  const kind = kindAt(tokens, index);
  const opens = kind >= Kind.OPEN_ROUND && kind <= Kind.OPEN_CURLY;
  return opens ? partnerOf(tokens, index) + 1 : index + 1;
}

/**
 * The parts of a range between the separators that stand in no bracket; a last empty one is left
 * out.
 *
 * @param most parts after that many are left out
 */
export function split(
  tokens: Tokens,
  { from, to }: Range,
  separator: number,
  most = Number.POSITIVE_INFINITY,
): readonly Range[] {
  const parts: Range[] = [];
  let start = from;
  for (let at = from; at < to; at = hop(tokens, at)) {
    if (kindAt(tokens, at) !== separator) continue;
    parts.push({ from: start, to: at });
    start = at + 1;
    if (parts.length >= most) return parts;
  }
  if (start < to) parts.push({ from: start, to });
  return parts;
}
