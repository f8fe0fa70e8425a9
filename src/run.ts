import { join, relative, resolve, sep } from "node:path";
import { version } from "virtual:version";
import { type RawAnswers, resolveAnswers } from "./answers.ts";
import { type Arguments, shellWord } from "./args.ts";
import type * as Ask from "./ask.ts";
import { ignoredNotes } from "./detect/ignored.ts";
import { write } from "./disk/write.ts";
import { type Environment, invocation } from "./environment.ts";
import { EXIT, quoted, refusal } from "./errors.ts";
import { plan } from "./plan.ts";
import { type AnswerId, type Found, QUESTIONS } from "./questions.ts";
import { conflictText, equivalentCommand, factLines, markersText, nextSteps, noteLines, outcomeLines, type Painter } from "./report.ts";
import { changesOf, detect, nextStamp, readStamp, resolve as resolveProject, stampFile, writesOf } from "./update/project.ts";
import { type Outcome, settle, type Settled } from "./update/settle.ts";

export interface RunRequest {
  readonly directory: string;
  readonly flags: RawAnswers;
  /** Of an answers file. */
  readonly file: RawAnswers;
  readonly options: Arguments["options"];
  readonly interactive: boolean;
}

/** Where a run reads, asks and writes. */
export interface RunContext {
  readonly env: Environment;
  readonly cwd: string;
  /** Absent where nobody can be asked. */
  readonly ask: typeof Ask | undefined;
  readonly people: Output;
  readonly errors: Output;
  /** For documents that machines read. */
  readonly out: Output;
  readonly paint: Painter;
  readonly paintError: Painter;
}

interface Output {
  write(text: string | Uint8Array): unknown;
}

/**
 * Runs in one directory: finds out, asks, renders, compares, writes.
 *
 * @returns the exit code
 * @throws KnownError, CancelledError
 */
export async function run({ directory, flags, file, options, interactive }: RunRequest, context: RunContext): Promise<number> {
  const { env, ask, people, errors, out, paint, paintError } = context;
  const path = resolve(context.cwd, directory);
  const previous = readStamp(path, version);
  if (!previous && (options.update || options.check))
    throw refusal(
      "[dir]",
      `${quoted(directory)} has no .goslim.json, so nothing is known of an earlier run`,
      `render it first: ${invocation(env)} ${shellWord(directory)}`,
    );
  const start = { stamp: previous, flags, file, preset: {}, environment: env };
  const project = await detect(path, start, ask?.askMain);
  const { root, found, layout, facts, notes } = project;
  const given: RawAnswers = { ...file, ...flags };
  resolveGiven(given, found); // what was given is judged before anything is asked
  if (!options.diff) {
    // What was given needs no finding.
    const findings = facts.filter(({ answer }) => answer === undefined || answer === "main" || (given[answer] ?? previous?.answers[answer]) === undefined);
    people.write(factLines(findings, notes, paint));
  }
  // What an earlier run was told is not asked again, unless somebody wants it.
  const asks = ask && (!previous || options.interactive);
  const raw = asks ? await ask.askQuestions({ ...previous?.answers, ...given }, found) : given;
  const resolution = resolveProject({ ...start, flags: raw, file: {} }, project);

  const files = plan(resolution.answers, layout);
  const swallowed = ignoredNotes(
    root,
    files.map(({ path: name }) => name),
  );
  if (!options.diff) people.write(noteLines(swallowed, paint));
  const readsOnly = options.dryRun || options.diff || options.check;
  const deciders = ask && !readsOnly ? ask.deciders(people, paint, env) : undefined;
  const decided = await settle(changesOf(project, files, start, version), {
    policy: options.onConflict ?? (interactive ? "ask" : "fail"),
    prune: options.prune,
    ask: deciders,
  });
  const stamp = await nextStamp(project, files, decided, resolution, start, version);
  const settled = [...decided, stampFile(project, decided, stamp, previous)];
  const outcomes = settled.map(({ outcome }) => outcome);
  const conflicts = settled.filter(({ outcome }) => outcome.state === "conflict").map(({ change }) => change);
  const marked = outcomes.filter((outcome) => outcome.conflicts).map((outcome) => outcome.path);
  const code = conflicts.length + marked.length > 0 ? EXIT.refused : EXIT.done;
  if (options.diff) await printDiff(settled, out);
  const writes = writesOf(settled);
  if (conflicts.length === 0 && !readsOnly) {
    write(root, writes);
    if (options.git) {
      const { initGit } = await import("./disk/git.ts");
      people.write(initGit(root));
    }
  }

  if (!options.diff) people.write(outcomeLines(outcomes, paint));
  if (conflicts.length > 0) errors.write(conflictText(conflicts, paintError));
  else if (marked.length > 0) errors.write(markersText(marked, paintError));
  const where = relative(context.cwd, join(root, layout.directory)).split(sep).join("/") || ".";
  if (options.json) {
    const shown = options.contents ? outcomes.map((outcome) => ({ ...outcome, text: files.find((one) => one.path === outcome.path)?.text })) : outcomes;
    const status = code === EXIT.done ? "done" : "refused";
    const document = {
      status,
      exitCode: code,
      dryRun: readsOnly,
      directory: root,
      found: facts,
      notes: [...notes, ...swallowed],
      answers: resolution.answers,
      files: shown,
    };
    out.write(`${JSON.stringify(document, null, 2)}\n`);
  } else if (code === EXIT.done && !options.diff) {
    if (readsOnly) people.write("\nNothing was written: this was a dry run.\n");
    else if (writes.length > 0 && !previous) people.write(nextSteps(where, resolution.answers, paint));
    if (asks)
      people.write(
        `\nThe same without questions:\n  ${equivalentCommand(invocation(env), where, resolution.answers, inOrder(resolution.given), repeatedPolicy(outcomes))}\n`,
      );
  }
  return code;
}

// --- internal ---

async function printDiff(settled: readonly Settled[], out: Output): Promise<void> {
  const [{ unifiedDiff }, { toBytes }] = await Promise.all([import("./diff.ts"), import("./update/text.ts")]);
  for (const { change, write: text } of settled) if (text !== undefined) out.write(toBytes(unifiedDiff(change.path, change.ours, text)));
}

// Throws for what is wrong with the given values alone; the others have their defaults, which are not.
function resolveGiven(given: RawAnswers, found: Found): void {
  resolveAnswers({ flags: given, found: { ...found, module: found.module ?? "example.com/app" } });
}

// Files that were kept or replaced this time are the next time too; of a mixture nothing is lost by keeping.
function repeatedPolicy(outcomes: readonly Outcome[]): string {
  const states = outcomes.map(({ state }) => state);
  if (states.includes("skip")) return "--on-conflict=skip";
  return states.includes("overwrite") ? "--on-conflict=overwrite" : "";
}

function inOrder(ids: readonly AnswerId[]): readonly AnswerId[] {
  return QUESTIONS.map(({ id }) => id).filter((id) => ids.includes(id));
}
