// Traits that follow from the program's sources alone.
import { expect, test } from "vitest";
import type { SourceTrait } from "../../../src/detect/finding.ts";
import { healthRoute } from "../../../src/detect/traits/health-route.ts";
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
])("%s", (_name, trait, texts, expected) => expect(findingsOf(trait, texts)).toEqual(expected));

test("what is created is no loss where a volume is found", () =>
  expect(writtenPaths.find(programOf(creating("a")))).toMatchObject([{ unless: "volume" }]));
