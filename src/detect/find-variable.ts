import type { Place } from "../core/place.ts";
import { scanFile } from "../read/go-source/scan.ts";
import { shapeOf } from "../read/go-source/shape.ts";
import { lineOf, textAt } from "../read/go-source/tokens.ts";
import type { Binding, GoFile as ScannedFile } from "../read/go-source/file.ts";
import type { Repository } from "../repository/repository.ts";
import type { Package } from "./graph.ts";

/**
 * Where a package declares a string variable that the linker can set: one without a value, with a literal, or with another
 * name as value.
 */
export function findVariable(
  { files }: Repository,
  { files: sources }: Package,
  name: string,
): Place | undefined {
  for (const { path } of sources) {
    const text = files.text(path) ?? "";
    if (!text.includes(name)) continue;
    const file = scanFile(path, text);
    const found = (file.bindings.get(name) ?? []).find((one) => isSettable(file, one));
    if (found) return { file: path, line: lineOf(file.tokens, found.token) };
  }
  return undefined;
}

// --- internal ---

function isSettable({ tokens }: ScannedFile, { how, scope, names, type, value }: Binding): boolean {
  if (how !== "var" || scope !== -1 || names > 1) return false;
  const isString = type === undefined || textOf(type.from, type.to) === "string";
  if (!isString || (type === undefined && value === undefined)) return false;
  const given = value && shapeOf(tokens, value);
  return given === undefined || given.is === "text" || given.is === "name" || given.is === "select";

  function textOf(from: number, to: number): string {
    return to - from === 1 ? textAt(tokens, from) : "";
  }
}
