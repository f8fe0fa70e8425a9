import { expect, test } from "vitest";
import { assignedVariables } from "../../src/read/makefile.ts";

test.each([
  ["A = 1\nB := 2\nC ?= 3\nD ::= 4\nE=5", { A: "1", B: "2", C: "3", D: "4", E: "5" }],
  ["export A=1\nARG B=2\nENV C=3\n", { A: "1", B: "2", C: "3" }],
  ["  A = 'x y' # why\n", { A: "x y" }],
  ['A="x"\r\n', { A: "x" }],
  ["A = \"x'\n", { A: "\"x'" }],
  ["A = $(shell git describe --tags)\n", { A: "$(shell git describe --tags)" }],
  ["A = 1\nA = 2\n", { A: "2" }],
  ["A =\n", { A: "" }],
  ["A += 1\nall: A\n# B = 1\n- C=1\nA-B = 1\n", {}],
])("%j", (text, expected) => expect(Object.fromEntries(assignedVariables(text))).toEqual(expected));

test("a long text is read in one go", () => {
  const start = process.cpuUsage();
  for (const text of [
    "\n".repeat(1 << 20),
    " ".repeat(1 << 20),
    "A".repeat(1 << 20),
    "export ".repeat(1 << 17),
  ])
    expect(assignedVariables(text).size).toBe(0);
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000); // microseconds, whatever else the machine does
});
