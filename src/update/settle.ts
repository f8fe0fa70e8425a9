import { CancelledError } from "../core/errors.ts";
import type { ConflictPolicy } from "../core/conflict-policy.ts";
import { hasMarkers } from "./markers.ts";
import type { Change, State } from "./reconcile.ts";

/** What happened, or in a dry run would happen, to one file. */
export interface FileOutcome {
  readonly path: string;
  readonly owner: string;
  readonly state: State | "overwrite" | "skip" | "remove";
  /** Whether the file now holds conflict markers. */
  readonly conflicts?: true;
}

/** What becomes of one file: what is told, what is written, what the record says of it afterwards. */
export interface Settled {
  readonly change: Change;
  readonly outcome: FileOutcome;
  /** Bytes to write; null: the file shall go; undefined: nothing to do. */
  readonly write: string | null | undefined;
  /** Blob ids for the record; none: the file is not in it. */
  readonly ids: readonly string[];
}

/** What a person decides about a file that differs; a text is what they made of it in an editor. */
export type Decision =
  | "overwrite"
  | "skip"
  | "overwrite all"
  | "quit"
  | "merge"
  | { readonly edited: string };

/** Who is asked; absent where nobody can be. */
export interface Deciders {
  readonly conflict: (change: Change) => Promise<Decision>;
  readonly removal: (path: string) => Promise<boolean>;
}

export interface SettleOptions {
  readonly policy: ConflictPolicy;
  /** Remove what is no longer rendered and was not edited, without asking. */
  readonly prune: boolean;
  readonly ask: Deciders | undefined;
}

/** Decides what becomes of each file. Nothing is written here: a question that is left leaves everything as it is. */
export async function settle(
  changes: readonly Change[],
  { policy, prune, ask }: SettleOptions,
): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  let current = policy;
  for (const change of changes) {
    let decision: Decision | "fail" = current === "ask" ? "fail" : current;
    if (change.state === "conflict" && current === "ask" && ask)
      decision = await ask.conflict(change);
    if (decision === "quit") throw new CancelledError("quit");
    if (decision === "overwrite all") current = decision = "overwrite";
    const isRemoved =
      change.state === "unused" &&
      (prune || (ask !== undefined && (await ask.removal(change.path))));
    settled.push(settleOne(change, decision, isRemoved));
  }
  return settled;
}

/** What the record says of the files after a run, see {@link ProjectRecord.files}. */
export function filesToRecord(settled: readonly Settled[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    settled.filter(({ ids }) => ids.length > 0).map(({ change, ids }) => [change.path, ids]),
  );
}

function settleOne(change: Change, decision: Decision | "fail", isRemoved: boolean): Settled {
  const { path, owner, state, theirs, ours, merged, renewed, recorded } = change;
  const result = (
    told: FileOutcome["state"],
    write: Settled["write"],
    ids: readonly string[],
  ): Settled => ({
    change,
    outcome: {
      path,
      owner,
      state: told,
      ...(hasMarkers((write === undefined ? ours : write) ?? "") ? { conflicts: true } : {}),
    },
    write: write === ours ? undefined : write,
    ids: owner === "managed" ? ids : [],
  });
  switch (state) {
    case "create":
    case "update":
      return result(state, theirs, renewed);
    case "identical":
    case "keep":
      return result(state, undefined, renewed);
    case "merge":
      return result(state, merged?.text, renewed);
    case "deleted":
      return decision === "overwrite"
        ? result("create", theirs, renewed)
        : result(state, undefined, recorded);
    case "unused":
      return isRemoved ? result("remove", null, []) : result(state, undefined, recorded);
    case "left":
      return result(state, undefined, []);
    case "conflict":
      return settleConflict(change, decision, result);
  }
}

function settleConflict(
  { theirs, merged, renewed, recorded }: Change,
  decision: Decision | "fail",
  result: (told: FileOutcome["state"], write: Settled["write"], ids: readonly string[]) => Settled,
): Settled {
  if (typeof decision === "object") return result("merge", decision.edited, renewed);
  if (decision === "overwrite") return result("overwrite", theirs, renewed.slice(0, 1));
  if (decision === "skip") return result("skip", undefined, recorded);
  if (decision === "merge" && merged) return result("merge", merged.text, renewed);
  return result("conflict", undefined, recorded);
}
