import fc from "fast-check";
import { expect, test } from "vitest";
import { expandWord } from "../../../src/read/dockerfile/variables.ts";

const VALUES: Readonly<Record<string, string>> = { X: "value", EMPTY: "", PATHS: "a/b/c.tar.gz" };
const lookup = (name: string): string | undefined =>
  Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;

// As Docker does it, but that a variable without a value makes the whole unknown, not empty.
test.each([
  ["plain", "plain"],
  ["$X", "value"],
  ["${X}", "value"],
  ["a${X}b$X.c", "avaluebvalue.c"],
  ["$NONE", undefined],
  ["${NONE}", undefined],
  ["a$NONE", undefined],
  ["\\$X", "$X"],
  ["a\\b", "ab"],
  ["'$X'", "$X"],
  ["'a\\b'", "a\\b"],
  ['"$X y"', "value y"],
  ['"\\"$X\\" \\$X \\a"', '"value" $X \\a'],
  ['a"b"c', "abc"],
  ["$", "$"],
  ["a$ b", "a$ b"],
  ["${NONE:-default}", "default"],
  ["${NONE-default}", "default"],
  ["${X:-default}", "value"],
  ["${EMPTY:-default}", "default"],
  ["${EMPTY-default}", ""],
  ["${NONE:-$X}", "value"],
  ["${NONE:-${NONE:-deep}}", "deep"],
  ["${NONE:-$NONE}", undefined],
  ["${NONE:-a b}", "a b"],
  ["${X:+other}", "other"],
  ["${X+other}", "other"],
  ["${NONE:+other}", ""],
  ["${NONE+other}", ""],
  ["${EMPTY:+other}", ""],
  ["${EMPTY+other}", "other"],
  ["${X:?message}", "value"],
  ["${NONE:?message}", undefined],
  ["${EMPTY:?message}", undefined],
  ["${EMPTY?message}", ""],
  ["${PATHS#*/}", "b/c.tar.gz"],
  ["${PATHS##*/}", "c.tar.gz"],
  ["${PATHS%.*}", "a/b/c.tar"],
  ["${PATHS%%.*}", "a/b/c"],
  ["${PATHS#?/}", "b/c.tar.gz"],
  ["${PATHS#x}", "a/b/c.tar.gz"],
  ["${PATHS%.gz}", "a/b/c.tar"],
  ["${NONE#a}", undefined],
  ["${X/a/b}", undefined],
  ["${X:1:2}", undefined],
  ["${X", undefined],
  ["${}", undefined],
  ["$1", undefined],
  ["$@", undefined],
  ["${toString}", undefined],
])("%j is %j", (text, expected) => expect(expandWord(text, lookup)).toBe(expected));

test("the escape character is a setting", () => {
  expect(expandWord("c:\\a`$X$X", lookup, "`")).toBe("c:\\a$Xvalue");
});

test("what grows too long, lies too deep or matches too much is unknown", () => {
  const long = (): string => "x".repeat(4000);
  expect(expandWord("$A", long)).toHaveLength(4000);
  expect(expandWord("$A$A", long)).toBeUndefined();
  const nested = (depth: number): string => "${N:-".repeat(depth) + "a" + "}".repeat(depth);
  expect(expandWord(nested(8), lookup)).toBe("a");
  expect(expandWord(`${nested(9)}b`, lookup)).toBeUndefined();
  expect(expandWord(`\${X#${"*".repeat(41)}}`, lookup)).toBeUndefined();
});

test("no text breaks it", () => {
  const part = fc.constantFrom("$", "{", "}", "X", ":-", ":+", "#", "%", "'", '"', "\\", "*", "a");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      const value = expandWord(text, lookup);
      if (!/[$'"\\]/.test(text)) expect(value).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
