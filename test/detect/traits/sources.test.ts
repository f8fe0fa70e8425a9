// Traits that follow from the program's sources alone.
import { expect, test } from "vitest";
import type { SourceTrait } from "../../../src/detect/finding.ts";
import { healthRoute } from "../../../src/detect/traits/health-route.ts";
import { absentDirectories } from "../../../src/detect/traits/absent-directories.ts";
import { graphical } from "../../../src/detect/traits/graphical.ts";
import { homeDirectory } from "../../../src/detect/traits/home-directory.ts";
import { tinygo } from "../../../src/detect/traits/tinygo.ts";
import { startedPrograms } from "../../../src/detect/traits/started-programs.ts";
import { versionFlag } from "../../../src/detect/traits/version-flag.ts";
import { writtenPaths } from "../../../src/detect/traits/written-paths.ts";
import { findingsOf, mainFile, programOf, type Texts } from "../../support/program.ts";

const main = (imports: readonly string[], ...lines: readonly string[]): Texts => ({
  "main.go": mainFile(imports, ...lines),
});
const creating = (...paths: readonly string[]): Texts =>
  main(["os"], ...paths.map((path) => `os.Create("${path}")`));
const starting = (...names: readonly string[]): Texts =>
  main(["os/exec"], ...names.map((name) => `exec.Command(${name})`));
const FLAG = 'flag.Bool("version", false, "")';

test.each<[string, SourceTrait, Texts, readonly string[]]>([
  [
    "a route",
    healthRoute,
    main(["net/http"], 'h("/healthz")'),
    ["health /healthz", 'layout {"healthRoute":"/healthz"}'],
  ],
  ["no route", healthRoute, main(["net/http"], 'h("/")'), []],
  ["a flag", versionFlag, main(["flag"], FLAG), ['layout {"versionFlag":true}']],
  ["no flag", versionFlag, main(["flag"]), ['layout {"versionFlag":false}']],
  [
    "a flag of one of several programs",
    versionFlag,
    { "a/main.go": mainFile(["flag"], FLAG), "b/main.go": mainFile([]) },
    ['layout {"versionFlag":false}'],
  ],
  ["no file", writtenPaths, creating(), []],
  ["a file in /tmp", writtenPaths, creating("/tmp/a"), []],
  [
    "files, five at most, each once",
    writtenPaths,
    creating("a", "b", "a", "c", "d", "e", "f"),
    ["note it creates a, b, c, d, e main.go:7"],
  ],
  ["nothing is started", startedPrograms, starting(), []],
  [
    "programs, five at most, each once",
    startedPrograms,
    starting('"a"', '"b"', '"a"', "name", '"c"', '"d"', '"e"', '"f"'),
    ["note it starts other programs: a, b, c, d, e main.go:7"],
  ],
  [
    "a program whose name is computed",
    startedPrograms,
    starting("name"),
    ["note it starts other programs main.go:7"],
  ],
  ["itself is started", startedPrograms, main(["os", "os/exec"], "exec.Command(os.Args[0])"), []],
  [
    "itself is started, by another name",
    startedPrograms,
    main(["os", "os/exec"], "self, _ := os.Executable()", "exec.Command(self)"),
    [],
  ],
  [
    "the home directory",
    homeDirectory,
    main(["os"], "os.UserCacheDir()"),
    ["note it asks for the home directory of its user main.go:7"],
  ],
  ["no home directory", homeDirectory, main(["os"], "os.Getwd()"), []],
  [
    "windows",
    graphical,
    main(["gioui.org/app"]),
    [
      "note gioui.org/app opens windows: this is a program for a desktop, not for a container main.go:4",
    ],
  ],
  ["no windows", graphical, main(["gioui.org/appx"]), []],
  [
    "a directory that no clone has",
    absentDirectories,
    main(["net/http"], 'http.FileServer(http.Dir("public"))'),
    ["note public is opened, but no clone has it main.go:7"],
  ],
  [
    "a directory that the program makes",
    absentDirectories,
    main(
      ["net/http", "os"],
      'os.MkdirAll("public/x", 0o755)',
      'http.FileServer(http.Dir("public"))',
    ),
    [],
  ],
  [
    "a directory that is there",
    absentDirectories,
    { ...main(["net/http"], 'http.FileServer(http.Dir("public"))'), "public/a.css": "" },
    [],
  ],
  [
    "a file in what the old image's environment names",
    writtenPaths,
    {
      ...main(["os"], 'os.Create(os.Getenv("STATE") + "/a")'),
      Dockerfile:
        'FROM golang\nRUN go build -o /app\nFROM scratch\nENV STATE=/state\nENTRYPOINT ["/app"]\n',
    },
    ["note it creates /state/a main.go:7"],
  ],
  [
    "a database in a file",
    writtenPaths,
    main(["database/sql"], 'sql.Open("sqlite3", "file:data/a.db?cache=shared")'),
    ["note it creates data/a.db main.go:7"],
  ],
  [
    "a database that is no file",
    writtenPaths,
    main(["database/sql"], 'sql.Open("postgres", "data")', 'sql.Open("sqlite3", ":memory:")'),
    [],
  ],
])("%s", (_name, trait, texts, expected) => expect(findingsOf(trait, texts)).toEqual(expected));

test("what is created is no loss where a volume is found", () =>
  expect(writtenPaths.find(programOf(creating("a")))).toMatchObject([{ unless: "volume" }]));

test("a program that only TinyGo compiles is refused", () => {
  expect(() => findingsOf(tinygo, main(["machine"]))).toThrow(/only TinyGo has/);
  expect(findingsOf(tinygo, main(["example.org/machine"]))).toEqual([]);
});
