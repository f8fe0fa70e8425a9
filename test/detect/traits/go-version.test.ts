import { expect, test } from "vitest";
import { GO_RELEASES } from "../../../src/core/facts.ts";
import { goVersion } from "../../../src/detect/traits/go-version.ts";
import { findingsOf, formatFinding, mainFile, repositoryOf } from "../../support/program.ts";
import { readProgram } from "../../../src/detect/program.ts";

const [NEWEST, BEFORE] = GO_RELEASES;
const MAIN = { "main.go": mainFile([]) };

test.each([
  [`go ${NEWEST}.0`, `go=${NEWEST} go.mod:3`],
  [`go ${BEFORE}`, `go=${BEFORE} go.mod:3`],
  ["go 1.13", `go=${NEWEST} go.mod:3`],
  ["", `go=${NEWEST} go.mod`],
])("%s", (line, expected) =>
  expect(
    findingsOf(goVersion, { ...MAIN, "go.mod": `module example.com/app\n\n${line}\n` }),
  ).toEqual([expected]),
);

test("a newer line than any release is refused, with what to do", () => {
  const texts = { ...MAIN, "go.mod": "module example.com/app\n\ngo 1.99\n" };
  expect(() => findingsOf(goVersion, texts)).toThrow(/go\.mod:3.*newer than any release/s);
});

test("of several modules and a workspace the highest line counts", () => {
  const of = (a: string, b: string, work: string): readonly string[] => {
    const repository = repositoryOf(
      {
        "go.work": `go ${work}\n\nuse (\n\t./a\n\t./b\n)\n`,
        "a/go.mod": `module example.com/a\n\ngo ${a}\n`,
        "a/main.go": mainFile([]),
        "b/go.mod": `module example.com/b\n\ngo ${b}\n`,
      },
      "a",
    );
    const choice = { main: ["."], where: "", because: "" };
    return goVersion.find(readProgram(repository, choice, undefined)).map(formatFinding);
  };
  expect(of(`${BEFORE}.0`, "1.20", "1.20")).toEqual([`go=${BEFORE} a/go.mod:3`]);
  expect(of("1.20", `${BEFORE}.0`, "1.20")).toEqual([`go=${BEFORE} b/go.mod:3`]);
  expect(of("1.20", `${BEFORE}.0`, `${NEWEST}.0`)).toEqual([`go=${NEWEST} go.work:1`]);
});

test.each<readonly [string, Readonly<Record<string, string>>, string]>([
  [".go-version", { ".go-version": `\n${BEFORE}.3\n` }, `go=${BEFORE}.3 .go-version:2`],
  [
    ".tool-versions",
    { ".tool-versions": `nodejs 24\ngolang ${BEFORE}.3\n` },
    `go=${BEFORE}.3 .tool-versions:2`,
  ],
  ["one without support", { ".go-version": "1.20.1\n" }, `go=${NEWEST} go.mod:3`],
  ["one that is no version", { ".go-version": "1.26;id\n" }, `go=${NEWEST} go.mod:3`],
  [
    "setup-go",
    {
      ".github/workflows/a.yml": `on: push\njobs:\n  a:\n    steps:\n      - uses: actions/setup-go@v6\n        with:\n          go-version: "${BEFORE}.x"\n`,
    },
    `go=${BEFORE} .github/workflows/a.yml:5`,
  ],
])("pinned by %s", (_name, texts, expected) => {
  const goMod = { "go.mod": "module example.com/app\n\ngo 1.20\n" };
  expect(findingsOf(goVersion, { ...MAIN, ...goMod, ...texts })).toEqual([expected]);
});

test("a pin below the go line is none", () => {
  const texts = {
    ".go-version": `${BEFORE}.1\n`,
    "go.mod": `module example.com/app\n\ngo ${BEFORE}.2\n`,
  };
  expect(findingsOf(goVersion, { ...MAIN, ...texts })).toEqual([`go=${BEFORE} go.mod:3`]);
});

test("the toolchain line decides among supported releases", () => {
  const goMod = `module example.com/app\n\ngo 1.25.0\n\ntoolchain go${BEFORE}.2\n`;
  expect(findingsOf(goVersion, { ...MAIN, "go.mod": goMod })).toEqual([`go=${BEFORE} go.mod:5`]);
});
