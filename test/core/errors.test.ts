import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Code, placeOf, refusal, refusals, tell, usageError } from "../../src/core/errors.ts";
import { errorJson } from "../../src/report/errors.ts";
import { EN } from "../../src/text/en.ts";
import { filesBelow } from "../support/tree.ts";

const CODES = Object.keys(EN) as Code[];

describe("the table of texts", () => {
  const code = filesBelow("src")
    .filter((path) => path.endsWith(".ts") && !path.startsWith("text/"))
    .map((path) => readFileSync(`src/${path}`, "utf8"))
    .join("\n");

  test.each(CODES)("%s is a code that something is refused by", (one) => {
    expect(one).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(code).toContain(`"${one}"`);
  });

  test("no two files of it have the same code", async () => {
    const tables = await Promise.all(
      filesBelow("src/text/en").map(async (path) => {
        const name = path.replace(/\.ts$/, "");
        return Object.values(await import(`../../src/text/en/${name}.ts`))[0] as object;
      }),
    );
    expect(tables.flatMap((table) => Object.keys(table)).sort()).toEqual([...CODES].sort());
  });
});

test.each([
  [{ flag: "--port" }, "--port"],
  [{ file: "go.mod" }, "go.mod"],
  [{ file: "go.mod", line: 3 }, "go.mod:3"],
  [{ directory: "app" }, "[dir]"],
  [{ variable: "SSL_CERT_FILE" }, "SSL_CERT_FILE"],
  [{ name: "a b" }, '"a b"'],
])("%j is told as %s", (at, place) => expect(placeOf(at)).toBe(place));

test.each([
  ["a text that names nothing", tell({ code: "not-a-file", at: { file: "x" } }), "move it away"],
  [
    "a hint made of params",
    tell({
      code: "option-needs-value",
      at: { flag: "--base" },
      params: { flag: "--base", choices: ["alpine", "scratch"] },
    }),
    "write --base=<value>; the choices are alpine, scratch",
  ],
  [
    "no hint",
    tell({ code: "not-days", at: { flag: "--max-pin-age" }, params: { value: "x" } }),
    undefined,
  ],
])("%s", (_, { hint }, expected) => expect(hint).toBe(expected));

test("machines get the code, what it is about and what the text names", () => {
  expect(errorJson(refusal("go-line-too-new", { file: "go.mod", line: 3 }, TOO_NEW))).toEqual({
    status: "refused",
    exitCode: 1,
    problems: [
      {
        code: "go-line-too-new",
        at: { file: "go.mod", line: 3 },
        params: TOO_NEW,
        message: "go 9.9 is newer than any release that this tool knows",
        hint: "supported are 1.27 and 1.26; a newer create-goslim may know it, or lower the go line",
      },
    ],
  });
});

const TOO_NEW = { version: "9.9", supported: ["1.27", "1.26"] };

test("several problems are one error, a line each", () => {
  const problems = [
    { code: "only-with-check", at: { flag: "--max-pin-age" } },
    { code: "directory-gone", at: { file: "." } },
  ] as const;
  const lines = "--max-pin-age: is for --check\n.: the current directory is gone";
  expect([usageError(problems).exitCode, usageError(problems).message]).toEqual([2, lines]);
  expect([refusals(problems).exitCode, refusals(problems).message]).toEqual([1, lines]);
});
