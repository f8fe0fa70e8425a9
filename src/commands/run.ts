import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { version } from "virtual:version";
import { type RawAnswers, resolveAnswers, type Resolution } from "../core/answers.ts";
import { refusal, usageError } from "../core/errors.ts";
import { shellWord } from "../core/words.ts";
import { joinPaths } from "../core/paths.ts";
import { RECORD_FILE } from "../core/record-file.ts";
import type { Note } from "../detect/detection.ts";
import { ignoredNotes, unignoredNotes } from "../detect/ignored.ts";
import type { Project } from "../detect/project.ts";
import { invocation } from "../io/environment.ts";
import { write, type Write } from "../io/write.ts";
import { findReferences } from "../read/references.ts";
import type { PlannedFile } from "../render/plan.ts";
import { compareProject } from "../update/compare.ts";
import { makeRecord, settleRecord } from "../update/next-record.ts";
import { renderedByOldVersion } from "../update/old-version.ts";
import type { EvidencedProject } from "../update/evidence.ts";
import type { Change } from "../update/reconcile.ts";
import type { ProjectRecord } from "../update/record.ts";
import { completeAnswers, findPins, renderProject } from "../update/render-project.ts";
import { type FileOutcome, settle, type Settled } from "../update/settle.ts";
import { beginRun, type Start } from "../update/start.ts";
import { orderWrites } from "../update/writes.ts";
import { type Arguments } from "./arguments.ts";
import type { CommandContext, Output } from "./context.ts";

// One run in one directory. Each step takes what the steps before it made, and adds its own; a command is the steps that it
// needs, in their order.

/** What a run is asked to do. */
export interface RunRequest {
  readonly directory: string;
  readonly flags: RawAnswers;
  /** Of an answers file. */
  readonly file: RawAnswers;
  readonly options: Arguments["options"];
  /** Absent where nobody can be asked. */
  readonly ask: typeof import("../ask/ask.ts") | undefined;
  readonly people: Output;
  readonly context: CommandContext;
}

/** A run that knows what is there. */
export interface BegunRun extends RunRequest {
  /** Absolute path of the target. */
  readonly path: string;
  readonly start: Start;
  readonly project: EvidencedProject;
  /** What an earlier run left. */
  readonly previous: ProjectRecord | undefined;
  /** What flags and answers file give. */
  readonly given: RawAnswers;
}

/** A run whose questions are answered. */
export interface AnsweredRun extends BegunRun {
  readonly resolution: Resolution;
  /** Whether questions were asked. */
  readonly asks: boolean;
}

/** A run that knows what the files should be. */
export interface RenderedRun extends AnsweredRun {
  readonly files: readonly PlannedFile[];
  readonly pins: ReadonlyMap<string, string>;
}

/** A run that knows how they differ from what is there. */
export interface ComparedRun extends RenderedRun {
  readonly changes: readonly Change[];
}

/** A run in which it is decided what becomes of each file. */
export interface SettledRun extends ComparedRun {
  readonly settled: readonly Settled[];
  readonly outcomes: readonly FileOutcome[];
  /** Changes that nobody decided: where there are any, nothing is written. */
  readonly conflicts: readonly Change[];
  /** Paths of files that hold conflict markers afterwards. */
  readonly marked: readonly string[];
  readonly writes: readonly Write[];
}

/**
 * Finds out what is there, and judges what was given before anything is asked.
 *
 * @throws KnownError
 */
export async function begin(request: RunRequest): Promise<BegunRun> {
  const { directory, flags, file, options, ask, context } = request;
  const path = resolve(context.cwd, directory);
  const { env, cwd } = context;
  const wishes = { flags, file, preset: options.preset };
  const { start, project } = await beginRun(path, wishes, { env, cwd, ask });
  const previous = start.record;
  if (!previous && (options.update || options.check))
    throw refusal(
      "never-rendered",
      { directory },
      {
        directory,
        exists: existsSync(path),
        command: `${invocation(env)} ${shellWord(directory)}`,
      },
    );
  const given: RawAnswers = { ...file, ...flags };
  judgeGiven(given, start, project);
  return { ...request, path, start, project, previous, given };
}

/** Asks what is still open, where somebody can be asked, and completes the answers. */
export async function answer(run: BegunRun): Promise<AnsweredRun> {
  const { ask, options, start, project, previous, given } = run;
  // What an earlier run was told is not asked again, unless somebody wants it.
  const asker = previous && !options.interactive ? undefined : ask;
  const known = { ...start.preset?.answers, ...previous?.answers, ...given };
  const asked = asker
    ? Object.entries(await asker.askQuestions(known, project.found)).filter(
        ([id]) => !Object.hasOwn(known, id),
      )
    : [];
  const flags = { ...given, ...Object.fromEntries(asked) };
  const resolution = completeAnswers({ ...start, flags, file: {} }, project);
  if (resolution.answers.checkJob && start.preset?.isPackage)
    throw usageError([{ code: "check-job-without-preset", at: { flag: "--check-job" } }]);
  return { ...run, given: flags, resolution, asks: asker !== undefined };
}

/**
 * The run with some answers changed, which count as given from then on.
 *
 * @throws KnownError where they do not fit the others
 */
export function changeAnswers(run: AnsweredRun, changes: RawAnswers): AnsweredRun {
  const given = { ...run.given, ...changes };
  const resolution = completeAnswers({ ...run.start, flags: given, file: {} }, run.project);
  return { ...run, given, resolution };
}

/** Renders all files, with the digests that are known or looked up. */
export async function render(run: AnsweredRun): Promise<RenderedRun> {
  const { start, project, resolution, options } = run;
  const { answers } = resolution;
  const pins = await findPins(start, project, answers, options.pin, new Date());
  return { ...run, pins, files: renderProject(start, answers, project, pins) };
}

/** What to know of the rendered files: which ones git would leave out, which images have no digest yet. */
export function noteRendered({ project, files, pins }: RenderedRun): readonly Note[] {
  const { root, layout } = project;
  const paths = [...files.map(({ path }) => path), joinPaths(layout.directory, RECORD_FILE)];
  const output = joinPaths(layout.directory, layout.output);
  return [
    ...ignoredNotes(root, paths),
    // A new program brings its own .gitignore.
    ...(layout.existing ? unignoredNotes(root, output) : []),
    ...unpinnedNotes(files, pins),
  ];
}

/** Compares the rendered files with those that are there. */
export function compare(run: RenderedRun): ComparedRun {
  const { project, files, start, options, previous, path, context } = run;
  const fetchOld = options.fetchBase
    ? () => renderedByOldVersion(previous?.version ?? "", path, context.env)
    : undefined;
  return { ...run, changes: compareProject(project, files, start, version, fetchOld) };
}

/** Decides what becomes of each file, the record among them. */
export async function settleRun(run: ComparedRun): Promise<SettledRun> {
  const { ask, options, people, context, changes, project, resolution, start, pins } = run;
  const decided = await settle(changes, {
    policy: options.onConflict ?? (ask ? "ask" : "fail"),
    prune: options.prune,
    ask: isReading(run) ? undefined : ask?.deciders(people, people.paint, context.env),
  });
  const own = { version, pins };
  const record = await makeRecord(project, decided, resolution, start, own);
  const settled = [...decided, settleRecord(project, decided, record, run.previous)];
  const outcomes = settled.map(({ outcome }) => outcome);
  return {
    ...run,
    settled,
    outcomes,
    conflicts: settled
      .filter(({ outcome }) => outcome.state === "conflict")
      .map(({ change }) => change),
    marked: outcomes.filter(({ conflicts }) => conflicts).map(({ path }) => path),
    writes: orderWrites(settled),
  };
}

/** Writes what was settled, unless something is left undecided or nothing shall be written. */
export async function writeRun(run: SettledRun): Promise<void> {
  const { project, writes, conflicts, options, people } = run;
  if (conflicts.length > 0 || isReading(run)) return;
  write(project.root, writes);
  if (options.git) {
    const { initGit } = await import("../io/git-init.ts");
    people.write(initGit(project.root, run.context.env));
  }
}

/** Whether a run changes nothing. */
export function isReading({ options }: RunRequest): boolean {
  return options.dryRun || options.diff || options.check;
}

// --- internal ---

// With what is known from before, which it may need to make sense; a default that is asked for later cannot be wrong.
function judgeGiven(given: RawAnswers, { record, preset }: Start, { found }: Project): void {
  resolveAnswers({
    flags: given,
    ...(record ? { record: record.answers } : {}),
    ...(preset ? { preset: preset.answers } : {}),
    found: { ...found, module: found.module ?? "example.com/app" },
  });
}

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
