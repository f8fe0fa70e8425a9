import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { version } from "virtual:version";
import { type RawAnswers, resolveAnswers } from "../core/answers.ts";
import { type Arguments, shellWord } from "./arguments.ts";
import type * as Ask from "../ask/ask.ts";
import type { Fact, Note } from "../detect/detection.ts";
import { ignoredNotes } from "../detect/ignored.ts";
import { readProjectFile } from "../io/read.ts";
import { write } from "../io/write.ts";
import { type Environment, invocation } from "../io/environment.ts";
import { EXIT, quoted, refusal, usageError } from "../core/errors.ts";
import { parseGoMod } from "../read/go-mod.ts";
import type { PlannedFile } from "../render/plan.ts";
import { joinPaths } from "../core/paths.ts";
import {
  type AnswerId,
  type AnswerValue,
  type Found,
  QUESTIONS,
  shown,
} from "../core/questions.ts";
import {
  conflictText,
  equivalentCommand,
  factLines,
  findingLines,
  markersText,
  nextSteps,
  noteLines,
  outcomeLines,
  type Painter,
} from "../report/report.ts";
import { check, type Finding } from "../update/check.ts";
import { renderedByOldVersion } from "../update/old-version.ts";
import {
  changesOf,
  nextRecord,
  render,
  resolve as resolveProject,
  recordChange,
  writesOf,
} from "../update/project.ts";
import { findReferences } from "../read/references.ts";
import { RECORD_FILE } from "../core/record-file.ts";
import { begin, pinsOf } from "../update/start.ts";
import { type Outcome, settle, type Settled } from "../update/settle.ts";

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
export async function run(
  { directory, flags, file, options, interactive }: RunRequest,
  context: RunContext,
): Promise<number> {
  const { env, ask, people, errors, out, paint, paintError } = context;
  const path = resolve(context.cwd, directory);
  const { start, project } = await begin(path, { flags, file, preset: options.preset }, context);
  const previous = start.record;
  if (!previous && (options.update || options.check))
    throw refusal(
      "[dir]",
      existsSync(path)
        ? `${quoted(directory)} has no .goslim.json, so nothing is known of an earlier run`
        : `${quoted(directory)} does not exist`,
      `render it first: ${invocation(env)} ${shellWord(directory)}`,
    );
  const { root, found, layout, facts, notes } = project;
  const given: RawAnswers = { ...file, ...flags };
  resolveGiven(given, found); // what was given is judged before anything is asked
  const tells = !options.diff && !options.check;
  if (tells) {
    // What was given needs no finding.
    const findings = facts.filter(
      ({ answer }) => answer === undefined || answer === "main" || given[answer] === undefined,
    );
    people.write(factLines(withRecord(findings, previous?.answers ?? {}), notes, paint));
  }
  // What an earlier run was told is not asked again, unless somebody wants it.
  const asks = ask && (!previous || options.interactive);
  const known = { ...start.preset?.answers, ...previous?.answers, ...given };
  const asked = asks
    ? Object.entries(await ask.askQuestions(known, found)).filter(
        ([id]) => !Object.hasOwn(known, id),
      )
    : [];
  const resolution = resolveProject(
    { ...start, flags: { ...given, ...Object.fromEntries(asked) }, file: {} },
    project,
  );
  const { answers } = resolution;

  if (answers.checkJob && start.preset?.isPackage)
    throw usageError([
      {
        flag: "--check-job",
        message: "the job could not install the preset",
        hint: "keep the preset in the repository, as a directory",
      },
    ]);
  const pins = await pinsOf(start, project, answers, options.pin, new Date());
  const files = render(start, answers, project, pins);
  const paths = [...files.map(({ path: name }) => name), joinPaths(layout.directory, RECORD_FILE)];
  const later = tells ? [...ignoredNotes(root, paths), ...unpinnedNotes(files, pins)] : [];
  people.write(noteLines(later, paint));
  const readsOnly = options.dryRun || options.diff;
  const deciders = ask && !readsOnly ? ask.deciders(people, paint, env) : undefined;
  const changes = changesOf(
    project,
    files,
    start,
    version,
    options.fetchBase ? () => renderedByOldVersion(previous?.version ?? "", path, env) : undefined,
  );
  if (options.check)
    return report(
      check(changes, {
        goLine: goLine(join(root, layout.directory)),
        pins,
        maxPinAge: options.maxPinAge,
        goChosen: previous?.answers.go !== undefined,
        today: new Date(),
      }),
      root,
      options,
      context,
    );
  const decided = await settle(changes, {
    policy: options.onConflict ?? (interactive ? "ask" : "fail"),
    prune: options.prune,
    ask: deciders,
  });
  const record = await nextRecord(project, files, decided, resolution, start, { version, pins });
  const settled = [...decided, recordChange(project, decided, record, previous)];
  const outcomes = settled.map(({ outcome }) => outcome);
  const conflicts = settled
    .filter(({ outcome }) => outcome.state === "conflict")
    .map(({ change }) => change);
  const marked = outcomes.filter((outcome) => outcome.conflicts).map((outcome) => outcome.path);
  const code = conflicts.length + marked.length > 0 ? EXIT.refused : EXIT.done;
  if (options.diff && conflicts.length === 0) await printDiff(settled, out);
  const writes = writesOf(settled);
  if (conflicts.length === 0 && !readsOnly) {
    write(root, writes);
    if (options.git) {
      const { initGit } = await import("../io/git-init.ts");
      people.write(initGit(root));
    }
  }

  if (tells) people.write(outcomeLines(outcomes, paint));
  if (conflicts.length > 0)
    errors.write(conflictText(conflicts, previous?.version !== version, paintError));
  else if (marked.length > 0) errors.write(markersText(marked, paintError));
  const where = relative(context.cwd, join(root, layout.directory)).split(sep).join("/") || ".";
  if (options.json) {
    const shown = options.contents
      ? outcomes.map((outcome) => ({
          ...outcome,
          text: files.find((one) => one.path === outcome.path)?.text,
        }))
      : outcomes;
    const status = code === EXIT.done ? "done" : "refused";
    const document = {
      status,
      exitCode: code,
      dryRun: readsOnly,
      directory: root,
      found: facts,
      notes: [...notes, ...later],
      answers,
      files: shown,
    };
    out.write(`${JSON.stringify(document, null, 2)}\n`);
  } else if (code === EXIT.done && !options.diff) {
    if (readsOnly) people.write("\nNothing was written: this was a dry run.\n");
    else if (writes.length > 0 && !previous) people.write(nextSteps(where, answers, paint));
    if (asks)
      people.write(
        `\nThe same without questions:\n  ${equivalentCommand(invocation(env), where, answers, inOrder(resolution.given), repeatedPolicy(outcomes))}\n`,
      );
  }
  return code;
}

// --- internal ---

// Pins are by tag: another answer, or a newer version of the tool, may need other images.
function unpinnedNotes(
  files: readonly PlannedFile[],
  pins: ReadonlyMap<string, string>,
): readonly Note[] {
  if (pins.size === 0) return [];
  return files
    .flatMap(({ text, path }) => findReferences(text).map((reference) => ({ ...reference, path })))
    .filter(({ kind, version: tag }) => kind === "image" && !tag.includes("@"))
    .map(({ subject, version: tag, path }) => ({
      message: `${subject}:${tag} has no digest`,
      where: path,
      hint: "look it up: --update --pin",
    }));
}

function goLine(home: string): string | undefined {
  const file = readProjectFile(home, "go.mod");
  return file && parseGoMod(file.content.toString()).go;
}

function report(
  findings: readonly Finding[],
  root: string,
  { json }: Arguments["options"],
  { people, out, paint }: RunContext,
): number {
  const code = findings.length > 0 ? EXIT.refused : EXIT.done;
  if (json)
    out.write(
      `${JSON.stringify({ status: code === EXIT.done ? "current" : "outdated", exitCode: code, directory: root, findings }, null, 2)}\n`,
    );
  people.write(findingLines(findings, paint));
  return code;
}

// What the record says overrules what is found; where they differ, both are told.
function withRecord(facts: readonly Fact[], recordedAnswers: RawAnswers): readonly Fact[] {
  return facts.map((fact) => {
    const chosen = fact.answer && recordedAnswers[fact.answer];
    const value = shown((chosen ?? null) as AnswerValue);
    return chosen === undefined || value === fact.value
      ? fact
      : { ...fact, value, because: `as chosen before; found is ${fact.value}, ${fact.because}` };
  });
}

async function printDiff(settled: readonly Settled[], out: Output): Promise<void> {
  const [{ unifiedDiff }, { toBytes }] = await Promise.all([
    import("../report/diff.ts"),
    import("../update/text.ts"),
  ]);
  for (const { change, write: text } of settled)
    if (text !== undefined) out.write(toBytes(unifiedDiff(change.path, change.ours, text)));
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
