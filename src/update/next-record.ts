import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ownAnswers, type Resolution } from "../core/answers.ts";
import { joinPaths } from "../core/paths.ts";
import type { AnswerId, Answers, Found } from "../core/questions/index.ts";
import { RECORD_FILE } from "../core/record-file.ts";
import { willBeFound } from "../detect/new.ts";
import { detectProject, type Project } from "../detect/project.ts";
import { readProjectFile } from "../io/read.ts";
import type { EvidencedProject } from "./evidence.ts";
import type { Change } from "./reconcile.ts";
import { SCHEMA } from "./migrations.ts";
import { formatRecord, parseRecord, type ProjectRecord } from "./record.ts";
import { filesToRecord, type Settled } from "./settle.ts";
import { givenAnswers, type Start } from "./start.ts";
import { encoded, fromBytes, hasCrlf, toBytes, withCrlf } from "./text.ts";

/** What the next run shall know, if all that was settled is done. */
export async function makeRecord(
  project: EvidencedProject,
  settled: readonly Settled[],
  { answers, given }: Resolution,
  start: Start,
  { version, pins }: Pick<ProjectRecord, "version" | "pins">,
): Promise<Omit<ProjectRecord, "schema">> {
  const recordedFiles = filesToRecord(settled);
  const after = await detectAfterwards(project, settled, answers, start);
  const { preset, record } = start;
  // A bot's configuration is no source of answers: without it, the bot is wanted again.
  const elsewhere = [...project.facts, ...after.facts].flatMap(({ answer, where }) =>
    answer !== undefined && answer !== "updates" && isElsewhere(where) ? [answer] : [],
  );
  const { evidence, staleEvidence } = project;
  const kept = evidence ?? staleEvidence;
  // Given against or with the go command, it is a decision.
  const decided = given.filter((id) => evidence?.answers[id] !== undefined);
  const origins = {
    elsewhere: [...elsewhere, ...decided],
    ...(record ? { record: record.answers } : {}),
    ...(preset ? { preset: preset.answers } : {}),
  };
  return {
    version,
    ...(preset ? { preset: preset.name } : {}),
    answers: ownAnswers(answers, { ...after.found, ...evidence?.answers } as Found, origins),
    ...(kept ? { evidence: kept } : {}),
    pins,
    files: recordedFiles,
  };
}

/** The record as one more file of the run. */
export function settleRecord(
  { root, layout }: Project,
  settled: readonly Settled[],
  record: Omit<ProjectRecord, "schema">,
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
  const stays = ours === theirs || (!changes && saysAll(ours, record));
  const state = ours === undefined ? "create" : stays ? "identical" : "update";
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

// --- internal ---

// Whether a record of an older schema leaves nothing out: then it stays until there is something to write.
function saysAll(text: string | undefined, record: Omit<ProjectRecord, "schema">): boolean {
  if (text === undefined) return false;
  const old = parseRecord(toBytes(text).toString(), RECORD_FILE, record.version);
  if (old.schema === SCHEMA) return false;
  const shown = (value: unknown): string => JSON.stringify(value);
  return (
    Object.entries(record.answers).every(
      ([id, value]) => shown(old.answers[id as AnswerId]) === shown(value),
    ) &&
    old.preset === record.preset &&
    shown([...old.files].sort()) === shown([...record.files].sort()) &&
    shown([...old.pins].sort()) === shown([...record.pins].sort())
  );
}

/** Whether something was found in a file that is no part of the program, or no part of a clone: it may go, while the program stays. */
function isElsewhere(where: string): boolean {
  if (where.startsWith(".git/")) return true;
  const file = where.replace(/:\d+$/, "");
  return (
    /[^/]\.\w+$|file$/i.test(file) && !/\.go$|(?:^|\/)go\.(?:mod|work)$|modules\.txt$/.test(file)
  );
}

// What detection would find once everything is written.
async function detectAfterwards(
  project: Project,
  settled: readonly Settled[],
  answers: Answers,
  start: Start,
): Promise<Pick<Project, "found" | "facts">> {
  const { root, layout, found } = project;
  const replaced = settled.some(
    ({ change, write }) =>
      typeof write === "string" &&
      change.ours !== undefined &&
      !start.record?.files.has(change.path),
  );
  if (found.existing && !replaced) return project;
  if (!found.existing && !start.preset?.templates.size && isBare(root))
    return { found: willBeFound(answers, found), facts: [] };
  // Which programs are meant is answered; nobody is asked again.
  const given = { ...givenAnswers(start), main: answers.main };
  return detectProject(join(root, layout.directory), given, undefined, undefined, {
    rendered: new Set(filesToRecord(settled).keys()),
    overlay: new Map(
      settled.flatMap(({ change, write }) =>
        typeof write === "string" ? [[change.path, toBytes(write).toString()] as const] : [],
      ),
    ),
  });
}

// Whether nothing is there that could say anything of a program: a new one beside a front end shares the repository with its
// Dockerfile.
function isBare(root: string): boolean {
  return !existsSync(root) || readdirSync(root).every((name) => name === ".git");
}
