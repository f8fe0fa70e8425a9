import { visible } from "../core/visible.ts";
import { hasMarkers } from "../update/markers.ts";
import type { Change } from "../update/reconcile.ts";
import type { FileOutcome } from "../update/settle.ts";
import type { Painter, Style } from "./paint.ts";

const STYLES: Readonly<Record<FileOutcome["state"], Style>> = {
  create: "green",
  identical: "dim",
  update: "green",
  keep: "dim",
  merge: "green",
  conflict: "red",
  overwrite: "yellow",
  skip: "dim",
  deleted: "dim",
  unused: "yellow",
  left: "dim",
  remove: "yellow",
};

// What the word alone does not say.
const REASONS: Readonly<Partial<Record<FileOutcome["state"], string>>> = {
  keep: "edited by you, nothing new to add",
  deleted: "by you; --force brings it back",
  unused: "no longer rendered; --prune removes it",
  left: "no longer rendered, but edited: it is yours",
};

/** A line a file, the state first. */
export function outcomeLines(outcomes: readonly FileOutcome[], paint: Painter): string {
  return outcomes
    .map(({ path, state, conflicts }) => {
      const why = conflicts ? "with conflict markers, to be resolved" : REASONS[state];
      return `${paint(conflicts ? "red" : STYLES[state], state.padStart(11))}  ${visible(path)}${why ? paint("dim", `  ${why}`) : ""}\n`;
    })
    .join("");
}

/**
 * What stands in the way, and the options that resolve it.
 *
 * @param isOlder whether another version rendered before
 */
export function conflictText(changes: readonly Change[], isOlder: boolean, paint: Painter): string {
  const count = changes.length === 1 ? "1 file differs" : `${changes.length} files differ`;
  const marked = changes.filter(({ ours }) => ours !== undefined && hasMarkers(ours));
  const unknown = changes.filter(
    (change) => change.recorded.length > 0 && !change.merged && !marked.includes(change),
  );
  const base =
    unknown.length === 0
      ? ""
      : `  what was rendered before is not in the repository's history, for ${unknown.map(({ path }) => visible(path)).join(", ")}${isOlder ? ": --fetch-base renders it again with the version that did" : ""}\n`;
  const markers =
    marked.length === 0
      ? ""
      : `  conflict markers of an earlier merge are to be resolved first, in ${marked.map(({ path }) => visible(path)).join(", ")}\n`;
  const merge = changes.some(({ merged }) => merged)
    ? "--on-conflict=merge writes both with conflict markers, "
    : "";
  return `${paint("red", "error")} ${count} and cannot be merged: ${changes.map(({ path }) => visible(path)).join(", ")}; nothing was written\n${markers}${base}  --on-conflict=skip keeps yours, ${merge}--on-conflict=overwrite (--force) replaces them; in a terminal, without --yes, each is asked for\n`;
}

/** Which files hold conflict markers now. */
export function markersText(paths: readonly string[], paint: Painter): string {
  return `${paint("red", "error")} resolve the conflict markers in ${paths.map(visible).join(", ")}\n`;
}
