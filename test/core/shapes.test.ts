// What callers without a compiler, and files that anybody wrote, may hand over: it is refused by name.
import { expect, test } from "vitest";
import { parseAnswersFile } from "../../src/core/answers-file.ts";
import { type Layers, resolveAnswers } from "../../src/core/answers.ts";
import { KnownError, placeOf } from "../../src/core/errors.ts";
import { type Layout, NEW_PROJECT } from "../../src/core/layout.ts";
import { type Answers, QUESTION_LIST } from "../../src/core/questions/index.ts";
import { plan } from "../../src/render/plan.ts";
import { answersWith, FOUND } from "../support/cases.ts";

/** The first problem of what is refused; anything else than a refusal is a defect. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return error.problems.map(({ at, message }) => `${placeOf(at)}: ${message}`)[0] ?? "";
  }
  return "";
}

const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
const cyclic: unknown[] = [];
cyclic.push(cyclic);
const STRANGE: readonly (readonly [string, unknown])[] = [
  ["an object without a primitive value", { toString: 1, valueOf: 1 }],
  ["an object without a prototype", Object.create(null)],
  ["lists in lists", deep],
  ["a list that holds itself", cyclic],
  ["a large integer", 1n],
  ["a symbol", Symbol("x")],
  ["a function", () => 1],
  ["a list of objects", [{ toString: 1 }]],
  ["no number", Number.NaN],
  ["the name of a prototype's entry", "constructor"],
  ["the name of a prototype", "__proto__"],
];

// These two are texts like any other to a question that takes texts.
const isText = (value: unknown): boolean => typeof value === "string";

test.each(STRANGE)("%s is an answer to no question", (_name, value) => {
  for (const { id, flag, form } of QUESTION_LIST) {
    if (isText(value) && ["text", "list"].includes(form)) continue;
    expect(refusal(() => resolveAnswers({ flags: { [id]: value }, found: FOUND }))).toMatch(
      new RegExp(`^--${flag}: `),
    );
  }
});

test.each(STRANGE)("%s is nothing to plan with", (_name, value) => {
  const answers = answersWith();
  for (const { id, flag, form } of QUESTION_LIST)
    if (!isText(value) || !["text", "list"].includes(form))
      expect(refusal(() => plan({ ...answers, [id]: value }))).toMatch(new RegExp(`^--${flag}: `));
  for (const name of Object.keys(NEW_PROJECT))
    if (typeof NEW_PROJECT[name as keyof Layout] !== typeof value)
      expect(refusal(() => plan(answers, { ...NEW_PROJECT, [name]: value }))).toBe(
        `layout: has no ${name}, or one of another type`,
      );
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
  "%s is no answer, whoever gives it",
  (name) => {
    const layer = JSON.parse(`{"${name}": "x"}`) as object;
    const unknown = `there is no answer "${name}"`;
    for (const place of ["flags", "file", "record", "preset"])
      expect(refusal(() => resolveAnswers({ [place]: layer, found: FOUND }))).toBe(
        `${place}: ${unknown}`,
      );
    expect(refusal(() => parseAnswersFile(JSON.stringify(layer)))).toBe(`--answers: ${unknown}`);
    const answers = Object.defineProperty({ ...answersWith() }, name, {
      value: "x",
      enumerable: true,
    });
    expect(refusal(() => plan(answers))).toBe(`answers: ${unknown}`);
  },
);

test.each<readonly [string, unknown]>([
  ["flags: must be an object of answers", { flags: null, found: FOUND }],
  ["file: must be an object of answers", { file: [], found: FOUND }],
  ["preset: must be an object of answers", { preset: "base", found: FOUND }],
  ["found: must be an object with the name of a directory", {}],
  ["found: must be an object with the name of a directory", { found: { directory: 1 } }],
  [
    "found: must have a list of texts as mains, and texts as paths",
    { found: { ...FOUND, mains: [1] } },
  ],
])("%s", (message, layers) => {
  expect(refusal(() => resolveAnswers(layers as Layers))).toBe(message);
});

test.each<readonly [string, unknown, unknown]>([
  ["answers: must be an object of answers", null, NEW_PROJECT],
  ["--module: must be a string", {}, NEW_PROJECT],
  ["--port: is not as resolveAnswers returns it", { ...answersWith(), port: "80" }, NEW_PROJECT],
  ["layout: must be an object", answersWith(), null],
  [
    "layout: has no frontend, or one of another type",
    answersWith(),
    { ...NEW_PROJECT, frontend: 1 },
  ],
])("planning: %s", (message, answers, layout) => {
  expect(refusal(() => plan(answers as Answers, layout as Layout))).toBe(message);
});
