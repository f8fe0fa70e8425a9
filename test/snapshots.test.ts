import { NEW_PROJECT } from "../src/core/layout.ts";
import { rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { GENERATORS } from "../generators/index.ts";
import { type PlannedFile, plan } from "../src/render/plan.ts";
import { type AnswerId, type Answers, QUESTION_LIST } from "../src/core/questions/index.ts";
import { templates } from "virtual:templates";
import {
  answersWith,
  coveringSet,
  isConsistent,
  pairsOf,
  PROJECTS,
  VALUES,
} from "./support/cases.ts";
import { casesOf } from "./support/generator-cases.ts";
import { pageOf } from "./support/page.ts";
import { everySpec } from "./support/specs.ts";
import { variablesPage } from "./support/variables.ts";
import { filesBelow } from "./support/tree.ts";

const ROOT = "snapshots";
const all = coveringSet(VALUES);
const expected = new Set<string>();

async function matches(directory: string, files: readonly PlannedFile[]): Promise<void> {
  for (const { path, text } of files) await matchesFile(`${directory}/${path}`, text);
}

async function matchesFile(path: string, text: string): Promise<void> {
  expected.add(path);
  await expect(text).toMatchFileSnapshot(`../${ROOT}/${path}`);
}

describe("whole projects", () => {
  test.each(Object.entries(PROJECTS))("%s", async (name, given) => {
    await matches(`projects/${name}`, plan(answersWith(given)));
  });
});

describe("every generator, over every pair of the choices that it looks at", () => {
  test.each(GENERATORS.map((generator) => [generator.id, generator] as const))(
    "%s",
    async (id, generator) => {
      const cases = casesOf(generator);
      const headings = cases.map(({ flags }) => flags.join(" "));
      expect(new Set(headings).size).toBe(cases.length);
      await matchesFile(`generators/${id}.txt`, pageOf(cases));
    },
  );
});

test("the covering set holds every pair of values that can stand together", () => {
  const ids = QUESTION_LIST.map(({ id }) => id).filter((id) => VALUES[id]);
  const covered = new Set(all.flatMap((answers) => pairsOf(answers, ids)));
  // Values are compared as the resolver leaves them: platforms in canonical order.
  const resolved = (id: AnswerId, value: unknown): unknown =>
    id === "platforms" ? answersWith({ platforms: value }).platforms : value;
  const missing = ids.flatMap((a, index) =>
    ids
      .slice(index + 1)
      .flatMap((b) =>
        (VALUES[a] ?? []).flatMap((x) =>
          (VALUES[b] ?? [])
            .filter(
              (y) =>
                isConsistent({ [a]: x, [b]: y }) &&
                !covered.has(JSON.stringify([a, resolved(a, x), b, resolved(b, y)])),
            )
            .map((y) => [a, x, b, y]),
        ),
      ),
  );
  expect(missing).toEqual([]);
});

// For those who write presets.
test("the names that each template may say", async () => {
  await expect(variablesPage(everySpec())).toMatchFileSnapshot(`../${ROOT}/template-names.txt`);
});

test("every template is rendered by some case", () => {
  const used = new Set(
    all.flatMap((answers: Answers) =>
      GENERATORS.flatMap(({ files }) =>
        files({ answers, layout: NEW_PROJECT }, GENERATORS).map(({ template }) => template),
      ),
    ),
  );
  expect(Object.keys(templates).filter((name) => !used.has(name))).toEqual([]);
});

test("no snapshot is left of a case that is gone", ({ task }) => {
  const stale = ["projects", "generators"]
    .flatMap((directory) =>
      filesBelow(`${ROOT}/${directory}`).map((path) => `${directory}/${path}`),
    )
    .filter((path) => !expected.has(path));
  // "npm run snapshots" (vitest --update) removes what it no longer writes.
  if (process.env["GOSLIM_UPDATE"]) for (const path of stale) rmSync(`${ROOT}/${path}`);
  else expect(stale, task.name).toEqual([]);
});
