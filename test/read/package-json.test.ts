import { expect, test } from "vitest";
import { configuredOutput, outputDirectory, parsePackage } from "../../src/read/package-json.ts";

test.each([
  ['{"scripts": {"build": "vite build", "a:b-c.d": "x"}}', { build: "vite build", "a:b-c.d": "x" }],
  ['{"scripts": {"$(x)": "x", "a b": "x", "n": 1}}', {}],
  ['{"scripts": null}', {}],
  ['{"scripts": "x"}', {}],
  ['{"name": "x"}', {}],
  ["null", {}],
  ["[]", {}],
  ["{", {}],
  ["", {}],
])("%s", (text, expected) =>
  expect(Object.fromEntries(parsePackage(text).scripts)).toEqual(expected),
);

test.each([
  ["vite build --outDir ../dist", "../dist"],
  ["vite build --outDir=out --mode x", "out"],
  ["vite build", undefined],
  ["vite build --outDir", undefined],
])("%s", (command, expected) => expect(outputDirectory(command)).toBe(expected));

test.each([
  [{ scripts: { postinstall: "node x" } }, true],
  [{ scripts: { prepare: "svelte-kit sync" } }, true],
  [{ scripts: { prepare: "husky" } }, false],
  [{ scripts: { prepare: " husky install " } }, false],
  [{ scripts: { prepare: "husky && node x" } }, true],
  [{ scripts: { build: "x", prebuild: "y" } }, false],
  [{}, false],
])("%j runs a script when it is installed: %j", (manifest, expected) =>
  expect(parsePackage(JSON.stringify(manifest)).runsAtInstall).toBe(expected),
);

test.each([
  [{ workspaces: ["apps/*", 1] }, ["apps/*"]],
  [{ workspaces: { packages: ["a"] } }, ["a"]],
  [{ workspaces: {} }, []],
  [{ workspaces: "a" }, []],
  [{}, []],
])("%j has workspaces", (manifest, expected) =>
  expect(parsePackage(JSON.stringify(manifest)).workspaces).toEqual(expected),
);

test.each([
  ['export default { build: { outDir: "../server/dist" } }', "../server/dist"],
  ["build: {\n  outDir: '../dist', // here\n}", "../dist"],
  ['outDir: path.resolve(__dirname, "../dist")', "../dist"],
  ['outDir: resolve(__dirname, "../dist")', "../dist"],
  ["outDir: `${root}/dist`", undefined],
  ["outDir: root", undefined],
  ["", undefined],
])("%j writes to %j", (config, expected) => expect(configuredOutput(config)).toBe(expected));
