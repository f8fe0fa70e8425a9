import { expect, test } from "vitest";
import { ownFiles } from "../../../src/detect/traits/own-files.ts";
import { findTaken } from "../../../src/detect/taken.ts";
import { findingsOf, mainFile, repositoryOf, type Texts } from "../../support/program.ts";

const MAIN = { "main.go": mainFile([]) };
const layout = (part: object = {}): string =>
  `layout ${JSON.stringify({ linted: false, tested: false, dockerignore: "directory", ...part })}`;

test.each<[string, Texts, readonly string[]]>([
  ["nothing", {}, [layout()]],
  [
    "a Dockerfile",
    { Dockerfile: "FROM scratch\n" },
    ["dockerfile=Dockerfile.goslim Dockerfile", layout()],
  ],
  ["a Makefile", { GNUmakefile: "" }, ["makefile=Makefile.goslim GNUmakefile", layout()]],
  [
    "a workflow",
    { ".github/workflows/ci.yml": "on: push\n" },
    ["workflow=image.yml .github/workflows/ci.yml", layout()],
  ],
  [
    "two workflows",
    { ".github/workflows/ci.yml": "run: go test ./...\n", ".github/workflows/image.yml": "" },
    ["workflow=goslim.yml .github/workflows/ci.yml", layout({ tested: true })],
  ],
  [
    "another workflow that runs the tests",
    { ".github/workflows/other.yaml": "run: make check\n", ".github/workflows/x.txt": "go test" },
    [layout({ tested: true })],
  ],
  ["a workflow that tests nothing", { ".github/workflows/other.yml": "make tested" }, [layout()]],
  ["an ignore file", { ".dockerignore": ".git\n" }, [layout({ dockerignore: "dockerfile" })]],
  ["a bot", { "renovate.json": "{}" }, ["updates=none renovate.json", layout()]],
  ["a linter", { ".golangci.yml": 'version: "2"\n' }, [layout({ linted: true })]],
  ["an old linter", { ".golangci.yml": "run:\n" }, [layout()]],
])("%s", (_name, texts, expected) =>
  expect(findingsOf(ownFiles, { ...MAIN, ...texts })).toEqual(expected),
);

test("what an earlier run rendered leaves the usual names", () => {
  const texts = {
    ...MAIN,
    Dockerfile: "FROM scratch\n",
    Makefile: "",
    ".dockerignore": "",
    ".github/workflows/ci.yml": "go test",
    ".github/dependabot.yml": "",
  };
  const rendered = new Set(Object.keys(texts));
  expect(findTaken(repositoryOf(texts, ".", { rendered }))).toEqual({
    names: [],
    ignoreFile: undefined,
    bot: undefined,
    linted: false,
    tested: false,
  });
});

test("the workflow of a module that is not at the top has its name", () => {
  const inModule = (texts: Texts): readonly string[] =>
    findTaken(
      repositoryOf(
        {
          "a/b/go.mod": "module example.com/b\n\ngo 1.26.0\n",
          "a/b/main.go": mainFile([]),
          ...texts,
        },
        "a/b",
      ),
    ).names.map(({ name, where }) => `${name} ${where}`);
  expect(inModule({})).toEqual(["b-image.yml a/b"]);
  expect(inModule({ ".github/workflows/b-image.yml": "" })).toEqual(["b-goslim.yml a/b"]);
});
