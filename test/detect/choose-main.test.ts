import { expect, test } from "vitest";
import { chooseMain, isAside, offeredMains } from "../../src/detect/choose-main.ts";
import { mainFile, repositoryOf, type Texts } from "../support/program.ts";

const MAIN = mainFile([]);
const TWO = { "cmd/a/main.go": MAIN, "cmd/b/main.go": MAIN };
const chosen = (texts: Texts, target?: string, rendered: readonly string[] = []) => {
  const choice = chooseMain(repositoryOf(texts, target, { rendered: new Set(rendered) }));
  return choice && `${choice.main.join(",")}|${choice.where}|${choice.because}`;
};
const goReleaser = (...mains: readonly string[]): string =>
  `builds:\n${mains.map((main) => `  - main: ${main}\n`).join("")}`;

test.each<[string, Texts, string | undefined]>([
  ["the only one", { "main.go": MAIN }, ".||the only main package"],
  ["nothing says which", TWO, undefined],
  [
    "all others are aside",
    { "cmd/a/main.go": MAIN, "hack/main.go": MAIN, "internal/gen/main.go": MAIN },
    "./cmd/a||the other 2 are tools, tests or examples",
  ],
  [
    "GoReleaser builds a file",
    { ...TWO, ".goreleaser.yaml": goReleaser("./cmd/a/main.go") },
    "./cmd/a|.goreleaser.yaml|GoReleaser builds it",
  ],
  [
    "GoReleaser builds one twice",
    { ...TWO, "goreleaser.yml": goReleaser("cmd/b", "./cmd/b/") },
    "./cmd/b|goreleaser.yml|GoReleaser builds it",
  ],
  [
    "GoReleaser builds both",
    { ...TWO, ".goreleaser.yml": goReleaser("cmd/a", "cmd/b") },
    undefined,
  ],
  [
    "GoReleaser builds what is not there",
    { ...TWO, ".goreleaser.yml": goReleaser("x") },
    undefined,
  ],
  [
    "the old Dockerfile builds one",
    {
      ...TWO,
      ".goreleaser.yml": goReleaser("cmd/a"),
      Dockerfile: "FROM golang\nRUN go build -o /b ./cmd/b\nFROM scratch\nCOPY --from=0 /b /b\n",
    },
    "./cmd/b|Dockerfile:2|the old Dockerfile builds it",
  ],
  [
    "the old Dockerfile builds both",
    {
      ...TWO,
      Dockerfile:
        "FROM golang\nRUN go build ./cmd/a && go build ./cmd/b\nFROM scratch\nCOPY --from=0 /b /b\n",
    },
    undefined,
  ],
])("%s", (_name, texts, expected) => expect(chosen(texts)).toBe(expected));

test.each<[string, Texts, string | undefined]>([
  ["one of two", { ...TWO }, "./cmd/a"],
  ["neither", { ...TWO, "run.sh": "" }, undefined],
])("the old image builds two and starts %s", (_name, texts, expected) => {
  const start = texts["run.sh"] === undefined ? "/bin/x" : "/run.sh";
  const Dockerfile = `FROM golang\nRUN go build -o x cmd/a/*\nRUN go build -o y cmd/b/*.go\nFROM scratch\nCOPY --from=0 . /bin\nCMD ["${start}"]\n`;
  const told = expected && `${expected}|Dockerfile:6|the old image starts it`;
  expect(chosen({ ...texts, Dockerfile })).toBe(told);
});

test.each<[Texts, readonly string[]]>([
  [{ ...TWO, "tools/x/main.go": MAIN }, ["./cmd/a", "./cmd/b"]],
  [
    { ...TWO, "cmd/c/main.go": MAIN, ".goreleaser.yml": goReleaser("cmd/c", "cmd/b", "gone") },
    ["./cmd/c", "./cmd/b", "./cmd/a"],
  ],
  [{ "tools/a/main.go": MAIN, "tools/b/main.go": MAIN }, ["./tools/a", "./tools/b"]],
])("offered of %j", (texts, expected) =>
  expect(offeredMains(repositoryOf(texts))).toEqual(expected),
);

test("the directory that was given comes first", () =>
  expect(chosen(TWO, "cmd/b")).toBe("./cmd/b||it is in the directory that was given"));

test("what an earlier run rendered says nothing", () =>
  expect(
    chosen({ ...TWO, ".goreleaser.yml": goReleaser("cmd/a") }, ".", [".goreleaser.yml"]),
  ).toBeUndefined());

test.each([
  ["tools", true],
  ["cmd/app-gen", true],
  ["a/_samples/b", true],
  ["integration_tests", true],
  ["benchmarks", true],
  ["x_test/y", true],
  ["cmd/tooling", false],
  ["gen-app", false],
  [".", false],
  ["cmd/testament", false],
])("%s is aside: %s", (directory, expected) => expect(isAside(directory)).toBe(expected));
