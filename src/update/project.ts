import { join } from "node:path";
import { basename } from "node:path/posix";
import { type RawAnswers, ownAnswers, resolveAnswers, type Resolution } from "../core/answers.ts";
import type { Environment } from "../io/environment.ts";
import { Files } from "../tree/disk.ts";
import { willBeFound } from "../detect/new.ts";
import { detectProject, type Project } from "../detect/project.ts";
import { locate, moduleHome, workTree } from "../repository/repository.ts";
import { readBlobs } from "../io/git-objects.ts";
import { readProjectFile } from "../io/read.ts";
import type { Write } from "../io/write.ts";
import { refusal } from "../core/errors.ts";
import { joinPaths } from "../core/paths.ts";
import { plan, type PlannedFile } from "../render/plan.ts";
import type { Preset } from "../io/preset.ts";
import type { Answers } from "../core/questions.ts";
import { blobId } from "./blob.ts";
import { withPins } from "./pins.ts";
import { type Change, reconcile } from "./reconcile.ts";
import { type Settled, filesToRecord } from "./settle.ts";
import { formatRecord, parseRecord, type ProjectRecord, RECORD_LIMIT } from "./record.ts";
import { RECORD_FILE } from "../core/record-file.ts";
import { encoded, fromBytes, hasCrlf, toBytes, withCrlf } from "./text.ts";

/** What a run starts from. */
export interface Start {
  readonly record: ProjectRecord | undefined;
  /** Raw answers by flag, and below them by answers file. */
  readonly flags: RawAnswers;
  readonly file: RawAnswers;
  readonly preset: Preset | undefined;
  readonly environment: Environment;
}

/** A record, and the absolute directory that it is in or would be. */
export interface Home {
  readonly home: string;
  readonly record: ProjectRecord | undefined;
}

/**
 * Reads the record of the module around a directory.
 *
 * @param own version of this tool
 * @throws KnownError (exit code 1) for one that cannot be trusted, or is of a newer version
 */
export function readRecord(directory: string, own: string): Home {
  const { root, target } = locate(directory, workTree(directory));
  const home = moduleHome(new Files(root), target) ?? target;
  const path = joinPaths(home, RECORD_FILE);
  const found = readProjectFile(root, path);
  const absolute = join(root, home);
  if (!found) return { home: absolute, record: undefined };
  if (found.content.length > RECORD_LIMIT)
    throw refusal(
      path,
      `is larger than ${RECORD_LIMIT / 1024} KiB`,
      "restore it from git, or remove it",
    );
  return { home: absolute, record: parseRecord(found.content.toString(), path, own) };
}

/** The raw answers that decide what is looked at: main packages and build tags. */
export function givenAnswers({ flags, file, record, preset }: Start): RawAnswers {
  return { ...preset?.answers, ...record?.answers, ...file, ...flags };
}

/**
 * Detects a project with what is known of the run before. The go command is asked the first time only: what it knew better
 * is in the record, and later runs must find the same on every machine.
 */
export function detect(
  directory: string,
  start: Start,
  askMain?: (mains: readonly string[]) => Promise<readonly string[]>,
): Promise<Project> {
  const environment = start.record ? undefined : start.environment;
  return detectProject(directory, givenAnswers(start), askMain, environment, {
    rendered: new Set(start.record?.files.keys()),
  });
}

/** Completes the answers of a run. */
export function resolve({ flags, file, record, preset }: Start, { found }: Project): Resolution {
  return resolveAnswers({
    flags,
    file,
    ...(record ? { record: record.answers } : {}),
    ...(preset ? { preset: preset.answers } : {}),
    found,
  });
}

/** What is rendered, by the preset's templates where it has some, with the digests that are known. */
export function render(
  { preset }: Start,
  answers: Answers,
  { layout }: Project,
  pins: ReadonlyMap<string, string>,
): readonly PlannedFile[] {
  return withPins(plan(answers, layout, preset ? { overrides: preset.templates } : {}), pins);
}

/**
 * Compares what is rendered with what is there and with what was rendered before.
 *
 * @param fetchOld what the recorded version renders, by path; asked only where nothing else knows
 */
export function changesOf(
  project: Project,
  files: readonly PlannedFile[],
  start: Start,
  own: string,
  fetchOld?: () => ReadonlyMap<string, string>,
): readonly Change[] {
  const { root } = project;
  const { record, environment } = start;
  const recordedFiles = record?.files ?? new Map<string, readonly string[]>();
  const blobs = lazily(() => readBlobs(root, [...recordedFiles.values()].flat(), environment));
  // What this version renders for the recorded answers is what it rendered then: the id says whether that is so.
  const again = lazily(() => {
    if (record?.version !== own) return new Map<string, string>();
    return texts(
      render(
        start,
        resolve({ ...start, flags: {}, file: {} }, project).answers,
        project,
        record.pins,
      ),
    );
  });
  const old = lazily(() => fetchOld?.() ?? new Map<string, string>());
  return reconcile(files, recordedFiles, {
    disk: (path) => {
      const file = readProjectFile(root, path);
      return file && fromBytes(file.content);
    },
    base: (path, ids) => {
      for (const id of ids) {
        const blob = blobs().get(id);
        if (blob) return { id, text: fromBytes(blob) };
        for (const rendered of [again, old]) {
          const text = rendered().get(path);
          if (text !== undefined && blobId(toBytes(text)) === id) return { id, text };
        }
      }
      return undefined;
    },
  });
}

/** What the next run shall know, if all that was settled is done. */
export async function nextRecord(
  project: Project,
  files: readonly PlannedFile[],
  settled: readonly Settled[],
  { answers }: Resolution,
  start: Start,
  { version, pins }: Pick<ProjectRecord, "version" | "pins">,
): Promise<ProjectRecord> {
  const recordedFiles = filesToRecord(settled);
  const found = await willFind(project, files, settled, recordedFiles, answers, start);
  const { preset, record } = start;
  // A bot's configuration is no source of answers: without it, the bot is wanted again.
  const elsewhere = project.facts.flatMap(({ answer, where }) =>
    answer !== undefined && answer !== "updates" && isElsewhere(where) ? [answer] : [],
  );
  const origins = {
    elsewhere,
    ...(record ? { record: record.answers } : {}),
    ...(preset ? { preset: preset.answers } : {}),
  };
  return {
    version,
    ...(preset ? { preset: preset.name } : {}),
    answers: ownAnswers(answers, found, origins),
    pins,
    files: recordedFiles,
  };
}

/** The record as one more file of the run. */
export function recordChange(
  { root, layout }: Project,
  settled: readonly Settled[],
  record: ProjectRecord,
  previous: ProjectRecord | undefined,
): Settled {
  const path = joinPaths(layout.directory, RECORD_FILE);
  const file = readProjectFile(root, path);
  const ours = file && fromBytes(file.content);
  const changes = settled.some(({ write }) => write !== undefined);
  // A newer version that changes nothing else leaves the record alone: a release must not make every project differ.
  const rendered = encoded(
    formatRecord(previous && !changes ? { ...record, version: previous.version } : record),
  );
  const theirs = ours !== undefined && hasCrlf(ours) ? withCrlf(rendered) : rendered;
  const state = ours === undefined ? "create" : ours === theirs ? "identical" : "update";
  const change: Change = {
    path,
    owner: "managed",
    state,
    ...(ours === undefined ? {} : { ours }),
    theirs,
    renewed: [],
    recorded: [],
  };
  return {
    change,
    outcome: { path, owner: "record", state },
    write: state === "identical" ? undefined : theirs,
    ids: [],
  };
}

/** All writes of a run, in an order that a kill at any point leaves something whole. */
export function writesOf(settled: readonly Settled[]): readonly Write[] {
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

/** Whether something was found in a file that is no part of the program: it may go, while the program stays. */
function isElsewhere(where: string): boolean {
  const file = where.replace(/:\d+$/, "");
  return (
    /[^/]\.\w+$|file$/i.test(file) && !/\.go$|(?:^|\/)go\.(?:mod|work)$|modules\.txt$/.test(file)
  );
}

// What detection would find once everything is written.
async function willFind(
  { root, layout, found, foundWithoutGo = found }: Project,
  files: readonly PlannedFile[],
  settled: readonly Settled[],
  recordedFiles: ReadonlyMap<string, readonly string[]>,
  answers: Answers,
  start: Start,
): Promise<Project["found"]> {
  const replaced = settled.some(
    ({ change, write }) =>
      typeof write === "string" &&
      change.ours !== undefined &&
      !start.record?.files.has(change.path),
  );
  if (found.existing && !replaced) return foundWithoutGo;
  if (!found.existing && !start.preset?.templates.size) return willBeFound(answers, found);
  const overlay = new Map(files.map(({ path, text }) => [path, text]));
  const after = await detectProject(
    join(root, layout.directory),
    givenAnswers(start),
    undefined,
    undefined,
    {
      rendered: new Set(recordedFiles.keys()),
      overlay,
    },
  );
  return after.found;
}

// The record must not say more than is there. Without main.go there is no program: a run that was ended before it is made whole
// by the next one.
const LAST = [RECORD_FILE, "go.mod", "main_test.go", "main.go"];

function rank({ path }: Write): number {
  return LAST.indexOf(basename(path));
}

function texts(files: readonly PlannedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, encoded(text)]));
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
