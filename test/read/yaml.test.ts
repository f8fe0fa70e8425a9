import { expect, test } from "vitest";
import { itemsOf, parseYaml, textOf, valueOf, type YamlNode } from "../../src/read/yaml.ts";

// A node as text: `text@line`, [items]@line, {key: value}@line.
function shown(node: YamlNode | undefined): string {
  if (node === undefined) return "nothing";
  if (node.kind === "scalar") return `${node.text}@${node.line}`;
  if (node.kind === "list") return `[${node.items.map(shown).join(" ")}]@${node.line}`;
  const entries = [...node.entries].map(([key, value]) => `${key}: ${shown(value)}`);
  return `{${entries.join(" ")}}@${node.line}`;
}

test.each([
  ["a: 1\n", "{a: 1@1}@1"],
  ["# c\n\na:\n  - x\n  - 'y z'\n", "{a: [x@4 y z@5]@4}@3"],
  ['a: ["1", {b: c}]\n', "{a: [1@1 {b: c@1}@1]@1}@1"],
  ["a:\nb: |\n  one\n  two\n", "{a: @1 b: one\ntwo\n@3}@1"],
  ["a: &x [1]\nb: *x\n", "{a: [1@1]@1 b: [1@1]@1}@1"],
  ["a: &x 1\nb: *x\n", "{a: 1@1 b: 1@1}@1"],
  ["? [1]\n: 2\na: 3\n", "{a: 3@3}@1"],
  ["plain\n", "plain@1"],
  ["a: 0x10\nb: 1.0\n", "{a: 0x10@1 b: 1.0@2}@1"],
  ["", "nothing"],
  ["# nothing\n", "nothing"],
  ["a: 1\n---\nb: 2\n", "nothing"],
  ["a: 1\na: 2\n", "nothing"],
  ["a: &x [*x]\n", "nothing"],
  ["a: *unknown\n", "nothing"],
  ["a: {{ .Values.a }}\n  b: 1\n", "nothing"],
  ["a: [", "nothing"],
])("%j", (text, expected) => expect(shown(parseYaml(text))).toBe(expected));

test("a document that is small only by its aliases is refused, at once", () => {
  const levels = "bcdefghijklmnopqrst".split("");
  const aliases = (name: string): string => Array.from({ length: 4 }, () => `*${name}`).join(", ");
  const bomb = levels.map(
    (name, index) => `${name}: &${name} [${aliases(levels[index - 1] ?? "a")}]`,
  );
  const text = `a: &a x\n${bomb.join("\n")}\n`;
  expect(text.length).toBeLessThan(520);
  const start = process.cpuUsage();
  expect(parseYaml(text)).toBeUndefined();
  expect(process.cpuUsage(start).user).toBeLessThan(100_000); // microseconds, whatever else the machine does
  // What is repeated within reason is read.
  expect(parseYaml(text.split("\n").slice(0, 5).join("\n"))).toBeDefined();
});

test("a document that is too deep or has too many values is refused", () => {
  expect(parseYaml("[".repeat(100_000))).toBeUndefined();
  expect(parseYaml("- a\n".repeat(100_001))).toBeUndefined();
  expect(parseYaml("- a\n".repeat(1_000))).toBeDefined();
});

test("what is something else than asked for is not there", () => {
  const node = parseYaml("a: [1]\nb: {c: d}\n");
  expect(textOf(node)).toBeUndefined();
  expect(itemsOf(valueOf(node, "b"))).toEqual([]);
  expect(valueOf(valueOf(node, "a"), "0")).toBeUndefined();
  expect(valueOf(node, "constructor")).toBeUndefined();
  expect(textOf(valueOf(valueOf(node, "b"), "c"))).toBe("d");
});
