import { expect, test } from "vitest";
import { goReleaserBuilds, readGoReleaser } from "../../src/read/goreleaser.ts";

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

const build = (text: string): string => {
  const { builds, before } = readGoReleaser(text);
  const told = builds.map(({ main, binary, tags, isForLinux, before: pre, after }) =>
    [
      main,
      binary?.value ?? "-",
      tags.map(({ value }) => value).join("+"),
      isForLinux ? "linux" : "",
      ...[...pre, ...after].map(({ value, line }) => `${line} ${value}`),
    ]
      .filter(Boolean)
      .join(" "),
  );
  return [...told, ...before.map(({ value, line }) => `${line} ${value}`)].join(", ");
};

test.each([
  ["builds:\n  - {main: ./a, binary: b}\n", "./a b linux"],
  ["builds:\n  - {dir: sub/, main: ./a}\n", "sub/a - linux"],
  ["builds:\n  - {goos: [darwin]}\n", ". -"],
  ["builds:\n  - {goos: linux}\n", ". - linux"],
  ["builds:\n  - {builder: rust}\n  - {skip: true}\n  - {binary: a}\n", ". a linux"],
  ["project_name: p\nbuilds:\n  - {binary: 'x{{ .Os }}'}\n  - {id: a}\n", ". - linux, . p linux"],
  ["builds:\n  - tags: ['a,b', c, '{{ .X }}']\n", ". - a+b+c linux"],
  [
    "builds:\n  - hooks:\n      pre: x\n      post:\n        - y\n        - cmd: z\n",
    ". - linux 3 x 5 y 6 z",
  ],
  ["before:\n  hooks:\n    - go mod tidy\n", "3 go mod tidy"],
])("builds of %j", (text, expected) => expect(build(text)).toBe(expected));
