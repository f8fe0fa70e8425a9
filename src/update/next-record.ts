import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ownAnswers, type Resolution } from "../core/answers.ts";
import { joinPaths } from "../core/paths.ts";
import type { Answers } from "../core/questions.ts";
import { RECORD_FILE } from "../core/record-file.ts";
import { willBeFound } from "../detect/new.ts";
import { detectProject, type Project } from "../detect/project.ts";
import { readProjectFile } from "../io/read.ts";
import type { Change } from "./reconcile.ts";
import { formatRecord, type ProjectRecord } from "./record.ts";
import { filesToRecord, type Settled } from "./settle.ts";
import { givenAnswers, type Start } from "./start.ts";
import { encoded, fromBytes, hasCrlf, toBytes, withCrlf } from "./text.ts";

/** What the next run shall know, if all that was settled is done. */
export async function makeRecord(
  project: Project,
  settled: readonly Settled[],
  { answers }: Resolution,
  start: Start,
  { version, pins }: Pick<ProjectRecord, "version" | "pins">,
): Promise<ProjectRecord> {
  const recordedFiles = filesToRecord(settled);
  const after = await detectAfterwards(project, settled, answers, start);
  const { preset, record } = start;
  // A bot's configuration is no source of answers: without it, the bot is wanted again.
  const elsewhere = [...project.facts, ...after.facts].flatMap(({ answer, where }) =>
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
    answers: ownAnswers(answers, after.found, origins),
    pins,
    files: recordedFiles,
  };
}

/** The record as one more file of the run. */
export function settleRecord(
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

// --- internal ---

/** Whether something was found in a file that is no part of the program: it may go, while the program stays. */
function isElsewhere(where: string): boolean {
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
  const { root, layout, found, foundWithoutGo = found } = project;
  const replaced = settled.some(
    ({ change, write }) =>
      typeof write === "string" &&
      change.ours !== undefined &&
      !start.record?.files.has(change.path),
  );
  if (found.existing && !replaced) return { ...project, found: foundWithoutGo };
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
