import type { Place } from "../core/place.ts";
import { withoutComments } from "../read/go-source.ts";
import { lineCounter } from "../read/lines.ts";
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
  const value = '(?:"[^"\\n]*"|`[^`\\n]*`|[\\p{L}_][\\p{L}\\p{N}_.]*)';
  const declaration = new RegExp(
    `^(?:var\\s*\\(?|\\t)(?:[^\\n]*;)?[ \\t]*(?:\\w+[ \\t]*,[ \\t]*)*${name}\\b(?:[ \\t]*,[ \\t]*\\w+)*(?:[ \\t]+string\\b)?` +
      `(?:[ \\t]*=[ \\t]*${value}(?:[ \\t]*,[ \\t]*${value})*)?[ \\t]*(?:[;)][^\\n]*)?\\r?$`,
    "mu",
  );
  for (const { path } of sources) {
    const code = withoutComments(files.text(path) ?? "");
    const match = declaration.exec(code);
    if (match && (match[0].startsWith("var") || /=|string/.test(match[0])))
      return { file: path, line: lineCounter(code)(match.index) };
  }
  return undefined;
}
