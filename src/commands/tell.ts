import { visible } from "../core/visible.ts";
import { join, relative, sep } from "node:path";
import { version } from "virtual:version";
import type { RawAnswers } from "../core/answers.ts";
import { EXIT } from "../core/errors.ts";
import { type AnswerId, type AnswerValue, QUESTION_LIST, shown } from "../core/questions/index.ts";
import type { Fact, Note } from "../detect/detection.ts";
import { invocation } from "../io/environment.ts";
import { factLines } from "../report/found.ts";
import { equivalentCommand, nextSteps } from "../report/next-steps.ts";
import { conflictText, markersText, outcomeLines } from "../report/outcomes.ts";
import type { FileOutcome } from "../update/settle.ts";
import { type BegunRun, isReading, type SettledRun } from "./run.ts";

/** Tells what was found, and what to know about it. */
export function tellFound({ people, project, previous, given }: BegunRun): void {
  // What was given needs no finding.
  const facts = project.facts.filter(
    ({ answer }) => answer === undefined || answer === "main" || given[answer] === undefined,
  );
  const overruled = overrule(facts, previous?.answers ?? {});
  people.write(factLines(overruled, project.notes, people.paint));
}

/** The exit code of a run: refused where something is left to a person. */
export function exitCodeOf({ conflicts, marked }: SettledRun): number {
  return conflicts.length + marked.length > 0 ? EXIT.refused : EXIT.done;
}

/** Tells what stands in the way of a run, or is left to be resolved by hand. */
export function tellObstacles({ conflicts, marked, previous, context }: SettledRun): void {
  const { stderr } = context;
  if (conflicts.length > 0)
    stderr.write(conflictText(conflicts, previous?.version !== version, stderr.paint));
  else if (marked.length > 0) stderr.write(markersText(marked, stderr.paint));
}

/**
 * Tells what became of each file, and what to do next; or prints all that as a document.
 *
 * @param notes on what was rendered
 */
export function tellOutcomes(run: SettledRun, notes: readonly Note[]): void {
  const { people, outcomes, options } = run;
  people.write(outcomeLines(outcomes, people.paint));
  tellObstacles(run);
  if (options.json) printDocument(run, notes);
  else if (exitCodeOf(run) === EXIT.done) tellNext(run);
}

// --- internal ---

function printDocument(run: SettledRun, notes: readonly Note[]): void {
  const { outcomes, files, options, project, resolution, context } = run;
  const exitCode = exitCodeOf(run);
  const document = {
    status: exitCode === EXIT.done ? "done" : "refused",
    exitCode,
    dryRun: isReading(run),
    directory: project.root,
    found: project.facts,
    notes: [...project.notes, ...notes],
    answers: resolution.answers,
    files: options.contents
      ? outcomes.map((outcome) => ({
          ...outcome,
          text: files.find(({ path }) => path === outcome.path)?.text,
        }))
      : outcomes,
  };
  context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

function tellNext(run: SettledRun): void {
  const { people, project, context, previous, resolution, outcomes, writes, asks } = run;
  const { answers, given } = resolution;
  const home = join(project.root, project.layout.directory);
  const where = relative(context.cwd, home).split(sep).join("/") || ".";
  if (isReading(run)) people.write("\nNothing was written: this was a dry run.\n");
  else if (writes.length > 0 && !previous) people.write(nextSteps(where, answers, people.paint));
  if (!asks) return;
  const ids = QUESTION_LIST.map(({ id }) => id).filter((id: AnswerId) => given.includes(id));
  const policy = repeatedPolicy(outcomes);
  const command = equivalentCommand(invocation(context.env), where, answers, ids, policy);
  people.write(`\nThe same without questions:\n  ${visible(command)}\n`);
}

// What the record says overrules what is found; where they differ, both are told.
function overrule(facts: readonly Fact[], recordedAnswers: RawAnswers): readonly Fact[] {
  return facts.map((fact) => {
    const chosen = fact.answer && recordedAnswers[fact.answer];
    const value = shown((chosen ?? null) as AnswerValue);
    return chosen === undefined || value === fact.value
      ? fact
      : { ...fact, value, because: `as chosen before; found is ${fact.value}, ${fact.because}` };
  });
}

// Files that were kept or replaced this time are the next time too; of a mixture nothing is lost by keeping.
function repeatedPolicy(outcomes: readonly FileOutcome[]): string {
  const states = outcomes.map(({ state }) => state);
  if (states.includes("skip")) return "--on-conflict=skip";
  return states.includes("overwrite") ? "--on-conflict=overwrite" : "";
}
