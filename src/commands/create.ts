import { EXIT } from "../core/errors.ts";
import { noteLines } from "../report/found.ts";
import type { VerificationResult } from "../report/verification.ts";
import type { Command } from "./index.ts";
import { offerVerification } from "./offer.ts";
import { prepareRun } from "./prepare.ts";
import {
  answer,
  begin,
  compare,
  noteRendered,
  render,
  type RenderedRun,
  settleRun,
  writeRun,
} from "./run.ts";
import { exitCodeOf, tellFound, tellOutcomes } from "./tell.ts";

/**
 * Renders a project and writes it: a new one, or one that an earlier run has rendered. `--update` is the same where there is a
 * record, and refused where there is none.
 */
export const create: Command = async (args, context) => {
  const begun = await begin(await prepareRun(args, context, { readsOnly: false }));
  tellFound(begun);
  const { run, result } = await verified(await render(await answer(begun)));
  const notes = noteRendered(run);
  begun.people.write(noteLines(notes, begun.people.paint));
  const settled = await settleRun(compare(run));
  await writeRun(settled);
  tellOutcomes(settled, notes, result);
  const exitCode = exitCodeOf(settled, result);
  return exitCode === EXIT.done ? offerVerification(settled) : exitCode;
};

// --- internal ---

async function verified(
  run: RenderedRun,
): Promise<{ readonly run: RenderedRun; readonly result?: VerificationResult }> {
  if (run.options.verify === undefined) return { run };
  return (await import("./verify.ts")).verifyRun(run);
}
