// What the rows say that no compiler asks for: who is asked, where a question makes sense, and by which grammar it judges.
import { describe, expect, test } from "vitest";
import { possibleValues } from "../../../src/core/answers.ts";
import { GO_RELEASES } from "../../../src/core/facts.ts";
import { type AnswerId, QUESTION_LIST, QUESTIONS } from "../../../src/core/questions/index.ts";
import { answersWith, FOUND } from "../../support/cases.ts";

const EVERY = QUESTION_LIST.map((question) => [question.id, question] as const);
const idsWith = (key: "asked" | "detected" | "judgedByRepository"): readonly string[] =>
  QUESTION_LIST.filter((question) => question[key] === true).map(({ id }) => id);

test("who is asked, and what the repository answers or judges", () => {
  expect(idsWith("asked").join(" ")).toBe(
    "module kind platforms base caCerts tzdata debugSymbols ci",
  );
  expect(idsWith("detected").join(" ")).toBe("module kind");
  expect(idsWith("judgedByRepository").join(" ")).toBe("module main");
});

test.each(EVERY)("%s is asked in words, and each choice says when to take it", (_, question) => {
  expect(question.title).toMatch(/\w/);
  expect(question.description).toMatch(/\w/);
  for (const { hint } of question.choices ?? []) expect(hint).toMatch(/\w/);
});

test.each(EVERY)("%s takes no line break", (_, { form, parse }) => {
  expect(parse(form === "list" ? ["\n"] : "\n", FOUND)).toHaveProperty("problem");
});

/** By answer: a value that its own grammar refuses, and a part of what it says. */
const REFUSED: readonly (readonly [AnswerId, unknown, string])[] = [
  ["module", "a b", "an element is made of"],
  ["main", [], "must name one at least"],
  ["main", ["./x"], "is no main package"],
  ["name", "Makefile", "is the name of a file that belongs to the project"],
  ["go", "1.2", "supported are"],
  ["platforms", "windows/amd64", "none of the platforms is for linux"],
  ["port", "0", "is not a port"],
  ["healthCmd", ["\u0007"], "has a control character"],
  ["user", "root", "is not numeric"],
  ["image", "app:1", "has a tag or digest"],
  ["tags", ["a b"], "is not a build tag"],
  ["stamp", ["x"], "is not importpath.name=value"],
  ["args", ["\u0007"], "has a control character"],
  ["cmd", ["\u0007"], "has a control character"],
  ["expose", ["80/x"], "is not a port; write"],
  ["env", ["x"], "is not NAME=value"],
  ["label", ["x"], "is not name=value"],
  ["volume", ["/etc"], "is a directory of the system"],
  ["workdir", "x", "is not an absolute path"],
  ["copy", ["x"], "is not source:destination"],
  ["private", ["/"], "is not a pattern"],
  ["registry", ["x"], "is not registry=registry/path"],
  ["dockerfile", "con", "is a name that Windows reserves"],
  ["makefile", "con", "is a name that Windows reserves"],
  ["workflow", "ci.txt", "does not end with .yml"],
];

test.each(REFUSED)("%s refuses %j: %s", (id, raw, problem) => {
  expect(QUESTIONS[id].parse(raw, FOUND)).toEqual({ problem: expect.stringContaining(problem) });
});

describe("where a question makes no sense", () => {
  test.each([
    [{ ci: "none", checkJob: true }, "only a workflow (--ci=github) has jobs"],
    [{ kind: "cli", port: 80 }, "service"],
    [{ kind: "cli", healthCmd: ["x"] }, "service"],
    [{ kind: "cli", healthcheck: true }, "service"],
  ])("%j is refused", (flags, because) => expect(() => answersWith(flags)).toThrow(because));

  test("its answer is what nothing follows from", () => {
    expect(answersWith({ ci: "none" }).checkJob).toBe(false);
    const { port, healthCmd, healthcheck } = answersWith({ kind: "cli" });
    expect({ port, healthCmd, healthcheck }).toEqual({
      port: null,
      healthCmd: [],
      healthcheck: false,
    });
  });

  test("and where it does, it is taken", () => {
    expect(answersWith({ ci: "github", checkJob: true }).checkJob).toBe(true);
  });
});

test.each([
  ["none", "scratch distroless chainguard alpine busybox"],
  ["static", "scratch distroless chainguard alpine busybox"],
  ["dynamic", "distroless-base distroless-cc"],
] as const)("with --cgo=%s these base images are offered: %s", (cgo, bases) => {
  expect(possibleValues(QUESTIONS.base as never, { cgo }).join(" ")).toBe(bases);
});

test("a new program is compiled by the newest release", () => {
  expect(QUESTIONS.go.default({}, { directory: "app" })).toBe(GO_RELEASES[0]);
});
