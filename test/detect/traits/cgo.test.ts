import { expect, test } from "vitest";
import { cgoDependencies } from "../../../src/detect/traits/cgo/dependencies.ts";
import { cgo } from "../../../src/detect/traits/cgo/index.ts";
import {
  findingsOf,
  formatFinding,
  mainFile,
  programOf,
  type Texts,
} from "../../support/program.ts";

const main = (...imports: readonly string[]): Texts => ({ "main.go": mainFile(imports) });
const C = (head = "", comment = ""): string => `${head}package main\n\n${comment}import "C"\n`;
const requiring = (module: string): Texts => ({
  "go.mod": `module example.com/app\n\ngo 1.26.0\n\nrequire ${module} v1.0.0\n`,
});
const SQLITE = "github.com/mattn/go-sqlite3";
const vendored = (path: string, files: Texts): Texts => ({
  ...requiring(path),
  "vendor/modules.txt": `# ${path} v1.0.0\n## explicit\n${path}\n`,
  ...Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`vendor/${path}/${name}`, text]),
  ),
});

test.each<[string, Texts, readonly string[]]>([
  ["nothing", main("fmt"), []],
  ["plugins", main("plugin"), ["cgo=dynamic main.go:4"]],
  ["plugins before C", { ...main("plugin"), "c.go": C() }, ["cgo=dynamic main.go:4"]],
  ["C", { ...main(), "c.go": C() }, ["cgo=static c.go:3"]],
  [
    "C with another file instead",
    { ...main(), "c.go": C(), "no.go": "//go:build !cgo\n\npackage main\n" },
    [],
  ],
  [
    "libraries",
    { ...main(), "c.go": C("", "// #cgo LDFLAGS: -lz -lm\n// #cgo pkg-config: libpng\n") },
    [
      "cgo=dynamic c.go:5",
      "buildPackages=zlib1g-dev,libpng-dev c.go:5",
      "runPackages=zlib1g,libpng16-16t64 c.go:5",
    ],
  ],
  [
    "a library that nobody knows, beside a known one",
    { ...main(), "c.go": C("", "// #cgo LDFLAGS: -lz -lhouseof\n") },
    [
      "cgo=static c.go:4",
      "note its C code links to -lz -lhouseof, which is in neither the build image nor the base image c.go:4",
    ],
  ],
  ["C before a known package", { ...main(SQLITE), "c.go": C() }, ["cgo=static c.go:3"]],
  ["a known package", main(SQLITE), ["cgo=static main.go:4"]],
  ["a package below a known one", main(`${SQLITE}/x`), ["cgo=static main.go:4"]],
  ["a package that is called alike", main(`${SQLITE}x`), []],
  [
    "the C++ library",
    main("github.com/marcboeker/go-duckdb"),
    ["cgo=dynamic main.go:4", "base=distroless-cc main.go:4"],
  ],
  [
    "a library of Debian",
    main("github.com/google/gopacket/pcap"),
    [
      "cgo=dynamic main.go:4",
      "buildPackages=libpcap-dev main.go:4",
      "runPackages=libpcap0.8t64 main.go:4",
    ],
  ],
  [
    "required, but not imported",
    { ...main(), ...requiring(SQLITE) },
    [`note ${SQLITE} is required, but none of the program's own packages imports it go.mod:5`],
  ],
  ["required and imported", { ...main(SQLITE), ...requiring(SQLITE) }, ["cgo=static main.go:4"]],
  [
    "vendored",
    {
      ...main("example.org/a"),
      ...vendored("example.org/a", { "c.go": 'package a\nimport "C"\n' }),
    },
    ["cgo=static vendor/example.org/a/c.go:2"],
  ],
  [
    "vendored, with another file instead",
    {
      ...main("example.org/a"),
      ...vendored("example.org/a", {
        "c.go": 'package a\nimport "C"\n',
        "no.go": "//go:build !cgo\n\npackage a\n",
      }),
    },
    [],
  ],
  [
    "known and vendored, with another file that only says that it does not work",
    {
      ...main(SQLITE),
      ...vendored(SQLITE, {
        "c.go": 'package a\nimport "C"\n',
        "no.go": "//go:build !cgo\n\npackage a\n",
      }),
    },
    [`cgo=static vendor/${SQLITE}/c.go:2`],
  ],
])("%s", (_name, texts, expected) => expect(findingsOf(cgo, texts)).toEqual(expected));

test.each([
  ["built in", { ImportPath: SQLITE, CgoFiles: ["a.go"] }, ["cgo=static go.mod"]],
  ["without its C code", { ImportPath: SQLITE, CgoFiles: [] }, []],
  ["not known", { ImportPath: "example.org/a", CgoFiles: ["a.go"] }, []],
  ["of the standard library", { ImportPath: "net", CgoFiles: ["a.go"], Standard: true }, []],
])("by the go command: %s", (_name, one, expected) => {
  const listed = new Map([[one.ImportPath, one]]);
  expect(cgoDependencies.find(programOf(main()), listed).map(formatFinding)).toEqual(expected);
});

test("by the go command: a library that a dependency links to, where the program does not import it", () => {
  const ImportPath = "github.com/go-gl/gl/v2.1/gl";
  const listed = new Map([[ImportPath, { ImportPath, CgoFiles: ["a.go"] }]]);
  expect(cgoDependencies.find(programOf(main()), listed).map(formatFinding)).toEqual([
    "cgo=dynamic go.mod",
    "buildPackages=libgl-dev go.mod",
    "runPackages=libgl1 go.mod",
  ]);
});
