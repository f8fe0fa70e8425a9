// A preset can replace every template: here by one that says the same, in the language that presets have.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { GENERATORS } from "../../generators/index.ts";
import type { Project } from "../../generators/types.ts";
import { loadPreset } from "../../src/io/preset.ts";
import { plan } from "../../src/render/plan.ts";
import { type Overrides, templateNames } from "../../src/render/render.ts";
import { asHandlebars } from "../support/as-preset.ts";
import { goslim } from "../support/run.ts";
import { everyCase } from "../support/specs.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

const FILES = readdirSync("templates");
const stem = (file: string): string => file.replace(/\.(?:hbs|ejs)$/, "");

/** A directory `preset` with a template in place of each of ours. */
function writePreset(directory: string, change: (text: string) => string): void {
  mkdirSync(join(directory, "preset/templates"), { recursive: true });
  writeFileSync(join(directory, "preset/preset.json"), "{}");
  for (const file of FILES) {
    const text = readFileSync(`templates/${file}`, "utf8");
    const name = /\.(?:hbs|ejs)$/.test(file) ? `${stem(file)}.hbs` : file;
    const said = file.endsWith(".ejs") ? asHandlebars(text) : text;
    writeFileSync(join(directory, "preset/templates", name), change(said));
  }
}

function overridesOf(change: (text: string) => string): Overrides {
  const directory = temporaryDirectory();
  writePreset(directory, change);
  return loadPreset("./preset", directory, directory).templates;
}

const texts = ({ answers, layout }: Project, overrides: Overrides): readonly unknown[] =>
  plan(answers, layout, { overrides }).map(({ path, text }) => [path, text]);

test("there is something in place of every template", () => {
  expect([...overridesOf((text) => text).keys()].sort()).toEqual([...templateNames()].sort());
});

test("templates that say the same give the same files, for every choice", () => {
  const overrides = overridesOf((text) => text);
  for (const project of everyCase())
    expect(texts(project, overrides)).toEqual(texts(project, new Map()));
});

describe("each template is replaced by the preset's", () => {
  let overrides: Overrides;
  beforeAll(() => {
    overrides = new Map(
      templateNames().map((name) => [name, { text: `of the preset: ${name}\n`, isFilled: true }]),
    );
  });
  test.each(FILES)("%s", (file) => {
    const specs = everyCase().flatMap((project) =>
      GENERATORS.flatMap(({ files }) => files(project, GENERATORS)).map((spec) => ({
        project,
        spec,
      })),
    );
    const found = specs.find(({ spec }) => spec.template === file);
    const planned = plan(found?.project.answers as Project["answers"], found?.project.layout, {
      overrides,
    });
    expect(planned.find(({ path }) => path === found?.spec.path)?.text).toBe(
      `of the preset: ${stem(file)}\n`,
    );
  });
});

test("the command writes what the preset's templates say", () => {
  const directory = temporaryDirectory();
  writePreset(directory, (text) => `${text}# of the preset\n`);
  goslim(["with", "--yes", "--preset=./preset", "--updates=dependabot"], { cwd: directory });
  goslim(["without", "--yes", "--module=example.com/with", "--updates=dependabot"], {
    cwd: directory,
  });
  const { ".goslim.json": _record, ...files } = tree(join(directory, "with"));
  const { ".goslim.json": _other, ...plain } = tree(join(directory, "without"));
  expect(files).toEqual(
    Object.fromEntries(
      Object.entries(plain).map(([path, text]) => [path, `${text}# of the preset\n`]),
    ),
  );
});
