// Traits that follow from the module and its directory.
import { expect, test } from "vitest";
import type { SourceTrait } from "../../../src/detect/finding.ts";
import { buildContext } from "../../../src/detect/traits/build-context.ts";
import { goSum } from "../../../src/detect/traits/go-sum.ts";
import { identity } from "../../../src/detect/traits/identity.ts";
import { vendor } from "../../../src/detect/traits/vendor.ts";
import { findingsOf, mainFile, type Texts } from "../../support/program.ts";

const MAIN = { "main.go": mainFile([]) };
const requiring = (rest = "", go = "1.26.0"): Texts => ({
  ...MAIN,
  "go.mod": `module example.com/app\n\ngo ${go}\n\nrequire example.org/a v1.0.0\n${rest}`,
});
const vendored = (version: string): Texts => ({
  "vendor/modules.txt": `# example.org/a ${version}\n## explicit\n`,
});
const NO_SUM = "note there is no go.sum, though modules are required go.mod";

test.each<[string, SourceTrait, Texts, readonly string[]]>([
  ["one program", identity, MAIN, ["module=example.com/app go.mod:1", "main=. .", "name=app"]],
  [
    "several programs",
    identity,
    { "cmd/a/main.go": mainFile([]), "cmd/b/main.go": mainFile([]) },
    ["module=example.com/app go.mod:1", "main=./cmd/a,./cmd/b cmd/a", "name=app"],
  ],
  [
    "one program that is called otherwise",
    identity,
    { "cmd/a/main.go": mainFile([]) },
    ["module=example.com/app go.mod:1", "main=./cmd/a cmd/a", "name=a"],
  ],
  ["nothing is required", goSum, MAIN, []],
  ["modules without checksums", goSum, requiring(), [NO_SUM]],
  ["modules with checksums", goSum, { ...requiring(), "go.sum": "" }, []],
  ["vendored modules", goSum, { ...requiring(), ...vendored("v1.0.0") }, []],
  ["stale vendored modules", goSum, { ...requiring(), ...vendored("v0.9.0") }, [NO_SUM]],
  [
    "a module that is here",
    goSum,
    { ...requiring("replace example.org/a => ./a\n"), "a/go.mod": "module example.org/a\n" },
    [],
  ],
  ["no vendor directory", vendor, requiring(), []],
  [
    "a vendor directory",
    vendor,
    { ...requiring(), ...vendored("v1.0.0") },
    ["fact vendor/: used vendor/modules.txt"],
  ],
  [
    "an old one",
    vendor,
    { ...requiring("", "1.13"), ...vendored("v1.0.0") },
    ["fact vendor/: unused vendor/modules.txt"],
  ],
  [
    "one that does not fit",
    vendor,
    { ...requiring(), ...vendored("v0.9.0") },
    [
      "fact vendor/: stale vendor/modules.txt",
      "note vendor/modules.txt does not fit go.mod vendor/modules.txt",
    ],
  ],
  ["the module alone", buildContext, MAIN, []],
  [
    "a workspace",
    buildContext,
    {
      ...MAIN,
      "go.work": "go 1.26.0\n\nuse (\n\t.\n\t./a\n)\n",
      "a/go.mod": "module example.com/a\n\ngo 1.26.0\n",
    },
    ["fact Workspace: 2 modules go.work"],
  ],
])("%s", (_name, trait, texts, expected) => expect(findingsOf(trait, texts)).toEqual(expected));
