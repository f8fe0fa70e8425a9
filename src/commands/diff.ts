import { unifiedDiff } from "../report/diff.ts";
import type { Change } from "../update/reconcile.ts";
import { visibleLines } from "../core/visible.ts";
import { toBytes } from "../update/text.ts";
import type { Command } from "./index.ts";
import { prepareRun } from "./prepare.ts";
import { answer, begin, compare, render, settleRun } from "./run.ts";
import { exitCodeOf, tellObstacles } from "./tell.ts";

/** Prints what a run would change as a diff that `git apply` takes, and changes nothing. */
export const diff: Command = async (args, context) => {
  const begun = await begin(await prepareRun(args, context, { readsOnly: true }));
  const run = await settleRun(compare(await render(await answer(begun))));
  if (run.conflicts.length === 0)
    for (const { change, write: text } of run.settled)
      if (text !== undefined) context.stdout.write(shown(change, text, context.stdout.isTerminal));
  tellObstacles(run);
  return exitCodeOf(run);
};

// --- internal ---

// A program gets every byte; of a person's terminal nothing takes command.
function shown({ path, ours }: Change, text: string | null, isTerminal: boolean): Uint8Array {
  const bytes = toBytes(unifiedDiff(path, ours, text));
  return isTerminal ? Buffer.from(visibleLines(bytes.toString("utf8"))) : bytes;
}
