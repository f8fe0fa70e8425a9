import { expect, test } from "vitest";
// @ts-expect-error a script without types
import { mutantsOf, regexEdits } from "./mutants.mjs";

const edits = (source: string): string[] =>
  regexEdits(source).map(
    ({ start, end, by }: { start: number; end: number; by: string }) =>
      source.slice(0, start) + by + source.slice(end),
  );

test.each([
  ["ab", []],
  ["a|b|c", ["b|c", "a|c", "a|b"]],
  ["(?:a|b)c", ["(?:b)c", "(?:a)c"]],
  ["^a$", ["a$", "^a"]],
  ["\\bx", ["x"]],
  ["a+", ["a", "a*"]],
  ["ab*", ["a", "ab+", "ab?"]],
  ["ab?", ["a", "ab"]],
  ["a{2}", ["a{3}"]],
  ["a{2,4}", ["a{3,4}", "a{2,5}", "a{2,3}"]],
  ["[a-z_\\]]", ["[_\\]]", "[a-z\\]]", "[a-z_]"]],
  ["[^ab]", ["[^b]", "[^a]"]],
  ["(?!a)b", ["b"]],
  ["\\(a\\|b", []],
])("%s is broken as %j", (source, broken) => expect(edits(source)).toEqual(broken));

test.each([
  ['const A = ["x", "y"];', ['const A = [ "y"];', 'const A = ["x", ];']],
  ['const A = { x: "1" } as const;', ["const A = {  } as const;"]],
  ["const A = new Set([x]);", ["const A = new Set([]);"]],
  ["f([x]);", []],
  ["const f = () => [x];", []],
  ["type A = 1 | 2; let a: A = 1;", ["type A = 1 | 2; let a: A = 2;"]],
  ["if (a > 5) b();", ["if (a >= 5) b();", "if (a > 6) b();"]],
  ["a && b;", ["a || b;"]],
  ["/é|b/i.test(a);", ["/é|b/.test(a);", "/b/i.test(a);", "/é/i.test(a);"]],
  [
    "const a = String.raw`^(?:x|${y})?z`;",
    [
      "const a = String.raw`(?:x|${y})?z`;",
      "const a = String.raw`^z`;",
      "const a = String.raw`^(?:${y})?z`;",
      "const a = String.raw`^(?:x)?z`;",
      "const a = String.raw`^(?:x|${y})z`;",
    ],
  ],
])("%s", (text, broken) =>
  expect(mutantsOf(text).map((mutant: { text: string }) => mutant.text)).toEqual(broken),
);
