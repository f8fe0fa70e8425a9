// Templates of a preset are filled by an interpreter of our own. Here it fills the tool's own templates, and says the same
// as Handlebars.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { templates } from "virtual:templates";
import { fillTemplate } from "../../src/render/template.ts";
import { everySpec } from "../support/specs.ts";

const specs = everySpec().filter(({ template }) => template.endsWith(".hbs"));

describe("what the interpreter and Handlebars fill in", () => {
  test.each([...new Set(specs.map(({ template }) => template))])("%s", (name) => {
    const text = readFileSync(`templates/${name}`, "utf8");
    for (const { template, view = {} } of specs)
      if (template === name)
        expect(fillTemplate(name, text, view)).toBe(templates[template]?.(view));
  });
});
