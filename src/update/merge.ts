import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mergeDiff3 } from "node-diff3";
import { runGit } from "../io/git.ts";
import { makeTemporary } from "../io/temporary.ts";
import type { ProgramSource } from "../io/program.ts";
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
 * @param threeWay the merge itself, see {@link gitMerge}
 * @param references what has versions in this file that move; everything that is known to have
 */
export function merge(
  ours: string,
  base: string,
  theirs: string,
  threeWay: ThreeWay = mergeByLibrary,
  references?: readonly ReferenceKind[],
): Merged {
  const agreed = agree(withLf(ours), base, theirs, references);
  const merged = threeWay(agreed.ours, agreed.base, agreed.theirs);
  return hasCrlf(ours) ? { ...merged, text: withCrlf(merged.text) } : merged;
}

export type ThreeWay = (ours: string, base: string, theirs: string) => Merged;

/** By `git merge-file`; where git is not, by a library. */
export function gitMerge(source: ProgramSource): ThreeWay {
  return (...texts) => mergeByGit(source, ...texts) ?? mergeByLibrary(...texts);
}

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
export function mergeByGit(
  source: ProgramSource,
  ...texts: Parameters<ThreeWay>
): Merged | undefined {
  const directory = makeTemporary();
  if (directory === undefined) return undefined;
  try {
    const files = texts.map((text, index) => {
      const file = join(directory, String(index));
      writeFileSync(file, toBytes(text));
      return file;
    });
    const labels = LABELS.flatMap((label) => ["-L", label]);
    // In a directory of its own, and told that there is no repository: no configuration but the command line's is in force.
    const result = runGit(["merge-file", "--stdout", "--diff3", ...labels, ...files], source, {
      cwd: directory,
      directory: join(directory, "none"),
    });
    // The status is the number of conflicts, 127 at most; errors are 255 and what a shell reports.
    if (result?.status === undefined || result.status > 127) return undefined;
    return { text: result.stdout.toString("latin1"), conflicts: result.status > 0 };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
