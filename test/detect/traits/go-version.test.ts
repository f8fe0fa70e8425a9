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
