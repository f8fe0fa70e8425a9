// What generators declare of their files.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GENERATORS } from "../../generators/index.ts";
import { combinationProblems } from "../../src/core/rules.ts";
import { plan } from "../../src/render/plan.ts";
import { findReferences } from "../../src/read/references.ts";
import { answersWith } from "../support/cases.ts";
import { everyCase } from "../support/specs.ts";
import { filesBelow } from "../support/tree.ts";

const cases = everyCase();
const plannedBy = (id: string): ReturnType<typeof plan> => {
  const generators = GENERATORS.filter((generator) => generator.id === id);
  return cases.flatMap(({ answers, layout }) => plan(answers, layout, { generators }));
};

describe("a file of ours is recognised", () => {
  test.each(GENERATORS.filter(({ recognises }) => recognises))("$id", ({ id, recognises }) => {
    const own = plannedBy(id).filter(({ path }) => path !== "renovate.json");
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ text }) => !recognises?.(text))).toEqual([]);
    const others = GENERATORS.filter((other) => other.id !== id).flatMap((other) =>
      plannedBy(other.id),
    );
    expect(others.filter(({ text }) => recognises?.(text))).toEqual([]);
    expect(recognises?.("")).toBe(false);
  });

  test.each(
    filesBelow("test/releases").filter((path) =>
      /(?:Dockerfile|Makefile|ignore|\.github\/.*\.yml)$/.test(path),
    ),
  )("of an earlier release: %s", (path) => {
    const text = readFileSync(join("test/releases", path), "utf8");
    expect(GENERATORS.filter(({ recognises }) => recognises?.(text))).toHaveLength(1);
  });
});

test("what has versions in a managed file is declared to have", () => {
  for (const { answers, layout } of cases)
    for (const { path, text, owner, references } of plan(answers, layout))
      if (owner === "managed")
        expect(
          findReferences(text).filter(({ kind }) => !references.includes(kind)),
          path,
        ).toEqual([]);
});

test("a program cannot be called as a stage of the Dockerfile is", () => {
  const stages = new Set(
    plannedBy("dockerfile")
      .filter(({ text }) => !text.includes("AS a\n"))
      .flatMap(({ text }) => [...text.matchAll(/^FROM .* AS (\S+)$/gm)].map(([, name]) => name)),
  );
  expect(stages.size).toBeGreaterThan(5);
  for (const stage of stages)
    expect(
      combinationProblems({
        ...answersWith(),
        main: [`./cmd/${stage}`, "./cmd/b"],
        images: "each",
      }),
      stage,
    ).not.toEqual([]);
});
