// The pure half as a browser would run it: bundled once more for one, and run where nothing of Node is.
import { mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { rolldown } from "rolldown";
import { parseAst } from "rolldown/parseAst";
import { beforeAll, describe, expect, test } from "vitest";
import { resolveAnswers } from "../src/core/answers.ts";
import { detectProject } from "../src/detect/project.ts";
import { plan } from "../src/render/plan.ts";
import { readRepository } from "../src/repository/repository.ts";
import { MemoryTree } from "../src/tree/memory.ts";
import type * as Core from "../src/core.ts";
import { answersWith, FOUND, PROJECTS } from "./support/cases.ts";
import { temporaryDirectory } from "./support/tree.ts";
import { fixtures, unpackFixture } from "./support/txtar.ts";

const ENTRY = new URL("../dist/core.js", import.meta.url).pathname;

/** What a file imports, as the language reads it. */
function importsOf(file: string): readonly string[] {
  return parseAst(readFileSync(file, "utf8")).body.flatMap((node) =>
    "source" in node && node.source ? [node.source.value] : [],
  );
}

/** The files that an entry of the package leads to. */
function chunksOf(entry: string): readonly string[] {
  const reached = new Set<string>();
  const queue = [entry];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const path of importsOf(file))
      if (path.startsWith(".")) queue.push(join(dirname(file), path));
  }
  return [...reached];
}

let core: typeof Core;

beforeAll(async () => {
  const bundle = await rolldown({ input: ENTRY, platform: "browser" });
  const { output } = await bundle.generate({ format: "iife", name: "core" });
  await bundle.close();
  expect(output).toHaveLength(1);
  // A realm of its own, with the globals of the language and no others, which makes no code out of strings.
  const realm = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  core = runInContext(`${output[0].code}\ncore`, realm) as typeof Core;
});

// Objects of another realm have other prototypes.
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("create-goslim/core", () => {
  test("imports nothing of Node, and asks for no global of it", () => {
    const chunks = chunksOf(ENTRY);
    expect(chunks.length).toBeGreaterThan(1);
    for (const file of chunks) {
      const text = readFileSync(file, "utf8");
      for (const path of importsOf(file))
        expect([file, path]).toEqual([file, expect.stringMatching(/^\.\/[\w-]+\.js$/)]);
      expect([file, /\bimport\(["'`]/.exec(text)?.[0]]).toEqual([file, undefined]);
      // The library for versions asks whether there is a process.
      const asked = text.replaceAll(/typeof process==`object`&&process\.env/g, "");
      const global = /\bprocess\.\w+|\bBuffer\b|\beval\(|new Function\b/.exec(asked)?.[0];
      expect([file, global]).toEqual([file, undefined]);
    }
  });

  test.each(Object.entries(PROJECTS))("renders %s as the command line does", (_name, given) => {
    const { answers } = core.resolveAnswers({ flags: given, found: FOUND });
    expect(plain(core.plan(answers))).toEqual(plain(plan(answersWith(given))));
  });

  test("refuses by name", () => {
    expect(() => core.resolveAnswers({ flags: { port: "x" }, found: FOUND })).toThrow("--port");
  });

  test("reads a repository that is a map of texts", () => {
    const { files } = fixtures().find(({ name }) => name === "several-programs") ?? expect.fail();
    const texts = new Map(Object.entries(files));
    const found = core.readRepository(new core.MemoryTree("app", texts), ".");
    expect(plain(found?.mains)).toEqual(readRepository(new MemoryTree("app", texts), ".")?.mains);
    expect(found?.mains.length).toBeGreaterThan(1);
  });

  // Programs that need no flag, and no git to say what is ignored. The go command is not asked: a page has none.
  const PROGRAMS = fixtures().filter(
    ({ settings, files }) =>
      !("error" in settings) &&
      !("flags" in settings) &&
      !Object.keys(files).some((path) => path.endsWith(".gitignore")) &&
      Object.keys(files).some((path) => path.endsWith("go.mod")),
  );

  test.each(PROGRAMS.map((fixture) => [fixture.name, fixture] as const))(
    "finds and renders in %s what the command line does",
    async (name, fixture) => {
      const root = join(temporaryDirectory(), name);
      unpackFixture(fixture, root);
      mkdirSync(join(root, ".git"), { recursive: true });
      const target = fixture.settings["dir"] ?? ".";
      const { root: _, ...project } = await detectProject(join(root, target), {}, undefined);
      const tree = new core.MemoryTree(name, new Map(Object.entries(fixture.files)));
      const repository = core.readRepository(tree, target) ?? expect.fail();
      const choice = core.chooseMain(repository) ?? expect.fail();
      const directory = basename(join(name, repository.module.directory));
      const detected = core.detectProgram(repository, choice, { directory });
      const { found, layout } = detected;
      expect(plain(detected)).toEqual(plain(project));
      const { answers } = core.resolveAnswers({ found });
      const onDisk = resolveAnswers({ found: project.found }).answers;
      expect(plain(core.plan(answers, layout))).toEqual(plain(plan(onDisk, project.layout)));
    },
  );

  test("the fixtures that it is compared on are many, and hold old images", () => {
    expect(PROGRAMS.length).toBeGreaterThan(20);
    expect(PROGRAMS.some(({ files }) => "Dockerfile" in files)).toBe(true);
  });
});
