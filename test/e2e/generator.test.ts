// "npm run generator": this repository's own plopfile, on a copy of this repository.
import { cpSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import nodePlop from "node-plop";
import { expect, test } from "vitest";
import { run } from "../support/run.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

const SOURCES = [
  ".oxfmtrc.json",
  ".oxlintrc.json",
  "build",
  "generators",
  "package.json",
  "plop-templates",
  "plopfile.js",
  "rolldown.config.mjs",
  "src",
  "templates",
  "tsconfig.build.json",
  "tsconfig.json",
];

function sources(directory: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ["generators", "templates", "src", "build"].flatMap((part) =>
      Object.entries(tree(join(directory, part))).map(([path, text]) => [`${part}/${path}`, text]),
    ),
  );
}

test("three files make a generator that compiles, is listed, and renders", async () => {
  const directory = temporaryDirectory();
  for (const path of SOURCES) cpSync(path, join(directory, path), { recursive: true });
  symlinkSync(resolve("node_modules"), join(directory, "node_modules"));
  const before = sources(directory);
  const plop = await nodePlop(join(directory, "plopfile.js"), {
    destBasePath: directory,
    force: false,
  });
  const { failures } = await plop
    .getGenerator("generator")
    .runActions({ id: "compose", path: "compose.yaml", title: "Compose file" });
  expect(failures).toEqual([]);

  const after = sources(directory);
  expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual([
    "generators/compose.ts",
    "generators/index.ts",
    "templates/compose.hbs",
  ]);
  const tool = (name: string): string => resolve("node_modules/.bin", name);
  run(tool("tsc"), ["--noEmit", "-p", "tsconfig.build.json"], { cwd: directory });
  run(tool("oxlint"), ["--deny-warnings", "generators"], { cwd: directory });
  run(tool("oxfmt"), ["--check", "generators"], { cwd: directory });

  run(process.execPath, ["build/build.mjs"], { cwd: directory });
  const cli = (...args: readonly string[]): string =>
    run(process.execPath, [join(directory, "dist/cli.js"), ...args], { cwd: directory });
  expect(cli("--list")).toContain("compose       Compose file (managed)\n");
  cli("app", "--yes");
  expect(tree(join(directory, "app"))["compose.yaml"]).toBe("# Compose file of app\n");
});
