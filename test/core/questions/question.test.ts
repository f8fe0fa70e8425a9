import { describe, expect, test } from "vitest";
import { completeRow } from "../../../src/core/questions/question.ts";
import { QUESTIONS, shown } from "../../../src/core/questions/index.ts";

const texts = { flag: "x", title: "x", description: "x", default: () => "" };
const judged = {
  ...texts,
  problem: (text: string, found?: object) => (text === "bad" && found ? "is bad" : undefined),
};
const found = { directory: "app" };

describe("how a value is read by the form of its question", () => {
  const flag = completeRow("caCerts", { ...texts, form: "boolean" });
  const word = completeRow("name", { ...judged, form: "text" });
  const words = completeRow("args", { ...judged, form: "list" });
  const some = completeRow("main", { ...judged, form: "list", atLeastOne: true });
  const kind = completeRow("kind", {
    ...texts,
    form: "choice",
    choices: { service: { hint: "" }, cli: { hint: "" } },
  });
  const hundred = Array.from({ length: 100 }, () => "a");
  test.each([
    [flag, true, { value: true }],
    [flag, false, { value: false }],
    [flag, "true", { problem: "must be true or false" }],
    [word, "a", { value: "a" }],
    [word, "bad", { problem: '"bad" is bad' }],
    [word, 1, { problem: "must be a string" }],
    [words, "a", { value: ["a"] }],
    [words, ["a", "b"], { value: ["a", "b"] }],
    [words, [], { value: [] }],
    [words, hundred, { value: hundred }],
    [words, [...hundred, "a"], { problem: "has more than 100 entries" }],
    [words, ["a", "bad"], { problem: '"bad" is bad' }],
    [words, ["a", 1], { problem: "must be a list of strings" }],
    [words, { 0: "a" }, { problem: "must be a list of strings" }],
    [some, ["a"], { value: ["a"] }],
    [some, [], { problem: "must name one at least" }],
    [kind, "cli", { value: "cli" }],
    [kind, "CLI", { problem: '"CLI" is not a choice; choose one of service, cli' }],
    [kind, ["cli"], { problem: "that is not a choice; choose one of service, cli" }],
    [kind, "constructor", { problem: '"constructor" is not a choice; choose one of service, cli' }],
  ])("%# %o", ({ parse }, raw, parsed) => expect(parse(raw, found)).toEqual(parsed));

  test("a text is judged for the repository that is given, or for none", () =>
    expect(word.parse("bad")).toEqual({ value: "bad" }));
  test("choices are listed with their values", () =>
    expect(kind.choices).toEqual([
      { value: "service", hint: "" },
      { value: "cli", hint: "" },
    ]));
});

describe("what some rows say of the repository", () => {
  const existing = { directory: "app", existing: true, module: "std" };
  test.each([
    [QUESTIONS.module, "example.com/a", found, { value: "example.com/a" }],
    [QUESTIONS.module, "", found, { problem: '"" is empty' }],
    [QUESTIONS.module, "std", existing, { value: "std" }],
    [
      QUESTIONS.module,
      "example.com/a",
      existing,
      { problem: '"example.com/a" is not the module of this program: go.mod says std' },
    ],
    [QUESTIONS.port, "none", existing, { value: null }],
    [
      QUESTIONS.port,
      "none",
      found,
      { problem: '"none" is not a port; give a whole number from 1 to 65535' },
    ],
    [QUESTIONS.main, ["./a"], { ...existing, mains: ["./a", "./b"] }, { value: ["./a"] }],
  ])("%# %o", ({ parse }, raw, known, parsed) => expect(parse(raw, known)).toEqual(parsed));
});

describe("defaults", () => {
  test.each([
    [QUESTIONS.module, {}, found, "example.com/app"],
    [QUESTIONS.module, {}, { directory: "My App!" }, "example.com/my-app"],
    [QUESTIONS.module, {}, { directory: "…" }, ""],
    [QUESTIONS.module, {}, { ...found, remote: "github.com/a/b" }, "github.com/a/b"],
    [QUESTIONS.module, {}, { ...found, remote: "github.com/a/b", module: "c.d/e" }, "c.d/e"],
    [QUESTIONS.base, { cgo: "dynamic" }, found, "distroless-base"],
    [QUESTIONS.base, { cgo: "static" }, found, "scratch"],
    [QUESTIONS.caCerts, { base: "alpine" }, { ...found, caCerts: false }, true],
    [QUESTIONS.caCerts, { base: "scratch" }, { ...found, caCerts: false }, false],
    [QUESTIONS.tzdata, { base: "distroless" }, { ...found, tzdata: "none" }, "copy"],
    [QUESTIONS.tzdata, { base: "scratch" }, { ...found, tzdata: "none" }, "none"],
    [QUESTIONS.ci, { module: "gitlab.com/a/b" }, found, "none"],
    [QUESTIONS.ci, { module: "gitlab-is-not.it/a" }, found, "github"],
    [QUESTIONS.updates, { ci: "none" }, found, "none"],
    [QUESTIONS.updates, { ci: "github" }, found, "dependabot"],
    [QUESTIONS.updates, { ci: "github" }, { ...found, updates: "none" }, "none"],
    [QUESTIONS.port, {}, found, 8080],
    [QUESTIONS.port, {}, { ...found, existing: true }, null],
    [QUESTIONS.port, {}, { ...found, existing: true, port: 80 }, 80],
    [QUESTIONS.healthCmd, {}, found, ["{program}", "-healthcheck"]],
    [QUESTIONS.healthCmd, {}, { ...found, existing: true, healthCmd: ["x"] }, ["x"]],
    [
      QUESTIONS.healthCmd,
      { base: "alpine", port: 80 },
      { ...found, existing: true, healthRoute: "/up" },
      ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/up"],
    ],
    [
      QUESTIONS.healthCmd,
      { base: "scratch", port: 80 },
      { ...found, existing: true, healthRoute: "/up" },
      [],
    ],
    [
      QUESTIONS.healthCmd,
      { base: "alpine", port: null },
      { ...found, existing: true, healthRoute: "/up" },
      [],
    ],
    [QUESTIONS.healthCmd, { base: "alpine", port: 80 }, { ...found, existing: true }, []],
    [QUESTIONS.healthcheck, { healthCmd: [] }, found, false],
    [QUESTIONS.healthcheck, { healthCmd: ["x"] }, found, true],
    [QUESTIONS.stamp, {}, found, ["main.version={version}"]],
    [QUESTIONS.stamp, {}, { ...found, existing: true }, []],
  ] as const)("%# %o", (question, given, known, value) =>
    expect(question.default(given, known)).toEqual(value),
  );
});

test.each([
  [null, "none"],
  [true, "yes"],
  [false, "no"],
  [["a", "b"], "a b"],
  [80, "80"],
])("%j is shown as %s", (value, text) => expect(shown(value)).toBe(text));
