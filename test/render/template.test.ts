import { describe, expect, test } from "vitest";
import { KnownError } from "../../src/core/errors.ts";
import { fillTemplate } from "../../src/render/template.ts";

const VIEW = {
  name: "app",
  port: 8080,
  none: null,
  off: false,
  list: ["a", "b"],
  empty: [],
  items: [{ file: "x" }, { file: "y", name: "own" }],
  deep: { value: "z" },
};

test.each([
  ["{{name}}:{{port}}{{none}}", "app:8080"],
  ["{{deep.value}}", "z"],
  ["a{{#if name}}b{{else}}c{{/if}}d", "abd"],
  ["a{{#if off}}b{{else}}c{{/if}}d", "acd"],
  ["{{#unless empty}}none{{/unless}}", "none"],
  ["{{#each list}}[{{this}}]{{/each}}", "[a][b]"],
  ["{{#each items}}{{file}}={{name}};{{/each}}", "x=app;y=own;"],
  ["{{#each empty}}x{{else}}nothing{{/each}}", "nothing"],
  ["{{#each list}}{{#if off}}x{{else}}{{this}}{{/if}}{{/each}}", "ab"],
  ["{{#if off}}{{#each list}}{{nothing.here}}{{/each}}{{/if}}", ""],
  ["a\n{{#if name}}\nb\n{{/if}}\nc\n", "a\nb\nc\n"],
  ["a\n  {{! a comment }}\nb\n", "a\nb\n"],
  ["{{#if name}} \r\nb\r\n{{else}}\r\nc\r\n{{/if}}", "b\r\n"],
  ["on: ${{ github.ref }}, {{.Size}}, \\{{name}}", "on: ${{ github.ref }}, {{.Size}}, {{name}}"],
])("%j", (template, text) => {
  expect(fillTemplate("x", template, VIEW)).toBe(text);
});

describe("what is refused, with the line", () => {
  test.each([
    ["a\n{{nothing}}", 'x:2: there is no "nothing" to fill in'],
    ["{{deep.constructor}}", 'there is no "deep.constructor"'],
    ["{{__proto__}}", 'there is no "__proto__"'],
    ["{{list}}", "{{list}} is not a text"],
    ["{{#if name}}", "x:1: {{#if name}} is not ended"],
    ["{{#if name}}{{/each}}", "{{/each}} does not end {{#if name}}"],
    ["{{/if}}", "{{/if}} ends nothing"],
    ["{{#with name}}{{/with}}", "{{#with name}} is not known"],
    ["{{> partial}}", "{{> partial}} is not known"],
    ["{{lookup name 'x'}}", "is not known"],
    ["{{#if name}}{{else}}a\n{{else}}{{/if}}", "x:2: {{#if name}} has two {{else}}"],
    ["{{#if off}}{{> partial}}{{/if}}", "{{> partial}} is not known"],
    ["a\nb {{name", "x:2: {{ is not closed"],
    ["{{#if name}}".repeat(51), "blocks stand in blocks too deep"],
  ])("%j", (template, message) => {
    expect(() => fillTemplate("x", template, VIEW)).toThrow(KnownError);
    expect(() => fillTemplate("x", template, VIEW)).toThrow(message);
  });
});

describe("a template ends soon, whatever it repeats", () => {
  const nested = (list: string, times: number, inner: string): string =>
    `{{#each ${list}}}`.repeat(times) + inner + "{{/each}}".repeat(times);
  test.each([
    ["lists in lists", nested("items", 40, "x")],
    ["lists in lists that hold nothing", nested("items", 40, "")],
    ["a long text in lists", nested("items", 12, "x".repeat(10_000))],
  ])("%s are refused", (_name, template) => {
    expect(() => fillTemplate("x", template, VIEW)).toThrow("lists in lists become too long");
  });

  test("empty lists in empty lists are nothing", () => {
    expect(fillTemplate("x", nested("empty", 40, "x"), VIEW)).toBe("");
  });
});
