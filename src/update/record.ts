import gt from "semver/functions/gt.js";
import valid from "semver/functions/valid.js";
import type { RawAnswers } from "../core/answers.ts";
import { type Code, type Given, refusal } from "../core/errors.ts";
import { QUESTION_LIST } from "../core/questions/index.ts";
import { isProgramFile } from "../core/record-file.ts";
import type { Evidence } from "./evidence.ts";
import { migrate, SCHEMA } from "./migrations.ts";

/** What a run leaves for the next one, in the directory of the program's module. */
export interface ProjectRecord {
  /** Of the tool, when it last changed something. */
  readonly version: string;
  /** As `--preset` named it. */
  readonly preset?: string;
  /** Of its layout; 1 says that answers may be what was found. */
  readonly schema: number;
  /** The answers that somebody decided on: they differ from what is found. */
  readonly answers: RawAnswers;
  /** What only the go command could know. */
  readonly evidence?: Evidence;
  /** By image or action: what its tag was resolved to, and the day, as `sha256:… 2026-11-24`. */
  readonly pins: ReadonlyMap<string, string>;
  /**
   * By path below the repository's root: the git blob id of what was rendered; after a merge also that of
   * the rendering before, since the repository's history holds that one for certain.
   */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** More is not a record, in bytes. */
export const RECORD_LIMIT = 256 * 1024;

/** The text of a record: sorted, one fact a line, so that two branches' records can be merged. */
export function formatRecord({
  version,
  preset,
  answers,
  evidence,
  pins,
  files,
}: Omit<ProjectRecord, "schema">): string {
  const document = {
    schema: SCHEMA,
    version,
    ...(preset === undefined ? {} : { preset }),
    answers: sorted(Object.entries(answers)),
    ...(evidence === undefined
      ? {}
      : { evidence: { answers: sorted(Object.entries(evidence.answers)), of: evidence.of } }),
    ...(pins.size === 0 ? {} : { pins: sorted(pins) }),
    files: sorted([...files].map(([path, ids]) => [path, ids.join(" ")])),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * Reads a record. It is a file of the repository, which anybody may have written: whatever does not look like one
 * is refused before anything is touched.
 *
 * @param path of the record, for messages
 * @param own version of this tool
 * @throws KnownError (exit code 1)
 */
export function parseRecord(text: string, path: string, own: string): ProjectRecord {
  const refuse: Refuse = (code, ...params) => {
    throw refusal(code, { file: path }, ...params);
  };
  if (/^(?:<{7}|={7}|>{7})/m.test(text)) refuse("record-conflict");
  const document = parseJson(text, refuse);
  const { schema, version, preset, answers, evidence, pins, files, ...unknown } = document;
  const known = judgeVersion(schema, version, own, refuse);
  const [surplus] = Object.keys(unknown);
  if (surplus !== undefined) refuse("record-entry-unknown", { entry: surplus });
  if (preset !== undefined && (typeof preset !== "string" || preset.length > 1000))
    return refuse("record-preset");
  if (evidence !== undefined && !isEvidence(evidence)) return refuse("record-evidence");
  return {
    ...known,
    ...(preset === undefined ? {} : { preset }),
    answers: parseAnswers(answers, known.schema, refuse),
    ...(evidence === undefined ? {} : { evidence }),
    pins: parsePins(pins, refuse),
    files: parseFiles(files, refuse),
  };
}

// --- internal ---

type Refuse = <C extends Code>(code: C, ...params: Given<C>) => never;

function judgeVersion(
  schema: unknown,
  version: unknown,
  own: string,
  refuse: Refuse,
): Pick<ProjectRecord, "schema" | "version"> {
  if (typeof version !== "string" || version.length > 50 || !valid(version))
    return refuse("record-without-version");
  if (typeof schema !== "number" || !Number.isInteger(schema) || schema < 1)
    return refuse("record-without-schema");
  if (schema > SCHEMA || gt(version, own)) return refuse("record-newer", { version, own });
  return { version, schema };
}

function entriesOf(value: unknown, refuse: Refuse): readonly (readonly [string, unknown])[] {
  if (value === undefined) return [];
  return isObject(value) ? Object.entries(value) : refuse("record-layout");
}

function parseAnswers(value: unknown, schema: number, refuse: Refuse): RawAnswers {
  const answers = migrate(Object.fromEntries(entriesOf(value, refuse)), schema);
  for (const [id, answer] of Object.entries(answers)) {
    if (!QUESTION_LIST.some((question) => question.id === id))
      refuse("record-answer-unknown", { answer: id });
    if (!hasAnswerShape(answer)) refuse("record-answer-misshapen", { answer: id });
  }
  return answers;
}

function parsePins(value: unknown, refuse: Refuse): ReadonlyMap<string, string> {
  const pins = new Map<string, string>();
  for (const [name, pin] of entriesOf(value, refuse)) {
    if (
      !/^[\w./:@-]{1,300}$/.test(name) ||
      typeof pin !== "string" ||
      !/^(?:sha256:[0-9a-f]{64}|v[\w.-]{1,50} [0-9a-f]{40}) \d{4}-\d\d-\d\d$/.test(pin)
    )
      return refuse("record-pin", { name });
    pins.set(name, pin);
  }
  return pins;
}

function parseFiles(value: unknown, refuse: Refuse): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const [file, list] of entriesOf(value, refuse)) {
    if (!isContained(file)) refuse("record-file-outside", { file });
    if (isProgramFile(file)) refuse("record-file-of-program", { file });
    if (typeof list !== "string" || !/^[0-9a-f]{40}(?: [0-9a-f]{40})?$/.test(list))
      return refuse("record-without-blob", { file });
    files.set(file, list.split(" "));
  }
  if (files.size > 100) refuse("record-too-many-files");
  return files;
}

function parseJson(text: string, refuse: Refuse): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return refuse("record-not-json", {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  return isObject(document) ? document : refuse("record-no-object");
}

function isEvidence(value: unknown): value is Evidence {
  if (!isObject(value) || typeof value["of"] !== "string") return false;
  const { answers } = value;
  return (
    /^[0-9a-f]{64}$/.test(value["of"]) &&
    isObject(answers) &&
    Object.values(answers).every(hasAnswerShape)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a path is one that could have been rendered: POSIX, relative, below the root, and not git's own. */
function isContained(path: string): boolean {
  const elements = path.split("/");
  return (
    path.length <= 500 &&
    elements.every(
      (element) =>
        /^[^\\:\p{Cc}]+$/u.test(element) &&
        element !== "." &&
        element !== ".." &&
        !/^(?:\.git|git~\d+)[. ]*$/i.test(element),
    )
  );
}

function sorted<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// An answer may make no sense any more, and is kept for when it does again: then nobody else judges it.
function hasAnswerShape(value: unknown): boolean {
  const isPlain = (one: unknown): boolean => typeof one !== "object" || one === null;
  return Array.isArray(value) ? value.every(isPlain) : isPlain(value);
}
