// What a repository says reaches the terminal as text, and never as a command to it.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KnownError } from "../../src/core/errors.ts";
import type { Painter } from "../../src/report/paint.ts";
import { errorText } from "../../src/report/errors.ts";
import { factLines, noteLines } from "../../src/report/found.ts";
import { markersText, outcomeLines } from "../../src/report/outcomes.ts";
import { outdatedLines } from "../../src/report/outdated.ts";
import { goslimHere } from "../support/in-process.ts";
import { temporaryDirectory, writeTree } from "../support/tree.ts";

const EVIL = "\u001b]0;PWNED\u0007\u001b[31m\u009b1m\u202e";
const EVIL_PROBLEM = { code: "x", at: { flag: EVIL }, params: {}, message: EVIL, hint: EVIL };
const paint: Painter = (_style, text) => text;
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const COMMANDS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test.each([
  [
    "facts",
    factLines([{ what: "x", value: EVIL, where: EVIL, because: EVIL, by: "x" }], [], paint),
  ],
  ["notes", noteLines([{ message: EVIL, where: EVIL, hint: EVIL }], paint)],
  ["outcomes", outcomeLines([{ path: EVIL, state: "create", owner: "managed" }], paint)],
  ["markers", markersText([EVIL], paint)],
  ["outdated", outdatedLines([{ kind: "go", where: EVIL, message: EVIL, hint: EVIL }], paint)],
  ["errors", errorText(new KnownError(1, [EVIL_PROBLEM]), paint)],
])("%s", (_, text) => {
  expect(text).toContain("PWNED");
  expect(text).not.toMatch(COMMANDS);
});

const REPOSITORY = [
  { path: "go.mod", text: `module "example.com/${EVIL}h"\ngo 1.27\n` },
  {
    path: "main.go",
    text: `package main\nimport "os/exec"\nfunc main() { exec.Command("${EVIL}").Run() }\n`,
  },
  {
    path: "Dockerfile",
    text: `FROM alpine\nRUN apk add ${EVIL}curl\nUSER ${EVIL}bob\nSTOPSIGNAL ${EVIL}\nCMD ["x"]\n`,
  },
];

test("a whole run", async () => {
  const cwd = join(temporaryDirectory(), "app");
  mkdirSync(cwd);
  writeTree(cwd, REPOSITORY);
  for (const options of [["--dry-run"], ["--dry-run", "--name=x"]]) {
    const { stdout, stderr } = await goslimHere([".", ...options], { cwd });
    expect(stdout + stderr).toContain("PWNED");
    expect(stdout + stderr).not.toMatch(COMMANDS);
  }
});

test("a document keeps the text exact", async () => {
  const cwd = join(temporaryDirectory(), "app");
  mkdirSync(cwd);
  writeTree(cwd, REPOSITORY);
  const { stdout } = await goslimHere([".", "--dry-run", "--name=x", "--json"], { cwd });
  const { notes } = JSON.parse(stdout) as { notes?: readonly { message: string }[] };
  expect(notes?.some(({ message }) => message.includes(EVIL))).toBe(true);
});
