import { expect, test } from "vitest";
import { mainPackageProblem } from "../../../src/core/values/main-package.ts";

const TWO = ["./cmd/a", "./cmd/b"];
const ODD = ["./a b", "./a+b/c.d~e@f-g_h", "./a//b", ".", "x./a", "./a/"];

test.each([
  [".", undefined, undefined],
  ["./cmd/a", undefined, "is no main package: a new program has one, in ."],
  ["./cmd/a", TWO, undefined],
  ["cmd/a", TWO, "is not how the go command takes it: write ./cmd/a"],
  ["./cmd/c", TWO, "is no main package; there are ./cmd/a, ./cmd/b"],
  [".", ["./cmd/a"], "is no main package; there is ./cmd/a"],
  [".", ODD, undefined],
  ["./a+b/c.d~e@f-g_h", ODD, undefined],
  ["./a b", ODD, "is not a package of this module, such as ./cmd/api"],
  ["x./a", ODD, "is not a package of this module, such as ./cmd/api"],
  ["./a/", ODD, "is not a package of this module, such as ./cmd/api"],
  ["./a//b", ODD, "is not a package of this module, such as ./cmd/api"],
])("%j among %j: %s", (pattern, known, problem) =>
  expect(mainPackageProblem(pattern, known)).toBe(problem),
);
