import type { RawAnswers } from "./answers.ts";
import type { Problem } from "./errors.ts";
import { type Layout, NEW_PROJECT } from "./layout.ts";
import { type Answers, QUESTION_LIST } from "./questions/index.ts";
import { closest } from "./words.ts";

// Callers without a compiler may hand over anything, and files are written by anybody: what has the wrong shape is named.

/** What is wrong with a layer of raw answers as such; the values are judged by their questions. */
export function layerProblems(name: string, layer: unknown): readonly Problem[] {
  if (!isRecord(layer)) return [misshapen(name, "must be an object of answers")];
  return unknownAnswers(layer, name);
}

/**
 * The entries that are answers to no question, among them names that every object has, such as `__proto__`.
 *
 * @param flag that gives them
 */
export function unknownAnswers(layer: RawAnswers, flag: string): readonly Problem[] {
  const known: readonly string[] = QUESTION_LIST.map(({ id }) => id);
  return Object.keys(layer)
    .filter((key) => !known.includes(key))
    .map((key): Problem => {
      const meant =
        closest(key, known) ?? QUESTION_LIST.find((question) => question.flag === key)?.id;
      return { code: "answer-unknown", at: { flag }, params: { answer: key, meant, known } };
    });
}

/** What is wrong with the shape of what was found. */
export function foundProblems(found: unknown): readonly Problem[] {
  if (!isRecord(found) || typeof found["directory"] !== "string")
    return [misshapen("found", "must be an object with the name of a directory")];
  const { mains, remote, module } = found;
  const isRight =
    (mains === undefined || isTextList(mains)) && [remote, module].every(isTextOrAbsent);
  return isRight
    ? []
    : [misshapen("found", "must have a list of texts as mains, and texts as paths")];
}

/** What is wrong with answers that should be complete: as `resolveAnswers` returns them. */
export function answersProblems(answers: unknown): readonly Problem[] {
  if (!isRecord(answers)) return [misshapen("answers", "must be an object of answers")];
  const { module, main } = answers as Partial<Answers>;
  // Whether there is such a program is not for the planner to know.
  const found = {
    directory: "",
    existing: true,
    ...(module === undefined ? {} : { module }),
    ...(main === undefined ? {} : { mains: main }),
  };
  const problems = QUESTION_LIST.flatMap(({ id, flag, applies, parse }) => {
    const value = answers[id];
    if (applies && sameAnswer(value, applies.absent)) return [];
    const parsed = parse(value, found);
    if ("problem" in parsed) return [misshapen(`--${flag}`, parsed.problem)];
    if (sameAnswer(value, parsed.value)) return [];
    return [misshapen(`--${flag}`, "is not as resolveAnswers returns it")];
  });
  return [...unknownAnswers(answers, "answers"), ...problems];
}

/** What is wrong with the types of a layout; its paths are judged by `layoutProblems`. */
export function layoutShapeProblems(layout: unknown): readonly Problem[] {
  if (!isRecord(layout)) return [misshapen("layout", "must be an object")];
  const { healthRoute: _, ...required } = NEW_PROJECT;
  const wrong = Object.entries(required)
    .filter(([name, value]) => !isAlike(layout[name], value))
    .map(([name]) => name)
    .concat(["workspace", "healthRoute"].filter((name) => !isTextOrAbsent(layout[name])))
    .concat(
      ["submodules", "lfs"].filter((name) => ![undefined, true].includes(layout[name] as true)),
    )
    .concat(isPlaceholders(layout["placeholders"]) ? [] : ["placeholders"])
    .concat(layout["frontend"] === undefined || isFrontend(layout["frontend"]) ? [] : ["frontend"]);
  return wrong.map((name) => misshapen("layout", `has no ${name}, or one of another type`));
}

/** Whether two answers are the same. Answers are texts, numbers, booleans, null, or lists of texts; all else is none. */
export function sameAnswer(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

// --- internal ---

function misshapen(flag: string, reason: string): Problem {
  return { code: "value-invalid", at: { flag }, params: { reason } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isAlike(value: unknown, example: unknown): boolean {
  return Array.isArray(example) ? isTextList(value) : typeof value === typeof example;
}

function isFrontend(value: unknown): boolean {
  const names: readonly (keyof NonNullable<Layout["frontend"]>)[] = [
    "directory",
    "output",
    "lock",
    "script",
  ];
  return isRecord(value) && names.every((name) => typeof value[name] === "string");
}

function isPlaceholders(value: unknown): boolean {
  if (value === undefined) return true;
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        isRecord(one) &&
        typeof one["file"] === "string" &&
        typeof one["forDirectory"] === "boolean",
    )
  );
}
