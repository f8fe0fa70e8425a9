import { Folder } from "../../../src/read/go-source/fold.ts";
import { compileTable, matchesIn, valuesOf } from "../../../src/read/go-source/query.ts";
import { parseHeader } from "../../../src/read/go-source/header.ts";
import { openPackage, type OpenPackage, type Source } from "../../../src/read/go-source/package.ts";
import { shapeOf } from "../../../src/read/go-source/shape.ts";
import { textAt } from "../../../src/read/go-source/tokens.ts";
import type { Folded } from "../../../src/read/go-source/values.ts";
import { GO_CALLS } from "../../../src/core/facts/go-calls.ts";

const MODULE = "example.org/app";
const TABLE = compileTable(GO_CALLS);

/** The packages of a module example.org/app, from its files by path. */
export function readProgram(files: Readonly<Record<string, string>>): {
  readonly find: (path: string) => OpenPackage | undefined;
  readonly main: OpenPackage;
} {
  const sources = new Map<string, Source[]>();
  for (const [path, text] of Object.entries(files)) {
    const slash = path.lastIndexOf("/");
    const name = slash === -1 ? MODULE : `${MODULE}/${path.slice(0, slash)}`;
    const source = { path, text, header: parseHeader(text) };
    sources.set(name, [...(sources.get(name) ?? []), source]);
  }
  const packages = new Map([...sources].map(([path, all]) => [path, openPackage(path, all)]));
  const main = packages.get(MODULE);
  if (!main) throw new Error("no file at the root");
  return { find: (path) => packages.get(path), main };
}

/**
 * A file around some code: with imports for what it uses, and a function main around what is no
 * declaration.
 */
export function wrap(code: string, imports: readonly string[] = []): string {
  const declared = code.split("---")[0] ?? "";
  const body = code.split("---")[1];
  const head = `package main\n\nimport (\n${imports.map((one) => `\t${one}\n`).join("")})\n\n`;
  return body === undefined
    ? `${head}func main() {\n${code}\n}\n`
    : `${head}${declared}\nfunc main() {\n${body}\n}\n`;
}

/** The values of the arguments of `see(…)` in the main package. */
export function fold(files: Readonly<Record<string, string>>): Folded {
  const { main, find } = readProgram(files);
  for (const file of main.files) {
    const call = file.calls.find(({ name }) => textAt(file.tokens, name) === "see");
    if (!call) continue;
    const shape = shapeOf(file.tokens, { from: call.from, to: call.close + 1 });
    const [given] = shape.is === "call" ? shape.given : [];
    if (given) return new Folder(find).fold({ package: main, file, scope: call.scope }, given);
  }
  throw new Error("nothing to see");
}

/**
 * Folded values in short: `value`, `value <flag addr>`, `${PORT} <environment PORT>`, and `…` where
 * there may be more.
 */
export function short({ values, complete }: Folded): string {
  const told = values.map(({ value, shape, via }) => {
    const source = via ? ` <${via.by} ${via.name}>` : "";
    return `${value ?? shape}${source}`;
  });
  return [...told, ...(complete ? [] : ["…"])].join(" | ");
}

/**
 * What the table of calls says of the main package: `meaning: values`, a `?` after what is only
 * likely.
 */
export function meanings(files: Readonly<Record<string, string>>): readonly string[] {
  const { main, find } = readProgram(files);
  const folder = new Folder(find);
  return matchesIn(main, TABLE, find).map((match) => {
    const { row, strength } = match;
    const asks = row.argument !== undefined || row.field !== undefined || row.absent !== undefined;
    const values = asks ? `: ${short(valuesOf(match, folder))}` : "";
    return `${row.means}${strength === "likely" ? "?" : ""}${values}`;
  });
}
