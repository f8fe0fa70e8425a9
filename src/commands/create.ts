import { noteLines } from "../report/found.ts";
import type { Command } from "./index.ts";
import { prepareRun } from "./prepare.ts";
import { answer, begin, compare, noteRendered, render, settleRun, writeRun } from "./run.ts";
import { exitCodeOf, tellFound, tellOutcomes } from "./tell.ts";

/**
 * Renders a project and writes it: a new one, or one that an earlier run has rendered. `--update` is the same where there is a
 * record, and refused where there is none.
 */
export const create: Command = async (args, context) => {
  const begun = await begin(await prepareRun(args, context, { readsOnly: false }));
  tellFound(begun);
  const rendered = await render(await answer(begun));
  const notes = noteRendered(rendered);
  begun.people.write(noteLines(notes, begun.people.paint));
  const settled = await settleRun(compare(rendered));
  await writeRun(settled);
  tellOutcomes(settled, notes);
  return exitCodeOf(settled);
};
