import { describe, expect, test } from "vitest";
import {
  type AnswerId,
  type Answers,
  type Question,
  QUESTION_LIST,
} from "../../../src/core/questions/index.ts";
import { answersWith, coveringSet, VALUES } from "../../support/cases.ts";

const FOUND = [
  { directory: "app" },
  { directory: "app", existing: true, healthRoute: "/healthz" },
] as const;
const CASES = coveringSet(VALUES);

/** The answers that a question looks at, over all cases. */
function looksAt(question: Question): ReadonlySet<AnswerId> {
  const seen = new Set<AnswerId>();
  for (const answers of CASES) {
    const given = new Proxy<Partial<Answers>>(answers, {
      get: (target, id) => {
        seen.add(id as AnswerId);
        return target[id as AnswerId];
      },
    });
    question.applies?.to(given);
    for (const found of FOUND) question.default(given, found);
    for (const choice of question.choices ?? []) choice.only?.(given);
  }
  return seen;
}

describe("a question looks only at answers above it", () => {
  test.each(QUESTION_LIST.map((question, index) => [question.id, question, index] as const))(
    "%s",
    (_id, question, index) => {
      const above = QUESTION_LIST.slice(0, index).map(({ id }) => id);
      expect([...looksAt(question)].filter((id) => !above.includes(id))).toEqual([]);
    },
  );
});

test("the order in which people are asked", () => {
  expect(QUESTION_LIST.filter(({ asked }) => asked).map(({ id }) => id)).toEqual([
    "module",
    "kind",
    "platforms",
    "base",
    "caCerts",
    "tzdata",
    "debugSymbols",
    "ci",
  ]);
});

test("answers come in the order of the table", () => {
  expect(Object.keys(answersWith())).toEqual(QUESTION_LIST.map(({ id }) => id));
});

test("a default is read back as itself", () => {
  const answers = answersWith();
  for (const { id, parse, applies } of QUESTION_LIST)
    if (applies?.to(answers) ?? true)
      expect(parse(answers[id], FOUND[0]), id).toEqual({ value: answers[id] });
});
