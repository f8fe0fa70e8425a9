import { expect, test } from "vitest";
import { assignedVariables, takenLines, withoutTrials } from "../../src/read/makefile.ts";

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

const kept = (text: string): readonly string[] =>
  text.split("\n").filter((line) => line.trim() !== "");

test.each([
  ["ifdef X\na\nelse\nb\nendif\nc", ["b", "c"]],
  ["X=1\nifdef X\na\nelse\nb\nendif", ["X=1", "a"]],
  ["ifndef X\na\nendif", ["a"]],
  ["X ?= y\nifeq ($(X),y)\na\nelse\nb\nendif", ["X ?= y", "a"]],
  ['ifneq "$(X)" ""\na\nendif', []],
  ["ifeq ($(X),y)\na\nelse ifeq ($(X),)\nb\nelse\nc\nendif", ["b"]],
  ["ifeq ($(shell uname),Linux)\na\nelse\nb\nendif", ["a", "b"]],
  ["ifeq ($(GOOS),linux)\na\nelse\nb\nendif", ["a", "b"]],
  ["ifdef X\nY=1\nifdef Y\na\nendif\nendif\nb", ["b"]],
  ["ifdef X\nY=1\nendif\nifdef Y\na\nendif", []],
  ["endif\nelse\na", ["a"]],
])("make takes of %j", (text, expected) => {
  expect(kept(takenLines(text))).toEqual(expected);
  expect(takenLines(text).split("\n")).toHaveLength(text.split("\n").length);
});

test.each([
  ["go run .\nb", ["b"]],
  ["a\n\tgo run \\\n  -x \\\n  .\nb", ["a", "b"]],
  ["go test ./... && go build .", ["go test ./... && go build ."]],
  ["go  test -race ./...", []],
  ["go runs", ["go runs"]],
])("trials in %j are left out", (text, expected) =>
  expect(kept(withoutTrials(text))).toEqual(expected),
);
