import { basename } from "node:path/posix";
import { RECORD_FILE } from "../core/record-file.ts";
import type { Write } from "../io/write.ts";
import type { Settled } from "./settle.ts";
import { toBytes } from "./text.ts";

/** All writes of a run, in an order that a kill at any point leaves something whole. */
export function orderWrites(settled: readonly Settled[]): readonly Write[] {
  const writes = settled
    .filter(({ write }) => write !== undefined)
    .map(({ change, write }) => ({
      path: change.path,
      content: write === null ? undefined : toBytes(write as string),
      before: change.ours === undefined ? undefined : toBytes(change.ours),
    }));
  return writes.toSorted((a, b) => rank(a) - rank(b));
}

// --- internal ---

// The record must not say more than is there. Without main.go there is no program: a run that was ended before it is made whole
// by the next one.
const LAST = [RECORD_FILE, "go.mod", "main_test.go", "main.go"];

function rank({ path }: Write): number {
  return LAST.indexOf(basename(path));
}
