import { posix } from "node:path";
import { expect, test } from "vitest";
import { basename, dirname, normalize } from "../../src/core/posix.ts";

/** All words of a few letters that say something in a path. */
function words(length: number): readonly string[] {
  if (length === 0) return [""];
  const shorter = words(length - 1);
  return ["", ..."/.ab"].flatMap((letter) => shorter.map((word) => letter + word));
}

const PATHS = [...new Set(words(6)), "/usr/local/bin/app", "../../x/../y/", "a//b///"];

test.each(Object.entries({ basename, dirname, normalize }))("%s is Node's", (name, own) => {
  const node = posix[name as "basename"];
  expect(PATHS.filter((path) => own(path) !== node(path)).slice(0, 10)).toEqual([]);
});
