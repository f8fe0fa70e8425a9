import { expect, test } from "vitest";
import {
  isComposed,
  linkerFlags,
  meaningOfValue,
  substituteVariables,
} from "../../src/read/linker-flags.ts";

const flags = (text: string): readonly string[] =>
  linkerFlags(text).map(
    ({ importPath, name, value, line }) => `${line} ${importPath} ${name} ${value}`,
  );

test.each([
  ["go build -ldflags '-X main.version=1'", ["1 main version 1"]],
  ["-X=main.v=1 -X main.w=2", ["1 main v 1", "1 main w 2"]],
  ["\n-X example.com/a/b.Version=$(VERSION)\n", ["2 example.com/a/b Version $(VERSION)"]],
  ["-X main.v=$(shell git describe --tags) -s", ["1 main v $(shell git describe --tags)"]],
  ["-X main.v=$(shell (a b) (c)) x", ["1 main v $(shell (a b) (c))"]],
  ["-X main.v=$(open and no end", ["1 main v $(open"]],
  ["-X main.v=${V}-x -s", ["1 main v ${V}-x"]],
  ["-X main.v={{ .Version }} -s", ["1 main v {{ .Version }}"]],
  ["-X main.v=`git rev-parse HEAD` -s", ["1 main v `git rev-parse HEAD`"]],
  ["-X main.v=`` -X main.w=`a`", ["1 main v ``", "1 main w `a`"]],
  ["-X main.v=$$V", ["1 main v $$V"]],
  ["-X 'main.v=a b' -X 'main.w=c'", ["1 main v a b", "1 main w c"]],
  ['-X "main.v=$(date "+%F %T")" -s', ['1 main v $(date "+%F %T")']],
  ['\\"-X \\"main.v=a b\\" -s\\"', ["1 main v a b"]],
  ["-X main.v='a b'", ["1 main v a"]],
  ['-X main.v="$V"', ["1 main v $V"]],
  ["-X $(PKG).Version=1", ["1 $(PKG) Version 1"]],
  ["-X ${PKG}/v.Version=1", ["1 ${PKG}/v Version 1"]],
  ["-X $PKG/v.Version=1", ["1 $PKG/v Version 1"]],
  ["-X {{.ModulePath}}/v.Version=1", ["1 {{.ModulePath}}/v Version 1"]],
  ["-X\n  main.v=1", ["1 main v 1"]],
  ["-X main.v=", ["1 main v "]],
  ["-X POST http://example.com/?a=b", []],
  ["-Xmain.v=1", []],
  ["-X main=1", []],
  ["-X .v=1", []],
  ["-X main.1=1", []],
  ["-X $(open.v=1", []],
])("%j", (text, expected) => expect(flags(text)).toEqual(expected));

test("a text that is made to be slow is not", () => {
  const start = process.cpuUsage();
  for (const text of [
    `-X ${"$aaaa".repeat(200_000)}`,
    "-X ".repeat(300_000),
    "-X a.b=$(".repeat(100_000),
    `-X a.b=${"`".repeat(500_000)}`,
    `-X 'a.b=${"$(".repeat(500_000)}`,
    `-X${" ".repeat(1 << 20)}`,
    "-X a.b={{".repeat(100_000),
    `-X a.b=${"$(".repeat(500_000)}`,
  ])
    flags(text);
  expect(process.cpuUsage(start).user).toBeLessThan(3_000_000); // microseconds, whatever else the machine does
});

test.each([
  ["a", "a"],
  ["$(A)/v", "example.com/app/v"],
  ["${A}", "example.com/app"],
  ["$A", "example.com/app"],
  ["$(B)", "example.com/app/b"],
  ["$(UNKNOWN)", undefined],
  ["$(LOOP)", undefined],
  ["$(GROWS)", undefined],
  ["$(TEMPLATE)", undefined],
  ["{{.X}}", undefined],
])("%s stands for %s", (text, expected) => {
  const variables = new Map([
    ["A", "example.com/app"],
    ["B", "$(A)/b"],
    ["LOOP", "$(LOOP)"],
    ["GROWS", "$(GROWS)$(GROWS)"],
    ["TEMPLATE", "{{.X}}"],
  ]);
  expect(substituteVariables(text, variables)).toBe(expected);
});

test.each([
  ["version", "$(VERSION)", "{version}"],
  ["Version", "1.2.3", "{version}"],
  ["version", "dev", undefined],
  ["version", "", undefined],
  ["tag", "$(X)", "{version}"],
  ["v", "$(DESCRIBED)", "{version}"],
  ["v", "{{ .Tag }}", "{version}"],
  ["commit", "$(X)", "{revision}"],
  ["gitSHA", "$(X)", "{revision}"],
  ["rev", "$(X)", "{revision}"],
  ["revisited", "$(X)", undefined],
  ["c", "{{ .ShortCommit }}", "{revision}"],
  ["c", "$(HEAD)", "{revision}"],
  ["versionCommit", "$(X)", "{revision}"],
  ["tagged", "$(HEAD)", "{version}"],
  ["buildTime", "$(X)", "{date}"],
  ["built", "$(NOW)", "{date}"],
  ["built", "{{.Date}}", "{date}"],
  ["sha", "$(NOW)", "{revision}"],
  ["mode", "production", "production"],
  ["mode", "a b", undefined],
  ["commit", "abc", undefined],
  ["date", "today", undefined],
  ["mode", "$(X)", undefined],
])("%s=%s means %s", (name, value, expected) => {
  const variables = new Map([
    ["X", "x"],
    ["DESCRIBED", "$(shell git describe)"],
    ["HEAD", "$(shell git rev-parse HEAD)"],
    ["NOW", "$(shell date -u)"],
  ]);
  expect(meaningOfValue(name, value, variables)).toBe(expected);
});

test.each([
  ["$(V)", false],
  ["v$(V)", false],
  ["$V", false],
  ["$(shell git describe --tags)", false],
  ["v{{ .Version }}", false],
  ["plain", false],
  ["$(V)-dirty", true],
  ["$(V)-$(C)", true],
  ["$V.$C", true],
  ["{{ .Tag }} ({{ .Date }})", true],
])("%s is made of several parts: %s", (value, expected) =>
  expect(isComposed(value)).toBe(expected),
);
