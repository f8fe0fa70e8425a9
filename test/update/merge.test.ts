import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../src/report/diff.ts";
import { gitMerge, merge, mergeByGit, mergeByLibrary } from "../../src/update/merge.ts";
import { withCrlf } from "../../src/update/text.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { temporaryDirectory } from "../support/tree.ts";

const GIT = { environment: process.env, outside: [] };
const BASE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";
const OURS = BASE.replace("two", "two, mine");
const THEIRS = BASE.replace("six", "six, new");
const BOTH = OURS.replace("six", "six, new");

describeWith(["git"], "git's merge and the library's", () => {
  test.each([
    ["changes in different places", OURS, BASE, THEIRS],
    ["the same change", OURS, BASE, OURS],
    ["changes in the same place", OURS, BASE, BASE.replace("two", "two, new")],
    ["no newline at the end of mine", OURS.trimEnd(), BASE, THEIRS],
    ["no newline at the end of the new one", OURS, BASE, THEIRS.trimEnd()],
    ["an empty base", "mine\n", "", "new\n"],
    ["bytes that are no UTF-8", OURS.replace("mine", "m\xefne"), BASE, THEIRS],
  ])("agree on %s", (_name, ours, base, theirs) => {
    const [byGit, byLibrary] = [
      mergeByGit(GIT, ours, base, theirs),
      mergeByLibrary(ours, base, theirs),
    ];
    expect(byGit?.conflicts).toBe(byLibrary.conflicts);
    if (!byLibrary.conflicts) expect(byGit?.text).toBe(byLibrary.text);
    else
      for (const marker of [
        "<<<<<<< yours",
        "||||||| rendered before",
        "=======",
        ">>>>>>> create-goslim",
      ])
        expect([byGit?.text, byLibrary.text].every((text) => text?.includes(marker))).toBe(true);
  });

  test("CRLF as git merges it, with CRLF all through", () => {
    const expected = mergeByGit(GIT, withCrlf(OURS), withCrlf(BASE), withCrlf(THEIRS));
    expect(merge(withCrlf(OURS), BASE, THEIRS, gitMerge(GIT))).toEqual(expected);
    expect(expected?.text).toBe(withCrlf(BOTH));
  });
});

const step = (action: string, version: string): string =>
  `      - uses: ${action}\n        with:\n          version: ${version}\n`;

test("the version of another action in the tool's place is not touched", () => {
  const lint = "golangci/golangci-lint-action@v9";
  const mine = step("acme/scanner@v3", "v1.2.3");
  const merged = merge(mine, step(lint, "v2.14.0"), step(lint, "v2.15.0"));
  const line = (version: string): string => `          version: ${version}\n`;
  expect(merged).toEqual({
    conflicts: true,
    text: mine.replace(
      line("v1.2.3"),
      `<<<<<<< yours\n${line("v1.2.3")}||||||| rendered before\n${line("v2.14.0")}=======\n${line("v2.15.0")}>>>>>>> create-goslim\n`,
    ),
  });
});

describe("what bots keep current merges", () => {
  const line = (commit: string, tag: string): string =>
    `steps:\n      - uses: actions/checkout@${commit.repeat(40)} # ${tag}\n      - run: make\n`;
  test.each([
    [
      "an action, newer at the bot's",
      line("a", "v7.0.0"),
      line("b", "v7.2.0"),
      line("c", "v7.1.0"),
      line("b", "v7.2.0"),
    ],
    [
      "an action, newer here",
      line("a", "v7.0.0"),
      line("b", "v7.0.1"),
      line("c", "v7.1.0"),
      line("c", "v7.1.0"),
    ],
    [
      "a tool",
      step("golangci/golangci-lint-action@v9", "v2.1.0"),
      step("golangci/golangci-lint-action@v9", "v2.3.0"),
      step("golangci/golangci-lint-action@v9", "v2.2.0"),
      step("golangci/golangci-lint-action@v9", "v2.3.0"),
    ],
    [
      "a digest, whose tag stays",
      "FROM alpine:3.24\nUSER 1\n",
      "FROM alpine:3.24@sha256:" + "a".repeat(64) + "\nUSER 1\n",
      "FROM alpine:3.24\nUSER 2\n",
      "FROM alpine:3.24@sha256:" + "a".repeat(64) + "\nUSER 2\n",
    ],
    [
      "a digest, whose tag moves",
      "FROM alpine:3.23\n",
      "FROM alpine:3.23@sha256:" + "a".repeat(64) + "\n",
      "FROM alpine:3.24\n",
      "FROM alpine:3.24\n",
    ],
    [
      "a tag that the bot moved further",
      "FROM alpine:3.23\n",
      "FROM alpine:3.25@sha256:" + "a".repeat(64) + "\n",
      "FROM alpine:3.24\n",
      "FROM alpine:3.25@sha256:" + "a".repeat(64) + "\n",
    ],
    [
      "another flavour of the user's",
      "FROM golang:1.26-trixie\n",
      "FROM golang:1.26-alpine3.24\n",
      "FROM golang:1.26-trixie\nUSER 1\n".replace("USER 1\n", ""),
      "FROM golang:1.26-alpine3.24\n",
    ],
  ])("%s", (_name, base, ours, theirs, merged) => {
    expect(merge(ours, base, theirs)).toEqual({ text: merged, conflicts: false });
  });
});

test("a version that is moved back on purpose conflicts with one that a bot has moved on", () => {
  expect(merge("FROM alpine:3.25\n", "FROM alpine:3.24\n", "FROM alpine:3.23\n").conflicts).toBe(
    true,
  );
  const digest = `@sha256:${"a".repeat(64)}`;
  expect(merge(`FROM alpine:3.24${digest}\n`, "FROM alpine:3.24\n", "FROM alpine:3.23\n")).toEqual({
    text: "FROM alpine:3.23\n",
    conflicts: false,
  });
});

test("a stage of the user's with another version is left alone, and another flavour is a conflict", () => {
  const [base, theirs] = [
    "FROM golang:1.26-trixie AS go\n\n\nUSER 1\n\n\n",
    "FROM golang:1.27-trixie AS go\n\n\nUSER 1\n\n\n",
  ];
  expect(merge(`${base}FROM golang:1.25-alpine3.22 AS old\n`, base, theirs)).toEqual({
    text: `${theirs}FROM golang:1.25-alpine3.22 AS old\n`,
    conflicts: false,
  });
  expect(merge(base.replace("-trixie", "-alpine3.24"), base, theirs).conflicts).toBe(true);
});

describeWith(["git"], "a diff", () => {
  test.each<readonly [string, string, string | undefined, string | null]>([
    ["a change", "Makefile", BASE, BOTH],
    ["a new file", "new/deep file", undefined, BASE],
    ["a new, empty file", "empty", undefined, ""],
    ["a file that goes", "Makefile", BASE, null],
    ["no newline at the end, before", "a", BASE.trimEnd(), BASE],
    ["no newline at the end, after", "a", BASE, BASE.trimEnd()],
    ["CRLF", "a", withCrlf(BASE), withCrlf(BOTH)],
    ["bytes that are no UTF-8", "a", "\xef\n", "\xff\n"],
    ["a name of other letters", "grün/б", BASE, BOTH],
    ["a name with quotes", 'grün/"b"', BASE, BOTH],
  ])("of %s is one that git apply takes", (_name, path, before, after) => {
    const root = temporaryDirectory();
    run("git", ["init", "--quiet"], { cwd: root });
    mkdirSync(join(root, path, ".."), { recursive: true });
    if (before !== undefined) writeFileSync(join(root, path), before, "latin1");
    writeFileSync(join(root, "patch"), unifiedDiff(path, before, after), "latin1");
    run("git", ["apply", "--whitespace=nowarn", "patch"], { cwd: root });
    if (after === null) expect(() => statSync(join(root, path))).toThrow(/ENOENT/);
    else expect(readFileSync(join(root, path), "latin1")).toBe(after);
  });

  test("leaves permission bits alone", () => {
    const root = temporaryDirectory();
    run("git", ["init", "--quiet"], { cwd: root });
    writeFileSync(join(root, "a"), BASE);
    chmodSync(join(root, "a"), 0o755);
    writeFileSync(join(root, "patch"), unifiedDiff("a", BASE, BOTH));
    run("git", ["apply", "patch"], { cwd: root });
    expect(statSync(join(root, "a")).mode & 0o777).toBe(0o755);
  });
});
