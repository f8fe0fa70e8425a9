import { Kind } from "./kinds.ts";
import {
  CLASSES,
  DIGIT,
  ENDS_STATEMENT,
  kindOfWord,
  LETTER,
  LONG_BY_FIRST,
  NEWLINE,
  PUNCTUATION,
  SHORT_BY_FIRST,
  SIMPLE,
  SPACE,
  STARTS_DECLARATION,
} from "./lex-tables.ts";
import type { Comment, Tokens } from "./tokens.ts";

/**
 * Reads the tokens of a Go file, in one pass that never goes back. It takes any text: what is no Go
 * becomes GARBAGE tokens, and a string without an end goes to the end of its line.
 *
 * @param part "header" ends before the first declaration that is no import; its tokens are lent,
 * until the next call
 */
export function lex(text: string, part: "all" | "header" = "all"): Tokens {
  return new Lexer(text).read(part === "header");
}

const OTHER_LETTER = /[\p{L}\p{Nd}]/u;

// One set of columns for all files, grown as needed: a file's own columns are cut from them at its
// end.
let kinds = new Uint8Array(1 << 14);
let starts = new Int32Array(1 << 14);
let ends = new Int32Array(1 << 14);
let lines = new Int32Array(1 << 14);
let partners = new Int32Array(1 << 14);

function grow(): void {
  const widen = (column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
    const wider = new Int32Array(column.length * 2);
    wider.set(column);
    return wider;
  };
  const wider = new Uint8Array(kinds.length * 2);
  wider.set(kinds);
  kinds = wider;
  starts = widen(starts);
  ends = widen(ends);
  lines = widen(lines);
  partners = widen(partners);
}

class Lexer {
  readonly #text: string;
  #at: number;
  #line = 1;
  #count = 0;
  #last: number = Kind.END;
  readonly #open: number[] = [];
  readonly #comments: Comment[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  read(headerOnly: boolean): Tokens {
    const text = this.#text;
    const length = text.length;
    while (this.#at < length) {
      const code = text.charCodeAt(this.#at);
      const kind = code < 128 ? (CLASSES[code] as number) : 0;
      if (kind === SPACE) this.#at += 1;
      else if (kind === LETTER) this.#word();
      else if (kind === NEWLINE) this.#newline();
      else if (kind === PUNCTUATION) this.#punctuation(code);
      else if (kind === DIGIT) this.#number();
      else this.#other();
      if (headerOnly && STARTS_DECLARATION[this.#last] === 1) break;
    }
    return this.#finish(headerOnly);
  }

  #finish(headerOnly: boolean): Tokens {
    this.#endStatement();
    const end = this.#count;
    this.#push(Kind.END, this.#at, this.#at);
    for (const index of this.#open) partners[index] = end;
    const columns = headerOnly ? { kinds, starts, ends, lines, partners } : this.#ownColumns();
    return { text: this.#text, count: this.#count, ...columns, comments: this.#comments };
  }

  // Copies of the columns, in one piece of memory: five are slower to get than to fill.
  #ownColumns(): Pick<Tokens, "kinds" | "starts" | "ends" | "lines" | "partners"> {
    const count = this.#count;
    const memory = new ArrayBuffer(count * 17);
    const copy = (column: Int32Array, place: number): Int32Array => {
      const own = new Int32Array(memory, count * 4 * place, count);
      own.set(column.subarray(0, count));
      return own;
    };
    const ownKinds = new Uint8Array(memory, count * 16, count);
    ownKinds.set(kinds.subarray(0, count));
    return {
      kinds: ownKinds,
      starts: copy(starts, 0),
      ends: copy(ends, 1),
      lines: copy(lines, 2),
      partners: copy(partners, 3),
    };
  }

  #push(kind: number, start: number, end: number): void {
    const index = this.#count;
    if (index === kinds.length) grow();
    kinds[index] = kind;
    starts[index] = start;
    ends[index] = end;
    lines[index] = this.#line;
    partners[index] = -1;
    this.#count = index + 1;
    this.#last = kind;
    this.#at = end;
  }

  #newline(): void {
    this.#endStatement();
    this.#at += 1;
    this.#line += 1;
  }

  #endStatement(): void {
    if (ENDS_STATEMENT[this.#last] === 1) this.#push(Kind.SEMICOLON, this.#at, this.#at);
  }

  #word(): void {
    const end = this.#endOfWord(this.#at + 1);
    this.#push(kindOfWord(this.#text, this.#at, end), this.#at, end);
  }

  #endOfWord(from: number): number {
    const text = this.#text;
    for (let end = from; ;) {
      const code = text.charCodeAt(end);
      if (code < 128) {
        const kind = CLASSES[code];
        if (kind !== LETTER && kind !== DIGIT) return end;
        end += 1;
      } else {
        const size = letterSize(text, end);
        if (size === 0) return end;
        end += size;
      }
    }
  }

  // A character that is none of ASCII's, or one that Go does not use.
  #other(): void {
    const start = this.#at;
    const size = letterSize(this.#text, start);
    if (size === 0) this.#push(Kind.GARBAGE, start, start + 1);
    else this.#push(Kind.NAME, start, this.#endOfWord(start + size));
  }

  #number(): void {
    const text = this.#text;
    const start = this.#at;
    const isHexadecimal = (text.charCodeAt(start + 1) | 32) === 120 && text[start] === "0";
    const exponent = isHexadecimal ? 112 : 101; // p, e
    let kind: number = Kind.INTEGER;
    let end = start;
    for (; ; end += 1) {
      const code = text.charCodeAt(end);
      if ((code | 32) === exponent) {
        kind = Kind.FLOAT;
        const sign = text.charCodeAt(end + 1);
        if (sign === 43 || sign === 45) end += 1;
      } else if (code === 46) kind = Kind.FLOAT;
      else if (CLASSES[code] !== DIGIT && CLASSES[code] !== LETTER) break;
    }
    this.#push(text[end - 1] === "i" ? Kind.IMAGINARY : kind, start, end);
  }

  #punctuation(code: number): void {
    const simple = SIMPLE[code] as number;
    if (simple !== 0) return this.#bracket(simple);
    const start = this.#at;
    const next = this.#text.charCodeAt(start + 1);
    if (code === 34) return this.#quoted(code, Kind.TEXT);
    if (code === 39) return this.#quoted(code, Kind.RUNE);
    if (code === 96) return this.#raw();
    if (code === 47 && next === 47) return this.#lineComment();
    if (code === 47 && next === 42) return this.#blockComment();
    if (code === 46 && CLASSES[next] === DIGIT) return this.#number();
    for (const [operator, kind] of LONG_BY_FIRST[code] ?? []) {
      if (this.#text.startsWith(operator, start)) {
        return this.#push(kind, start, start + operator.length);
      }
    }
    this.#push(SHORT_BY_FIRST[code] as number, start, start + 1);
  }

  #bracket(kind: number): void {
    const index = this.#count;
    this.#push(kind, this.#at, this.#at + 1);
    if (kind <= Kind.OPEN_CURLY) this.#open.push(index);
    else if (kind <= Kind.CLOSE_CURLY) this.#close(index, kind - 3);
  }

  // Pairs a closing bracket with the last open one, if that is of its kind.
  #close(index: number, opening: number): void {
    const opened = this.#open.at(-1);
    if (opened === undefined || kinds[opened] !== opening) return;
    this.#open.pop();
    partners[opened] = index;
    partners[index] = opened;
  }

  #quoted(quote: number, kind: number): void {
    const text = this.#text;
    const start = this.#at;
    for (let end = start + 1; ; end += 1) {
      const code = text.charCodeAt(end);
      if (code === quote) return this.#push(kind, start, end + 1);
      if (code === 92 && text.charCodeAt(end + 1) !== 10) end += 1;
      else if (code === 10 || end >= text.length) {
        return this.#push(Kind.GARBAGE, start, Math.min(end, text.length));
      }
    }
  }

  #raw(): void {
    const end = this.#text.indexOf("`", this.#at + 1);
    const start = this.#at;
    if (end === -1) this.#push(Kind.GARBAGE, start, this.#text.length);
    else this.#push(Kind.RAW, start, end + 1);
    this.#countLines(start);
  }

  #lineComment(): void {
    const start = this.#at;
    const found = this.#text.indexOf("\n", start);
    const end = found === -1 ? this.#text.length : found;
    this.#comments.push({ start, end, line: this.#line });
    this.#at = end;
  }

  #blockComment(): void {
    const start = this.#at;
    const end = this.#text.indexOf("*/", start + 2);
    if (end === -1) return this.#push(Kind.GARBAGE, start, this.#text.length);
    this.#comments.push({ start, end: end + 2, line: this.#line });
    // Only within the comment: a search behind it would look at all of the file for each of many.
    if (this.#text.slice(start, end).includes("\n")) this.#endStatement();
    this.#at = end + 2;
    this.#countLines(start);
  }

  // Counts the lines that end between an earlier place and this one.
  #countLines(from: number): void {
    for (let at = from; at < this.#at; at += 1) {
      if (this.#text.charCodeAt(at) === 10) this.#line += 1;
    }
  }
}

// How many UTF-16 units the letter or digit at a place has; 0 where there is none.
function letterSize(text: string, at: number): number {
  const point = text.codePointAt(at);
  if (point === undefined || !OTHER_LETTER.test(String.fromCodePoint(point))) return 0;
  return point > 0xffff ? 2 : 1;
}
