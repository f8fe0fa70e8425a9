import { formatPatch, structuredPatch } from "diff/lib/patch/create.js";
import { encoded } from "../update/text.ts";

/**
 * A unified diff of one file, as git prints it and `git apply` takes it. Texts are strings of bytes.
 *
 * @param before undefined: the file is new
 * @param after null: the file goes
 */
export function unifiedDiff(
  path: string,
  before: string | undefined,
  after: string | null,
): string {
  const patch = structuredPatch(
    `a/${path}`,
    `b/${path}`,
    before ?? "",
    after ?? "",
    undefined,
    undefined,
    { context: 3 },
  );
  const kind =
    before === undefined
      ? { oldFileName: "/dev/null", isCreate: true }
      : after === null
        ? { newFileName: "/dev/null", isDelete: true }
        : {};
  if (before === after) return "";
  // The body is bytes already; of the header, names may have other letters.
  const text = formatPatch({ ...patch, ...kind, isGit: true });
  const body = text.indexOf("\n@@");
  return body === -1 ? encoded(text) : encoded(text.slice(0, body)) + text.slice(body);
}

/** The same diff with colours: red what goes, green what comes. */
export function colouredDiff(
  diff: string,
  paint: (style: "red" | "green" | "cyan" | "bold", text: string) => string,
): string {
  return diff
    .split("\n")
    .map((line) => {
      if (/^(?:diff|index|---|\+\+\+|new|deleted)/.test(line)) return paint("bold", line);
      if (line.startsWith("@@")) return paint("cyan", line);
      if (line.startsWith("+")) return paint("green", line);
      return line.startsWith("-") ? paint("red", line) : line;
    })
    .join("\n");
}
