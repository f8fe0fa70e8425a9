import { visible, visibleLines } from "../core/visible.ts";
import { type KnownError, placeOf } from "../core/known-error.ts";
import type { Painter } from "./paint.ts";

/** A known error for people: what, and what to do next. */
export function errorText({ problems }: KnownError, paint: Painter): string {
  return problems
    .map(
      ({ at, message, hint }) =>
        `${paint("red", "error")} ${paint("bold", visible(placeOf(at)))}: ${visible(message)}\n${hint ? `  ${visibleLines(hint).replaceAll("\n", "\n  ")}\n` : ""}`,
    )
    .join("");
}

/** The same for machines. */
export function errorJson({ problems, exitCode }: KnownError): object {
  return { status: exitCode === 2 ? "usage" : "refused", exitCode, problems };
}
