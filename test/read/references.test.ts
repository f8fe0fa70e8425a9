import { expect, test } from "vitest";
import { findReferences, withVersions } from "../../src/read/references.ts";

const ACTION = "golangci/golangci-lint-action v9";
const LINT = "      - uses: golangci/golangci-lint-action@v9\n";

test.each<[string, string, readonly string[]]>([
  ["an image", "FROM golang:1.27-trixie AS go\n", ["golang 1.27-trixie"]],
  ["a platform", "FROM --platform=$BUILDPLATFORM a/b:1@sha256:x AS go\n", []],
  ["a copy", "COPY --from=alpine:3.24 /a /b\n", ["alpine 3.24"]],
  ["the syntax", "# syntax=docker/dockerfile:1\n", ["docker/dockerfile 1"]],
  ["an action", "  - uses: a/b@0123 # v1.2.3\n", ["a/b 0123 # v1.2.3"]],
  [
    "a tool",
    `${LINT}        with:\n          version: v2.1.0\n`,
    ["golangci/golangci-lint-action v9", "golangci/golangci-lint-action version v2.1.0"],
  ],
  [
    "a tool after other inputs, comments and empty lines",
    `${LINT}        # why\n        with:\n\n          args: --x\n          # why\n          version: v2.1.0\n`,
    ["golangci/golangci-lint-action v9", "golangci/golangci-lint-action version v2.1.0"],
  ],
  [
    "a tool of a step that begins with its name",
    "      - name: Lint\n        uses: a/b@v1\n        with:\n          version: v2.1.0\r\n",
    ["a/b v1", "a/b version v2.1.0"],
  ],
  ["a version of nothing", "with:\n  version: v2.1.0\n", []],
  ["a version in the environment", `${LINT}        env:\n          version: v2.1.0\n`, [ACTION]],
  [
    "a version in a text",
    `${LINT}        with:\n          args: |\n            version: v2.1.0\n`,
    [ACTION],
  ],
  ["a version below another step", `${LINT}      - with:\n          version: v2.1.0\n`, [ACTION]],
  ["a version below the steps", `${LINT}  with:\n    version: v2.1.0\n`, [ACTION]],
])("%s", (_name, text, found) => {
  expect(findReferences(text).map(({ subject, version }) => `${subject} ${version}`)).toEqual(
    found,
  );
});

test("only what is asked for moves, where it stands", () => {
  const text = `FROM alpine:3.24\n${LINT}`;
  expect(withVersions(text, () => "9", ["image"])).toBe(`FROM alpine:9\n${LINT}`);
  expect(withVersions(text, () => "9", [])).toBe(text);
});

test("reading takes time in proportion", () => {
  const text = `${LINT}        with:\n`.repeat(20_000) + " ".repeat(500_000);
  const start = performance.now();
  expect(findReferences(text)).toHaveLength(20_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});
