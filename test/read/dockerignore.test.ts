import { expect, test } from "vitest";
import { parseIgnoreFile, standingOf } from "../../src/read/dockerignore.ts";

test("lines, comments and exceptions", () =>
  expect(parseIgnoreFile("# a\n\n/data/*.db\r\n!data/a.db\n ./x/ \n/\n! y\n #z")).toEqual([
    { path: "data/*.db", isException: false, line: 3 },
    { path: "data/a.db", isException: true, line: 4 },
    { path: "x", isException: false, line: 5 },
    { path: "y", isException: true, line: 7 },
    { path: "#z", isException: false, line: 8 },
  ]));

test.each([
  ["data", "data", "at"],
  ["*", "data", "at"],
  ["d?t*", "data", "at"],
  ["web", "web/static", "at"],
  ["web/*", "web/static", "at"],
  ["data/*.db*", "data", "below"],
  ["data/x/y", "data", "below"],
  ["data/**", "data", "at"],
  ["data/**/*.db", "data", "below"],
  ["**/*.db", "data", "below"],
  ["**/data", "data", "at"],
  ["**/data", "web/data", "at"],
  ["**/data/*.db", "data", "below"],
  ["**", "data", "at"],
  ["docs", "data", "elsewhere"],
  ["docs/*.db", "data", "elsewhere"],
  ["docs/**/*.db", "data", "elsewhere"],
  ["web/*.db", "web/static", "elsewhere"],
  ["[a-d]ata", "data", "at"],
] as const)("%s is about %s: %s", (pattern, path, expected) =>
  expect(standingOf(pattern, path)).toBe(expected),
);
