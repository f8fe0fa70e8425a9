import fc from "fast-check";
import { expect, test } from "vitest";
import { KEYWORDS, Kind } from "../../../src/read/go-source/kinds.ts";
import { lex } from "../../../src/read/go-source/lex.ts";
import { integerOf, stringAt, unquote } from "../../../src/read/go-source/literals.ts";
import { textAt } from "../../../src/read/go-source/tokens.ts";

const NAMES = new Map<number, string>([
  [Kind.INTEGER, "integer"],
  [Kind.FLOAT, "float"],
  [Kind.IMAGINARY, "imaginary"],
  [Kind.RUNE, "rune"],
  [Kind.TEXT, "text"],
  [Kind.RAW, "raw"],
  [Kind.GARBAGE, "garbage"],
]);

/**
 * The tokens of a text by spaces: literals and garbage with their kinds, `;` in brackets where no
 * one wrote it.
 */
function tokensOf(text: string): string {
  const tokens = lex(text);
  return Array.from({ length: tokens.count - 1 }, (_, index) => {
    const kind = tokens.kinds[index] as number;
    const name = NAMES.get(kind);
    const written = textAt(tokens, index);
    if (kind === Kind.SEMICOLON && written === "") return "(;)";
    return name ? `${name}:${written}` : written;
  }).join(" ");
}

test.each([
  ["a.b(c)", "a . b ( c ) (;)"],
  ["x := y", "x := y (;)"],
  ["a<<=b&^c&^=d<-e", "a <<= b &^ c &^= d <- e (;)"],
  ["f(a...)", "f ( a ... ) (;)"],
  ["x++\ny--", "x ++ (;) y -- (;)"],
  ["return\nbreak\nif", "return (;) break (;) if"],
  ["a\n\n\nb", "a (;) b (;)"],
  ["a,\nb", "a , b (;)"],
  ["a // b\nc", "a (;) c (;)"],
  ["a /* b */ c", "a c (;)"],
  ["a /* b\n */ c", "a (;) c (;)"],
  ["a /* b", "a garbage:/* b"],
  ['"a\\"b" `c\\`', 'text:"a\\"b" raw:`c\\` (;)'],
  ["`a\nb`\nc", "raw:`a\nb` (;) c (;)"],
  ['"a\nb', 'garbage:"a b (;)'],
  ['"a', 'garbage:"a'],
  ["`a", "garbage:`a"],
  ["'\\'' '\"'", "rune:'\\'' rune:'\"' (;)"],
  ["0x1F 0b1 0o7 1_000 017", "integer:0x1F integer:0b1 integer:0o7 integer:1_000 integer:017 (;)"],
  ["1.5 .5 1e+9 0x1p-2 2i", "float:1.5 float:.5 float:1e+9 float:0x1p-2 imaginary:2i (;)"],
  ["0x1e+5", "integer:0x1e + integer:5 (;)"],
  ["päth 日本 a1", "päth 日本 a1 (;)"],
  ["a#b\u0000", "a garbage:# b garbage:\u0000"],
  ["\uFEFFpackage a", "package a (;)"],
  ["", ""],
])("%j", (text, expected) => expect(tokensOf(text)).toBe(expected));

test("every keyword is one, and no other word", () => {
  for (const [index, word] of KEYWORDS.entries()) {
    expect(lex(word).kinds[0]).toBe(Kind.BREAK + index);
    expect(lex(`${word}s`).kinds[0]).toBe(Kind.NAME);
    expect(lex(word.slice(0, -1)).kinds[0]).toBe(word === "goto" ? Kind.NAME : Kind.NAME);
  }
});

test("offsets and lines are those of the text", () => {
  const tokens = lex('/* 1\n2 */ a "😀"\n`3\n4` b');
  expect([...tokens.lines]).toEqual([2, 2, 2, 3, 4, 4, 4]);
  expect([...tokens.starts].slice(0, 4)).toEqual([10, 12, 16, 17]);
});

test.each([
  ["(a[b]{c})", [9, 5, 4, 8]],
  ["(]", undefined],
])("brackets of %s", (text, ends) => {
  const { partners, count } = lex(text);
  if (ends === undefined) expect([...partners]).toEqual([count - 1, -1, -1, -1].slice(0, count));
  else expect(partners[0]).toBe(8);
});

test.each([
  ['"a"', "a"],
  ['""', ""],
  ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', '\x07\b\f\n\r\t\v\\"'],
  ['"\\x41\\101\\u00e9\\U0001F600"', "AAé😀"],
  ['"\\xe6\\x97\\xa5"', "日"],
  ['"\\xff\\xe6\\x97"', "\uFFFD\uFFFD\uFFFD"],
  ['"\\xc0\\x80"', "\uFFFD\uFFFD"],
  ['"\\xed\\xa0\\x80"', "\uFFFD\uFFFD\uFFFD"],
  ["`a\\n\r\nb`", "a\\n\nb"],
  ['"\\q"', undefined],
  ['"\\x4"', undefined],
  ['"\\400"', undefined],
  ['"\\ud800"', undefined],
  ["'a'", undefined],
  ['"', undefined],
])("%s is %j", (literal, value) => expect(unquote(literal)).toBe(value));

test.each([
  ["8080", "8080"],
  ["0x1F_90", "8080"],
  ["0o17", "15"],
  ["017", "15"],
  ["0b11", "3"],
  ["0x", undefined],
])("%s is the number %s", (literal, value) => expect(integerOf(literal)).toBe(value));

test("any text at all is read, and every character of it is in a token, a comment or a space", () => {
  const parts = fc.constantFrom(
    ..."(){}[]\"'`/*\\\n .:=+-&<aé1😀\u0000",
    "//",
    "/*",
    "*/",
    ":=",
    "0x",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 60 }), (words) => {
      const text = words.join("");
      const tokens = lex(text);
      const covered = new Set<number>();
      let end = 0;
      for (let index = 0; index < tokens.count; index += 1) {
        expect(tokens.starts[index]).toBeGreaterThanOrEqual(end);
        end = tokens.ends[index] as number;
        for (let at = tokens.starts[index] as number; at < end; at += 1) covered.add(at);
        stringAt(tokens, index);
      }
      for (const comment of tokens.comments) {
        for (let at = comment.start; at < comment.end; at += 1) covered.add(at);
      }
      for (let at = 0; at < text.length; at += 1) {
        if (!covered.has(at)) expect(" \t\r\n").toContain(text[at]);
      }
    }),
    { numRuns: 2000 },
  );
});
