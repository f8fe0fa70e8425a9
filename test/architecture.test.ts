// What the directories of the code may know of each other, what is pure, and how large anything may be. The exceptions
// are what is still to be mended: one that is no longer needed fails the test, so that the lists only shrink.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { describe, expect, test } from "vitest";
import { filesBelow, temporaryDirectory } from "./support/tree.ts";

/** For each directory of src, and for generators, the others that it may import from. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // Texts show values as core/words does, and core/errors finds the text of a code: one layer.
  text: ["core"],
  core: ["text"],
  read: ["core"],
  generators: ["core", "read"],
  render: ["generators", "core", "read"],
  tree: ["core", "read"],
  repository: ["tree", "read", "core"],
  io: ["repository", "tree", "read", "render", "core"],
  registry: ["io", "render", "read", "core"],
  detect: ["repository", "tree", "io", "read", "render", "generators", "core"],
  update: [
    "detect",
    "registry",
    "repository",
    "tree",
    "io",
    "read",
    "render",
    "generators",
    "core",
  ],
  report: ["update", "detect", "generators", "core"],
  ask: ["update", "detect", "report", "io", "generators", "core"],
  commands: [
    "ask",
    "detect",
    "update",
    "io",
    "report",
    "registry",
    "repository",
    "tree",
    "read",
    "render",
    "generators",
    "core",
  ],
};

/** Directories and files that a browser runs too: they import nothing of Node and ask for no global of it. */
const PURE =
  /^(?:src\/(?:core|text|read|render|repository)\/|src\/core\.ts$|src\/tree\/(?:tree|memory|overlay)\.ts$|generators\/)/;
const IMPURE = ["src/repository/locate.ts"];

/** Imports upwards that still stand: file → directory. */
const UPWARDS: readonly string[] = [
  "src/core/answers-file.ts → commands",
  "src/detect/ignored.ts → commands",
  "src/detect/project.ts → commands",
  "src/io/preset.ts → commands",
  "src/report/next-steps.ts → commands",
  "src/update/settle.ts → commands",
  "src/update/start.ts → commands",
];

/** Files besides src/cli.ts that touch the process: this one asks whether the maker of a leftover still lives. */
const PROCESS = ["src/io/write.ts"];

/** Names of functions, and files, that are still larger than the limits. */
const LARGE: readonly string[] = [
  "bench/bench.mjs images max-lines-per-function",
  "src/commands/arguments.ts explained complexity",
  "src/commands/arguments.ts max-lines",
  "src/commands/arguments.ts parseArguments complexity",
  "src/commands/arguments.ts parseArguments max-lines-per-function",
  "src/core/answers.ts ownAnswers complexity",
  "src/core/answers.ts resolveAnswers complexity",
  "src/core/go/module-path.ts modulePathProblem complexity",
  "src/core/questions.ts max-lines",
  "src/detect/old-image/entrypoint.ts readCommand complexity",
  "src/detect/old-image/find.ts scoreOf complexity",
  "src/read/dockerfile/variables.ts readBraced complexity",
  "src/read/dockerfile/variables.ts readUntil complexity",
  "src/read/references.ts stepAfter complexity",
  "src/registry/http.ts complexity",
  "src/registry/manifest.ts authorize complexity",
  "src/registry/manifest.ts authorize max-lines-per-function",
  "src/registry/pin.ts resolvePins max-lines-per-function",
  "src/render/template.ts fillTemplate max-lines-per-function",
  "src/update/outdated.ts findOutdated complexity",
  "src/update/record.ts parseRecord complexity",
  "src/update/settle.ts settleOne complexity",
];

const FILES = [
  ...filesBelow("src").map((path) => `src/${path}`),
  ...filesBelow("generators").map((path) => `generators/${path}`),
].filter((path) => path.endsWith(".ts"));

/** The code without comments and without what is in quotes. */
function codeOf(path: string): string {
  return readFileSync(path, "utf8")
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, "")
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
}

/** Modules that a file imports, types included; files of this repository by their path from its root. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)"([^"]+)"/g)].map(([, name = ""]) =>
    name.startsWith(".") ? join(dirname(path), name) : name,
  );
}

function directoryOf(path: string): string {
  const [top = "", next = ""] = path.split("/");
  return top === "src" ? next : top;
}

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();

describe("the architecture", () => {
  test("imports point one way", () => {
    const upwards = FILES.flatMap((path) => {
      const from = directoryOf(path);
      const allowed = MAY_IMPORT[from];
      if (!allowed) return []; // an entry
      return importsOf(path)
        .filter((target) => /^(?:src|generators)\//.test(target))
        .map(directoryOf)
        .filter((to) => to !== from && !allowed.includes(to))
        .map((to) => `${path} → ${to}`);
    });
    expect(sorted(upwards)).toEqual(sorted(UPWARDS));
  });

  test("what is pure knows nothing of Node", () => {
    const impure = FILES.filter(
      (path) =>
        PURE.test(path) &&
        (importsOf(path).some((name) => name.startsWith("node:")) ||
          /\b(?:process\.\w|Buffer\b|__dirname\b|require\()/.test(codeOf(path))),
    );
    expect(impure).toEqual(IMPURE);
  });

  test("only the entry touches the process", () => {
    const touching = FILES.filter(
      (path) =>
        path !== "src/cli.ts" &&
        (importsOf(path).includes("node:process") || /(?<![\w.])process\.\w/.test(codeOf(path))),
    );
    expect(touching).toEqual(PROCESS);
  });

  test("no function has more than 60 lines or a complexity above 15, no file more than 300 lines", () => {
    const config = join(temporaryDirectory(), "limits.json");
    writeFileSync(
      config,
      JSON.stringify({
        categories: { correctness: "off" },
        rules: {
          "max-lines-per-function": ["error", { max: 60 }],
          "max-lines": ["error", { max: 300 }],
          complexity: ["error", { max: 15 }],
        },
      }),
    );
    const oxlint = join("node_modules", "oxlint", "bin", "oxlint");
    const args = [oxlint, "-c", config, "--format=json", "src", "generators", "build", "bench"];
    const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: readonly { code: string; filename: string; message: string }[];
    };
    const found = diagnostics.map(({ code, filename, message }) => {
      const rule = /\((.*)\)/.exec(code)?.[1];
      return [filename, /`(.*)`/.exec(message)?.[1], rule].filter(Boolean).join(" ");
    });
    expect(sorted(found)).toEqual(sorted(LARGE));
  });
});
