import { visible } from "../core/visible.ts";
import { QUESTIONS } from "../core/questions/index.ts";
import type { Element, End } from "../detect/old-image/model.ts";
import type { Painter } from "./paint.ts";

/** What becomes of each part of the project's own delivery, a line each, by file. */
export function deliveryLines(elements: readonly Element[], paint: Painter): string {
  if (elements.length === 0) return "The project has no delivery of its own.\n\n";
  const files = [...new Set(elements.map(({ file }) => file))];
  const blocks = files.map((file) => {
    const own = elements.filter((element) => element.file === file);
    const lines = own.map(
      ({ end, instruction, line }) =>
        `  ${String(line).padStart(4)}  ${visible(instruction)}\n        ${told(end, paint)}\n`,
    );
    return `${visible(file)}\n${lines.join("")}`;
  });
  return `What becomes of the project's own delivery\n${blocks.join("")}\n`;
}

// --- internal ---

function told(end: End, paint: Painter): string {
  switch (end.kind) {
    case "carried":
      return `carried over: --${QUESTIONS[end.to].flag}`;
    case "replaced":
      return `replaced by ${visible(end.by)}`;
    case "not needed":
      return paint("dim", `not needed: ${visible(end.because)}`);
    case "lost":
      return paint("yellow", `lost: ${visible(end.todo)}`);
  }
}
