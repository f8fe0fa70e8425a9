import { visible } from "../core/visible.ts";
import { join, relative, sep } from "node:path";
import { version } from "virtual:version";
import type { RawAnswers } from "../core/answers.ts";
import { EXIT } from "../core/errors.ts";
import { type AnswerId, type AnswerValue, QUESTION_LIST, shown } from "../core/questions/index.ts";
import type { Fact, Note } from "../detect/detection.ts";
import { invocation } from "../io/environment.ts";
import { deliveryLines } from "../report/delivery.ts";
import { factLines } from "../report/found.ts";
import { equivalentCommand, nextSteps } from "../report/next-steps.ts";
import { failureText, type VerificationResult, verificationJson } from "../report/verification.ts";
import { conflictText, markersText, outcomeLines } from "../report/outcomes.ts";
import type { FileOutcome } from "../update/settle.ts";
import { type BegunRun, isReading, type SettledRun } from "./run.ts";

/** Tells what was found, and what to know about it. */
export function tellFound({ people, project, previous, given, options }: BegunRun): void {
  // What was given needs no finding.
  const facts = project.facts.filter(
    ({ answer }) => answer === undefined || answer === "main" || given[answer] === undefined,
  );
  const overruled = overrule(facts, previous?.answers ?? {});
  people.write(factLines(overruled, project.notes, people.paint));
  if (options.explain) people.write(deliveryLines(project.delivery ?? [], people.paint));
}

/** The exit code of a run: refused where something is left to a person. */
export function exitCodeOf(
  { conflicts, marked }: SettledRun,
  verification?: VerificationResult,
): number {
  const isRefused = conflicts.length + marked.length > 0 || verification?.works === false;
  return isRefused ? EXIT.refused : EXIT.done;
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
export function tellOutcomes(
  run: SettledRun,
  notes: readonly Note[],
  verification?: VerificationResult,
): void {
  const { people, outcomes, options, context } = run;
  people.write(outcomeLines(outcomes, people.paint));
  tellObstacles(run);
  if (verification?.works === false)
    context.stderr.write(failureText(verification, context.stderr.paint));
  if (options.json) printDocument(run, notes, verification);
  else if (exitCodeOf(run) === EXIT.done) tellNext(run, verification);
}

// --- internal ---

function printDocument(
  run: SettledRun,
  notes: readonly Note[],
  verification: VerificationResult | undefined,
): void {
  const { outcomes, files, options, project, resolution, context } = run;
  const exitCode = exitCodeOf(run, verification);
  const document = {
    status: exitCode === EXIT.done ? "done" : "refused",
    exitCode,
    dryRun: isReading(run),
    directory: project.root,
    found: project.facts,
    notes: [...project.notes, ...notes],
    delivery: project.delivery ?? [],
    answers: resolution.answers,
    files: options.contents
      ? outcomes.map((outcome) => ({
          ...outcome,
          text: files.find(({ path }) => path === outcome.path)?.text,
        }))
      : outcomes,
    ...(verification
      ? { verification: verificationJson(verification), command: commandOf(run) }
      : {}),
  };
  context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

function tellNext(run: SettledRun, verification: VerificationResult | undefined): void {
  const { people, previous, resolution, writes, asks, options } = run;
  if (isReading(run)) people.write("\nNothing was written: this was a dry run.\n");
  else if (writes.length > 0 && !previous && verification?.works !== false)
    people.write(nextSteps(whereOf(run), resolution.answers, people.paint));
  if (!asks && verification === undefined) return;
  const [what, more] =
    verification?.works !== false
      ? ["The same without questions", ""]
      : options.verify === "fix"
        ? ["Try it again", " --verify"]
        : ["Try it again, and mend what answers can", " --verify=fix"];
  people.write(`\n${what}:\n  ${visible(commandOf(run) + more)}\n`);
}

/** The command that gives the answers of this run again. */
function commandOf(run: SettledRun): string {
  const { context, resolution, outcomes } = run;
  const { answers, given } = resolution;
  const ids = QUESTION_LIST.map(({ id }) => id).filter((id: AnswerId) => given.includes(id));
  const policy = repeatedPolicy(outcomes);
  return equivalentCommand(invocation(context.env), whereOf(run), answers, ids, policy);
}

function whereOf({ project, context }: SettledRun): string {
  const home = join(project.root, project.layout.directory);
  return relative(context.cwd, home).split(sep).join("/") || ".";
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
