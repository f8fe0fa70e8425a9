// Whatever a repository says, it is refused by name or rendered, and what is rendered says no more than what a harmless
// repository of the same shape would have it say: not one instruction, flag, rule, key or expansion. 3,000 repositories take
// about ten seconds of one processor; GOSLIM_SEQUENCES gives another number, GOSLIM_SEED another start.
import fc from "fast-check";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { Language, Parser } from "web-tree-sitter";
import { resolveAnswers } from "../src/core/answers.ts";
import { KnownError } from "../src/core/errors.ts";
import type { Layout } from "../src/core/layout.ts";
import { lastElement } from "../src/core/paths.ts";
import type { Answers } from "../src/core/questions/index.ts";
import type { Detection } from "../src/detect/detection.ts";
import { chooseMain, detectProgram } from "../src/detect/index.ts";
import { detectNew } from "../src/detect/new.ts";
import { plan } from "../src/render/plan.ts";
import { errorText } from "../src/report/errors.ts";
import type { Painter } from "../src/report/paint.ts";
import { factLines } from "../src/report/found.ts";
import { readRepository } from "../src/repository/repository.ts";
import { MemoryTree } from "../src/tree/memory.ts";
import type { Listing } from "../src/tree/tree.ts";
import {
  dockerfileShape,
  ignoreFileShape,
  makefileShape,
  yamlShape,
} from "./support/file-shapes.ts";
import { harmlessTwin } from "./support/harmless-twin.ts";
import { hostileRepository, type HostileRepository } from "./support/hostile-repository.ts";
import { Tape } from "./support/tape.ts";

const REPOSITORIES = Number(process.env["GOSLIM_SEQUENCES"] ?? 3_000);
const SEED = process.env["GOSLIM_SEED"];
/** How often a tree of a few dozen files is looked into at most. */
const MOST_STEPS = 20_000;

let make: Parser;
let go: Parser;

beforeAll(async () => {
  await Parser.init();
  const require = createRequire(import.meta.url);
  const grammar = (name: string): Promise<Language> =>
    Language.load(join(dirname(require.resolve(`${name}/package.json`)), `${name}.wasm`));
  make = new Parser().setLanguage(await grammar("tree-sitter-make"));
  go = new Parser().setLanguage(await grammar("tree-sitter-go"));
});

/** Counts how often it is looked into. */
class CountingTree extends MemoryTree {
  steps = 0;

  override text(path: string): string | undefined {
    this.#step();
    return super.text(path);
  }

  override list(directory: string): Listing {
    this.#step();
    return super.list(directory);
  }

  #step(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS)
      throw new Error(`the repository was looked into ${this.steps} times`);
  }
}

/** What is found: in a program, or where one is to come. */
function detect({ texts, target }: HostileRepository, isNew: boolean): Detection {
  const files = new CountingTree("/nowhere", texts);
  const directory = lastElement(target === "." ? "nowhere" : target);
  const repository = isNew ? undefined : readRepository(files, target);
  if (!repository) return detectNew({ files, git: files, rendered: new Set(), target, directory });
  const choice = chooseMain(repository) ?? {
    main: repository.mains.map(({ pattern }) => pattern),
    where: "",
    because: "all",
  };
  return detectProgram(repository, choice, { directory });
}

const plain: Painter = (_style, text) => text;

/** What moves a cursor or hides text. */
const UNSHOWN = /(?!\n)[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
// oxlint-disable-next-line no-control-regex -- only tabs and line feeds belong into a rendered file
const SURPLUS = /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029\u202a-\u202e]|\[object/;

/** The shape of one rendered file. */
function shapeOf(path: string, text: string, { dockerfile, makefile }: Answers): unknown {
  const name = lastElement(path);
  if (name === dockerfile) return dockerfileShape(text);
  if (name === makefile) return makefileShape(text, make);
  if (/\.ya?ml$/.test(name)) return yamlShape(text);
  if (name.endsWith("dockerignore")) return ignoreFileShape(text);
  if (name.endsWith(".json")) return Object.keys(JSON.parse(text) as object);
  if (name.endsWith(".go")) {
    const tree = go.parse(text);
    const hasError = tree?.rootNode.hasError;
    tree?.delete();
    return hasError;
  }
  return text.split("\n").length;
}

function judge(answers: Answers, layout: Layout): void {
  const files = plan(answers, layout);
  const twin = harmlessTwin(answers, layout);
  const harmless = plan(twin.answers, twin.layout);
  expect(files).toHaveLength(harmless.length);
  for (const [index, { path, text }] of files.entries()) {
    const like = harmless[index];
    if (SURPLUS.test(text)) expect(text, path).not.toMatch(SURPLUS);
    if (text === like?.text) continue;
    const [shape, harmlessShape] = [
      shapeOf(path, text, answers),
      shapeOf(path, like?.text ?? "", twin.answers),
    ];
    if (JSON.stringify(shape) !== JSON.stringify(harmlessShape))
      expect({ path, text, shape }).toEqual({ path, text, shape: harmlessShape });
  }
}

/** @returns what came of it */
function tryOut(repository: HostileRepository, isNew: boolean): "refused" | "rendered" {
  try {
    const { found, layout, facts, notes } = detect(repository, isNew);
    expect(factLines(facts, notes, plain)).not.toMatch(UNSHOWN);
    judge(resolveAnswers({ flags: {}, found }).answers, layout);
    return "rendered";
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(errorText(error, plain)).not.toMatch(UNSHOWN);
    return "refused";
  }
}

test(
  `${REPOSITORIES} hostile repositories say no more than harmless ones`,
  { timeout: 36_000_000 },
  () => {
    const outcomes = { refused: 0, rendered: 0 };
    const tape = fc.array(fc.noBias(fc.nat(9_999)), { minLength: 0, maxLength: 250, size: "max" });
    fc.assert(
      fc.property(tape, (numbers) => {
        const decisions = new Tape(numbers);
        const isNew = decisions.chance(10);
        outcomes[tryOut(hostileRepository(decisions), isNew)] += 1;
      }),
      { numRuns: REPOSITORIES, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
    // A property that only ever sees refusals would hold of anything.
    expect(outcomes.rendered).toBeGreaterThan(REPOSITORIES / 5);
  },
);
