import { expect, test } from "vitest";
import { outputDirectory, packageScripts } from "../../src/read/package-json.ts";

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
])("%s", (text, expected) => expect(Object.fromEntries(packageScripts(text))).toEqual(expected));

test.each([
  ["vite build --outDir ../dist", "../dist"],
  ["vite build --outDir=out --mode x", "out"],
  ["vite build", undefined],
  ["vite build --outDir", undefined],
])("%s", (command, expected) => expect(outputDirectory(command)).toBe(expected));
