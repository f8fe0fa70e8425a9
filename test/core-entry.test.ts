// The pure half as a browser would run it: bundled once more for one, and run where nothing of Node is.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { rolldown } from "rolldown";
import { beforeAll, describe, expect, test } from "vitest";
import { plan } from "../src/render/plan.ts";
import { readRepository } from "../src/repository/repository.ts";
import { MemoryTree } from "../src/tree/memory.ts";
import type * as Core from "../src/core.ts";
import { answersWith, FOUND, PROJECTS } from "./support/cases.ts";
import { fixtures } from "./support/txtar.ts";

const ENTRY = new URL("../dist/core.js", import.meta.url).pathname;

/** The files that an entry of the package leads to. */
function chunksOf(entry: string): readonly string[] {
  const reached = new Set<string>();
  const queue = [entry];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const [, path = ""] of readFileSync(file, "utf8").matchAll(
      /(?:from|import\()["'`](\.[^"'`]+)/g,
    ))
      queue.push(join(dirname(file), path));
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
      const imported = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?["'`]([^"'`]+)["'`]/g)];
      for (const [, path] of imported)
        expect([file, path]).toEqual([file, expect.stringMatching(/^\.\/[\w-]+\.js$/)]);
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
});
