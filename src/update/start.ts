import { join } from "node:path";
import { version } from "virtual:version";
import { shellWord } from "../core/words.ts";
import type { RawAnswers } from "../core/answers.ts";
import { refusal } from "../core/errors.ts";
import { joinPaths } from "../core/paths.ts";
import { RECORD_FILE } from "../core/record-file.ts";
import { detectProject } from "../detect/project.ts";
import type { Environment } from "../io/environment.ts";
import type { Preset } from "../io/preset.ts";
import { readProjectFile } from "../io/read.ts";
import { findAbove, locate, workTree } from "../repository/locate.ts";
import { moduleHome } from "../repository/repository.ts";
import { openTree } from "../tree/disk.ts";
import { addEvidence, dropFound, type EvidencedProject } from "./evidence.ts";
import { followMove } from "./moved.ts";
import { parseRecord, type ProjectRecord, RECORD_LIMIT } from "./record.ts";

/** What a run starts from. */
export interface Start {
  readonly record: ProjectRecord | undefined;
  /** Raw answers by flag, and below them by answers file. */
  readonly flags: RawAnswers;
  readonly file: RawAnswers;
  readonly preset: Preset | undefined;
  readonly environment: Environment;
}

interface Wishes {
  readonly flags: RawAnswers;
  readonly file: RawAnswers;
  /** As `--preset` gives it. */
  readonly preset: string | undefined;
}

interface Surroundings {
  readonly env: Environment;
  readonly cwd: string;
  readonly ask:
    | { readonly askMain: (mains: readonly string[]) => Promise<readonly string[]> }
    | undefined;
}

interface Beginning {
  readonly start: Start;
  readonly project: EvidencedProject;
}

/** Finds out what is there, with what an earlier run has left. */
export async function beginRun(
  path: string,
  { flags, file, preset: given }: Wishes,
  { env, cwd, ask }: Surroundings,
): Promise<Beginning> {
  const attempt = async (record: ProjectRecord | undefined, home: string): Promise<Beginning> => {
    const start = {
      record,
      flags,
      file,
      preset: await presetOf(given, record?.preset, cwd, home),
      environment: env,
    };
    const project = noteWorkspace(await detectStart(path, start, ask?.askMain));
    return { start: { ...start, record: record && keepDecisions(record, project) }, project };
  };
  const { home, record } = readRecord(path, version);
  const first = await attempt(record, home);
  const own = join(first.project.root, first.project.layout.directory);
  // A new program below another module: the record there is not its own.
  return own === home ? first : attempt(undefined, own);
}

/** The raw answers that decide what is looked at: main packages and build tags. */
export function givenAnswers({ flags, file, record, preset }: Start): RawAnswers {
  return { ...preset?.answers, ...record?.answers, ...file, ...flags };
}

// --- internal ---

/** A record, and the absolute directory that it is in or would be. */
interface Home {
  readonly home: string;
  readonly record: ProjectRecord | undefined;
}

/**
 * Reads the record of the module around a directory.
 *
 * @param own version of this tool
 * @throws KnownError (exit code 1) for one that cannot be trusted, or is of a newer version
 */
function readRecord(directory: string, own: string): Home {
  const { root, target } = locate(directory, workTree(directory));
  const tree = openTree(root);
  const home = moduleHome(tree, target) ?? target;
  const path = joinPaths(home, RECORD_FILE);
  const found = readProjectFile(root, path);
  const absolute = join(root, home);
  if (!found) return { home: absolute, record: undefined };
  if (found.content.length > RECORD_LIMIT)
    throw refusal("record-too-large", { file: path }, { kibibytes: RECORD_LIMIT / 1024 });
  const record = parseRecord(found.content.toString(), path, own);
  return { home: absolute, record: followMove(record, home, (file) => tree.isFile(file)) };
}

/**
 * Detects a project with what is known of the run before. The go command is asked only where its last answer does not hold any
 * more: runs on other machines must find the same.
 */
async function detectStart(
  directory: string,
  start: Start,
  askMain?: (mains: readonly string[]) => Promise<readonly string[]>,
): Promise<EvidencedProject> {
  const { record, environment } = start;
  const given = givenAnswers(start);
  const read = { rendered: new Set(record?.files.keys()) };
  const project = await detectProject(directory, given, askMain, undefined, read);
  const asks = record === undefined || record.evidence !== undefined || record.schema === 1;
  const again = { ...given, main: project.found.main };
  return addEvidence(
    project,
    record?.evidence,
    asks ? () => detectProject(directory, again, undefined, environment, read) : undefined,
  );
}

function keepDecisions(record: ProjectRecord, project: EvidencedProject): ProjectRecord {
  return record.schema === 1 ? { ...record, answers: dropFound(record.answers, project) } : record;
}

// What lies above a directory without git may be anybody's.
function noteWorkspace(project: EvidencedProject): EvidencedProject {
  const above = project.layout.existing ? findAbove(project.root, "go.work") : undefined;
  if (above === undefined) return project;
  const note = {
    message:
      "go.work above is not used: without a git repository nothing says that it belongs here",
    where: join(above, "go.work"),
    hint: `if it does: git init ${shellWord(above)}, and run it again`,
  };
  return { ...project, notes: [...project.notes, note] };
}

// A preset that the record names lies where it says, seen from there; one that is given, seen from here.
async function presetOf(
  given: string | undefined,
  recordedName: string | undefined,
  cwd: string,
  home: string,
): Promise<Preset | undefined> {
  const name = given ?? recordedName;
  if (name === undefined || name === "none") return undefined;
  const { loadPreset, loadRecordedPreset } = await import("../io/preset.ts");
  return given === undefined
    ? loadRecordedPreset(name, home, workTree(home) ?? home)
    : loadPreset(name, cwd, home);
}
