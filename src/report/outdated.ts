import { visible } from "../core/visible.ts";
import type { Outdated } from "../update/outdated.ts";
import type { Painter } from "./paint.ts";

/** What is out of date, a line each, and what to do about it. */
export function outdatedLines(outdated: readonly Outdated[], paint: Painter): string {
  if (outdated.length === 0) return "up to date\n";
  const kind = Math.max(...outdated.map((item) => item.kind.length));
  const where = Math.max(...outdated.map((item) => visible(item.where).length));
  const lines = outdated.map(
    (item) =>
      `  ${paint("yellow", item.kind.padEnd(kind))}  ${visible(item.where).padEnd(where)}  ${visible(item.message)}\n`,
  );
  const hints = [...new Set(outdated.map(({ hint }) => hint))].map(
    (hint) => `  ${visible(hint)}\n`,
  );
  return `${lines.join("")}\n${hints.join("")}`;
}
