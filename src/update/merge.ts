import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mergeDiff3 } from "node-diff3";
import { agree, type ReferenceKind } from "../read/references.ts";
import { hasCrlf, toBytes, withCrlf, withLf } from "./text.ts";

export interface Merged {
  /** With diff3 markers where both sides changed the same lines. */
  readonly text: string;
  readonly conflicts: boolean;
}

const LABELS = ["yours", "rendered before", "create-goslim"] as const;

/**
 * Merges the user's version of a file with what is rendered now. All texts are strings of bytes.
 *
 * @param ours as the user has it; the result ends its lines the same way
 * @param base what was rendered before, from which both come
 * @param theirs what is rendered now
 * @param threeWay the merge itself; git's where there is git
 * @param references what has versions in this file that move; everything that is known to have
 */
export function merge(
  ours: string,
  base: string,
  theirs: string,
  threeWay: ThreeWay = mergeFile,
  references?: readonly ReferenceKind[],
): Merged {
  const agreed = agree(withLf(ours), base, theirs, references);
  const merged = threeWay(agreed.ours, agreed.base, agreed.theirs);
  return hasCrlf(ours) ? { ...merged, text: withCrlf(merged.text) } : merged;
}

export type ThreeWay = (ours: string, base: string, theirs: string) => Merged;

/** By `git merge-file`; where git is not, by a library. */
export const mergeFile: ThreeWay = (ours, base, theirs) =>
  mergeByGit(ours, base, theirs) ?? mergeByLibrary(ours, base, theirs);

/** The same with the library alone. */
export const mergeByLibrary: ThreeWay = (ours, base, theirs) => {
  const [a, o, b] = [ours, base, theirs].map((text) => text.split("\n")) as [
    string[],
    string[],
    string[],
  ];
  const { conflict, result } = mergeDiff3(a, o, b, {
    label: { a: LABELS[0], o: LABELS[1], b: LABELS[2] },
  });
  return { text: result.join("\n"), conflicts: conflict };
};

/** Undefined where git cannot. */
export function mergeByGit(...texts: Parameters<ThreeWay>): Merged | undefined {
  const directory = makeTemporary();
  if (directory === undefined) return undefined;
  try {
    const files = texts.map((text, index) => {
      const file = join(directory, String(index));
      writeFileSync(file, toBytes(text));
      return file;
    });
    const labels = LABELS.flatMap((label) => ["-L", label]);
    const { status, stdout, error } = spawnSync(
      "git",
      ["merge-file", "--stdout", "--diff3", ...labels, ...files],
      { encoding: "latin1", timeout: 30_000 },
    );
    // The status is the number of conflicts, 127 at most; errors are 255 and what a shell reports.
    if (error || status === null || status > 127) return undefined;
    return { text: stdout, conflicts: status > 0 };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

// --- internal ---

// Undefined where there is no place for temporary files, or no room in it.
function makeTemporary(): string | undefined {
  try {
    return mkdtempSync(join(tmpdir(), "goslim-merge-"));
  } catch {
    return undefined;
  }
}
