import { expect, test } from "vitest";
import { goReleaserBuilds } from "../../src/read/goreleaser.ts";

test.each([
  ["builds:\n  - main: ./cmd/app\n", ["./cmd/app"]],
  ["builds:\n  - id: a\n", ["."]],
  ["builds:\n  - main: ''\n    ldflags: -s\n", [". with flags"]],
  ["builds:\n  - main: a\n    ldflags: [-s]\n  - main: b\n", ["a with flags", "b"]],
  ["builds:\n  -\n", ["."]],
  ["builds: {main: a}\n", []],
  ["project_name: a\n", []],
  ["builds: [", []],
])("%j", (text, expected) =>
  expect(
    goReleaserBuilds(text).map(
      ({ main, setsLinkerFlags }) => `${main}${setsLinkerFlags ? " with flags" : ""}`,
    ),
  ).toEqual(expected),
);
