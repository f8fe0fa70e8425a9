import { structuredPatch } from "diff";

/** A set of answers as flags, with the files that it renders, by path. */
export interface PageCase {
  readonly flags: readonly string[];
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Many cases on one page: the first one whole, every other as its difference from that, under its flags.
 * What a case does not name is as in the first.
 */
export function pageOf([first, ...others]: readonly [PageCase, ...(readonly PageCase[])]): string {
  const whole = [...first.files].map(([path, text]) => section(path, text)).join("");
  for (const line of whole.split("\n"))
    if (line.startsWith(CASE)) throw new Error(`${line} would begin a case`);
  const rest = others.map(
    ({ flags, files }) => `\n${CASE}${flags.join(" ")}\n${changes(first, files)}`,
  );
  return `${CASE}${first.flags.join(" ") || "no flags"}\n${whole}${rest.join("")}`;
}

// --- internal ---

const CASE = "==== ";

function section(path: string, text: string): string {
  return `---- ${path}\n${text}`;
}

function changes(first: PageCase, files: ReadonlyMap<string, string>): string {
  const paths = [...new Set([...first.files.keys(), ...files.keys()])];
  return paths
    .map((path) => {
      const text = files.get(path);
      const before = first.files.get(path) ?? "";
      if (text === undefined) return `---- ${path}: none\n`;
      return text === before ? "" : section(path, difference(before, text));
    })
    .join("");
}

function difference(before: string, after: string): string {
  const { hunks } = structuredPatch("", "", before, after, "", "", { context: 1 });
  // An empty range stands behind the line that it names.
  const range = (start: number, lines: number): string =>
    `${lines === 0 ? start - 1 : start},${lines}`;
  return hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
      [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...lines, ""].join(
        "\n",
      ),
    )
    .join("");
}
