import type { PlannedFile } from "../render/plan.ts";
import { blobId } from "./blob.ts";
import { hasMarkers } from "./markers.ts";
import { merge, type Merged, type ThreeWay } from "./merge.ts";
import { encoded, hasCrlf, toBytes, withCrlf, withLf } from "./text.ts";

/**
 * What a run means for one file:
 * - `create`: it is not there, and was not before;
 * - `identical`: it is already what is rendered;
 * - `update`: nobody edited it since it was rendered;
 * - `keep`: it was edited, and what is rendered has not changed since;
 * - `merge`: both changed, in different places;
 * - `conflict`: both changed in the same places, or it is not known what was rendered before;
 * - `deleted`: it was rendered once, and deleted since;
 * - `unused`: it is no longer rendered, and nobody edited it;
 * - `left`: it is no longer rendered, but was edited: from now on it is the user's alone.
 */
export type State =
  | "create"
  | "identical"
  | "update"
  | "keep"
  | "merge"
  | "conflict"
  | "deleted"
  | "unused"
  | "left";

/** One file of the project. All texts are strings of bytes. */
export interface Change {
  /** POSIX path below the repository's root. */
  readonly path: string;
  readonly owner: PlannedFile["owner"];
  readonly state: State;
  /** What is there. */
  readonly ours?: string;
  /** What is rendered, with the line ends of what is there. */
  readonly theirs?: string;
  /** What both come from. */
  readonly base?: string;
  /** With markers where they conflict; absent where the base is not known. */
  readonly merged?: Merged;
  /** Blob ids for the record if `theirs` has its way, alone or merged. */
  readonly renewed: readonly string[];
  /** Blob ids that the record has. */
  readonly recorded: readonly string[];
}

export interface Sources {
  /** Bytes of a file of the project, undefined where there is none. */
  readonly disk: (path: string) => string | undefined;
  /** What was rendered, found by one of its blob ids: the bytes are known to have that id. */
  readonly base: (
    path: string,
    ids: readonly string[],
  ) => { readonly id: string; readonly text: string } | undefined;
  readonly threeWay?: ThreeWay;
}

/** Compares what is planned with what is there and with what the record says of it. Pure, but for its sources. */
export function reconcile(
  files: readonly PlannedFile[],
  recordedFiles: ReadonlyMap<string, readonly string[]>,
  sources: Sources,
): readonly Change[] {
  const paths = new Set(files.map(({ path }) => path));
  const orphans = [...recordedFiles]
    .filter(([path]) => !paths.has(path))
    .map(([path, recorded]) => ({ path, recorded, ours: sources.disk(path) }));
  const gone = orphans.filter(({ ours }) => ours === undefined);
  const planned = files.map((file) => {
    const ours = sources.disk(file.path);
    // A file that was renamed as it was rendered is known by its blob id.
    const renamed = (): readonly string[] =>
      ours === undefined
        ? []
        : (gone.find(({ recorded }) => isOf(ours, recorded[0]))?.recorded ?? []);
    return plannedChange(file, ours, recordedFiles.get(file.path) ?? renamed(), sources);
  });
  const left = orphans.flatMap(({ path, recorded, ours }) =>
    ours === undefined ? [] : [orphan(path, ours, recorded)],
  );
  return [...planned, ...left].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function plannedChange(
  { path, text, owner, references }: PlannedFile,
  ours: string | undefined,
  recorded: readonly string[],
  { base, threeWay }: Omit<Sources, "disk">,
): Change {
  const rendered = encoded(text);
  const id = blobId(text);
  const change = { path, owner, recorded, renewed: [id] };
  if (ours === undefined)
    return { ...change, state: recorded.length > 0 ? "deleted" : "create", theirs: rendered };
  const theirs = hasCrlf(ours) ? withCrlf(rendered) : rendered;
  const both = { ...change, ours, theirs };
  if (ours === theirs) return { ...both, state: "identical" };
  if (isOf(ours, recorded[0])) return { ...both, state: "update" };
  if (recorded[0] === id) return { ...both, renewed: recorded, state: "keep" };
  // A merge on top of an unresolved one would be nobody's.
  const before = recorded.length > 0 && !hasMarkers(ours) ? base(path, recorded) : undefined;
  if (!before) return { ...both, state: "conflict" };
  const merged = merge(ours, before.text, rendered, threeWay, references);
  // What the user did is part of what is rendered now.
  if (!merged.conflicts && merged.text === theirs) return { ...both, state: "update" };
  const state = merged.conflicts ? "conflict" : merged.text === ours ? "keep" : "merge";
  return {
    ...both,
    // The history holds the older rendering for certain, but the new one only if nobody edits the file.
    renewed: [id, before.id],
    base: before.text,
    merged,
    state,
  };
}

function orphan(path: string, ours: string, recorded: readonly string[]): Change {
  return {
    path,
    owner: "managed",
    ours,
    recorded,
    renewed: [],
    state: isOf(ours, recorded[0]) ? "unused" : "left",
  };
}

function isOf(text: string, id: string | undefined): boolean {
  return id !== undefined && (blobId(toBytes(text)) === id || blobId(toBytes(withLf(text))) === id);
}
