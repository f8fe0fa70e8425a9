// What the directories of the code may know of each other, what is pure, and how large anything may be. There
// are no exceptions to the first and the last; those to the others say why.
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
  report: ["verify", "update", "detect", "generators", "core"],
  ask: ["update", "detect", "report", "io", "generators", "core"],
  verify: ["tree", "io", "read", "generators", "core"],
  commands: [
    "verify",
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
  /^(?:src\/(?:core|text|read|render|repository|detect)\/|src\/core\.ts$|src\/tree\/(?:tree|memory|overlay)\.ts$|generators\/)/;
const IMPURE = ["src/detect/go-list.ts", "src/detect/project.ts", "src/repository/locate.ts"];

/** The one file besides src/cli.ts that touches the process: signals go to others, and what is left lying about has a maker. */
const PROCESS = ["src/io/processes.ts"];

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
    expect(sorted(upwards)).toEqual([]);
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
    expect(sorted(found)).toEqual([]);
  });
});
