import { expect, test } from "vitest";
import { linkerVariables } from "../../../src/detect/traits/linker-variables.ts";
import { findingsOf, type Texts } from "../../support/program.ts";

const main = (declarations: string, imports: readonly string[] = []): Texts => ({
  "main.go": `package main\n\nimport (\n${imports.map((path) => `\t"${path}"\n`).join("")})\n\n${declarations}\n\nfunc main() {}\n`,
});
const make = (flags: string): Texts => ({
  Makefile: `V = $(shell git describe)\nPKG = example.com/app/v\nall:\n\tgo build -ldflags "${flags}"\n`,
});
const VERSION = 'var version = "dev"';

test.each<[string, Texts, readonly string[]]>([
  ["nothing", main(VERSION), []],
  [
    "a variable",
    { ...main(VERSION), ...make("-X main.version=$(V)") },
    ["stamp=main.version={version} Makefile:4"],
  ],
  [
    "a main package by its path",
    { ...main(VERSION), ...make("-X example.com/app.version=$(V)") },
    ["stamp=main.version={version} Makefile:4"],
  ],
  [
    "a package of the program",
    {
      ...main(VERSION, ["example.com/app/v"]),
      "v/v.go": "package v\n\nvar Version string\n",
      ...make("-X $(PKG).Version=$(V)"),
    },
    ["stamp=example.com/app/v.Version={version} Makefile:4"],
  ],
  [
    "a package that is not built in",
    {
      ...main(VERSION),
      "v/v.go": "package v\n\nvar Version string\n",
      ...make("-X $(PKG).Version=$(V)"),
    },
    ["note -X example.com/app/v.Version: example.com/app/v is not part of the program Makefile:4"],
  ],
  [
    "a variable that is not there",
    { ...main(VERSION), ...make("-X main.other=x") },
    ["note -X main.other: main has no string variable other Makefile:4"],
  ],
  [
    "a variable that is no string",
    { ...main("var version = 1"), ...make("-X main.version=$(V)") },
    ["note -X main.version: main has no string variable version Makefile:4"],
  ],
  [
    "a value that nobody knows",
    { ...main("var mode string"), ...make("-X main.mode=$(M)") },
    ['note -X main.mode: what "$(M)" stands for is not known; --stamp gives it Makefile:4'],
  ],
  ["a value that stands for nothing", { ...main(VERSION), ...make("-X main.version=dev") }, []],
  [
    "a better file later",
    {
      ...main("var mode string"),
      ...make("-X main.mode=$(M)"),
      "build/build.sh": "go build -ldflags '-X main.mode=fast'\n",
    },
    ["stamp=main.mode=fast build/build.sh:1"],
  ],
  [
    "a file that is no build file",
    {
      ...main(VERSION),
      "notes.txt": "-X main.version=$(V)",
      "src/Makefile": "-X main.version=$(V)",
    },
    [],
  ],
  [
    "the defaults of GoReleaser",
    {
      ...main('var (\n\tversion = "dev"\n\tcommit string\n)'),
      ".goreleaser.yml": "builds:\n  - main: .\n",
    },
    ["stamp=main.version={version},main.commit={revision} .goreleaser.yml:1"],
  ],
  [
    "flags instead of the defaults of GoReleaser",
    { ...main(VERSION), ".goreleaser.yml": "builds:\n  - ldflags: -s\n" },
    [],
  ],
  [
    "the module's path by a command",
    {
      ...main(VERSION),
      Makefile: 'M := $(shell go list -m)\nall:\n\tgo build -ldflags "-X $(M).version=$(V)"\n',
    },
    ["stamp=main.version={version} Makefile:3"],
  ],
  [
    "build information",
    {
      "main.go":
        'package main\n\nimport "runtime/debug"\n\nfunc main() { debug.ReadBuildInfo() }\n',
    },
    [
      "note the program reads its version from the build information, which will say (devel) main.go:5",
    ],
  ],
])("%s", (_name, texts, expected) => expect(findingsOf(linkerVariables, texts)).toEqual(expected));
