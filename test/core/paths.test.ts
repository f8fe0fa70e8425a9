import { expect, test } from "vitest";
import {
  joinPaths,
  lastElement,
  normalizePath,
  parentPath,
  relativePath,
} from "../../src/core/paths.ts";

test.each([
  ["a/b", "a", "b"],
  ["a", ".", "a"],
  [".", ".", ""],
])("%s lies in %s and is called %s", (path, parent, name) => {
  expect(parentPath(path)).toBe(parent);
  if (name !== "") expect(lastElement(path)).toBe(name);
});

test.each([
  ["a/./b//c/", "a/b/c"],
  ["a/../b", "b"],
  ["a/..", "."],
  ["../../a", "../../a"],
  ["a/../../b", "../b"],
  [".", "."],
])("%s is %s", (path, normal) => expect(normalizePath(path)).toBe(normal));

test.each([
  [".", "a", "a"],
  ["a", ".", "a"],
  [".", ".", "."],
  ["a", "b", "a/b"],
])("%s and %s are %s", (directory, path, joined) =>
  expect(joinPaths(directory, path)).toBe(joined),
);

test.each([
  ["a", "a/b", "b"],
  ["a/b", "a", ".."],
  ["a", "b", "../b"],
  ["a", "a", "."],
  [".", "a", "a"],
])("from %s, %s is %s", (directory, path, relative) =>
  expect(relativePath(directory, path)).toBe(relative),
);
