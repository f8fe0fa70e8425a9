import { expect, test } from "vitest";
import { closest, quoted, shellWord, slug } from "../../src/core/words.ts";

test.each([
  ["a/b:c=d,e", "a/b:c=d,e"],
  ["@%+=:,./~-_", "@%+=:,./~-_"],
  ["a b", "'a b'"],
  ["it's", "'it'\\''s'"],
  ["~x", "'~x'"],
  ["$(x)", "'$(x)'"],
  ["a\nb", "'a\nb'"],
  ["a\n", "'a\n'"],
  ["", "''"],
])("the shell reads %j back", (word, text) => expect(shellWord(word)).toBe(text));

test.each([
  ["alpin", "alpine"],
  ["lpine", "alpine"],
  ["scrtch", "scratch"],
  ["scrathc", "scratch"],
  ["x", "a"],
  ["zzz", undefined],
  ["alp", undefined],
  ["lpin", undefined],
  ["xa", "a"],
  ["ax", "a"],
  ["", "a"],
  ["z".repeat(500), undefined],
])("%j is meant as %s", (word, meant) =>
  expect(closest(word, ["alpine", "scratch", "a"])).toBe(meant),
);

test("of more than 40 characters nothing is meant", () => {
  expect(closest(`${"a".repeat(39)}b`, ["a".repeat(40)])).toBe("a".repeat(40));
  expect(closest(`${"a".repeat(40)}b`, ["a".repeat(41)])).toBeUndefined();
});

test("nothing is meant where nothing is known", () => expect(closest("a", [])).toBeUndefined());

test.each([
  ["a", '"a"'],
  ['a"b', '"a\\"b"'],
  ["a\n\u001b[0m", '"a\\n\\u001b[0m"'],
  ["\u007f\u0085\u009f", '"\\u007f\\u0085\\u009f"'],
  ["\u2028\u202e\u2066\u2069", '"\\u2028\\u202e\\u2066\\u2069"'],
  ["\u00a0\u2027\u202f\u2065\u206a", '"\u00a0\u2027\u202f\u2065\\u206a"'],
  ["x".repeat(60), `"${"x".repeat(60)}"`],
  ["x".repeat(61), `"${"x".repeat(60)}…"`],
])("%j is quoted", (text, shown) => expect(quoted(text)).toBe(shown));

test.each([
  ["My App!", "my-app"],
  ["..a_b.c--", "a_b.c"],
  ["-.-", ""],
  ["-a.", "a"],
  [".a1!!-b", "a1--b"],
  ["a-_b", "a-_b"],
  ["é", ""],
])("%j as an element is %j", (text, element) => expect(slug(text)).toBe(element));
