import { type Problem, usageError } from "./errors.ts";
import {
  type AnswerId,
  type Answers,
  type AnswerValue,
  type Found,
  type Question,
  QUESTION_LIST,
} from "./questions/index.ts";
import { combinationProblems } from "./rules.ts";
import { foundProblems, layerProblems, sameAnswer } from "./shapes.ts";
import type { Parsed } from "./values/parsed.ts";

/** Raw values by answer, as flags, an answers file, prompts or plop give them. */
export type RawAnswers = Readonly<Partial<Record<AnswerId, unknown>>>;

/** Answers while they are being completed, in the order of the table. */
type Values = Partial<Record<AnswerId, AnswerValue>>;

export interface Resolution {
  readonly answers: Answers;
  /** Answers that somebody gave, as opposed to found or defaulted. */
  readonly given: readonly AnswerId[];
}

/** Raw values by where they come from. */
export interface Layers {
  readonly flags?: RawAnswers;
  /** Of an answers file. */
  readonly file?: RawAnswers;
  /** Of the record that an earlier run left. */
  readonly record?: RawAnswers;
  readonly preset?: RawAnswers;
  readonly found: Found;
}

/**
 * Completes raw values: flag before answers file before record before preset before what was found before the default.
 * What record and preset say of a question that the other answers have made pointless is passed over in silence.
 *
 * @throws KnownError (exit code 2) that lists everything that is wrong, not only the first.
 */
export function resolveAnswers(layers: Layers): Resolution {
  const { flags = {}, file = {}, record = {}, preset = {}, found } = layers;
  refuseShapes({ flags, file, record, preset }, found);
  const problems: Problem[] = [];
  const values: Values = {};
  const given: AnswerId[] = [];
  for (const question of QUESTION_LIST) {
    const { id, flag } = question;
    const before = values as Partial<Answers>;
    const own = flags[id] ?? file[id] ?? undefined;
    const raw = own ?? inherited(question, before, record, preset);
    const parsed = resolveOne(question, raw, before, found);
    if (own !== undefined) given.push(id);
    if ("value" in parsed) values[id] = parsed.value;
    else if (own !== undefined) problems.push(invalid(flag, parsed.problem));
    else if (raw !== undefined) problems.push(inheritedProblem(question, parsed.problem, record));
    // After another problem a default that does not fit says nothing new: it was made from the wrong answer.
    else if (problems.length === 0) problems.push(defaultProblem(question, parsed.problem, found));
  }
  refuseProblems(problems, values);
  return { answers: values as Answers, given };
}

/**
 * Judges given values as far as that is possible before anything is known of the repository, so that nobody is
 * asked for something that is refused afterwards.
 *
 * @throws KnownError (exit code 2) that lists everything that is certainly wrong.
 */
export function judgeGiven(given: RawAnswers): void {
  const values: Values = {};
  const problems: Problem[] = [];
  for (const { id, flag, parse, judgedByRepository } of QUESTION_LIST) {
    const raw = given[id] ?? undefined;
    if (raw === undefined || judgedByRepository) continue;
    // A program that exists takes every value that a new one takes.
    const parsed = parse(raw, { directory: "", existing: true });
    if ("value" in parsed) values[id] = parsed.value;
    else problems.push(invalid(flag, parsed.problem));
  }
  refuseProblems(problems, values);
}

/** Reads one raw value, or finds its default; undefined means not given. */
export function resolveOne(
  question: Question,
  raw: unknown,
  before: Partial<Answers>,
  found: Found,
): Parsed<AnswerValue> {
  if (question.applies && !question.applies.to(before)) {
    const { absent, because } = question.applies;
    return raw === undefined || sameAnswer(raw, absent) ? { value: absent } : { problem: because };
  }
  if (raw !== undefined) return question.parse(raw, found);
  return question.parse(question.default(before, found), found);
}

/** What is known of where answers come from, beside what was found. */
export interface Origins {
  /** Of the record before. */
  readonly record?: RawAnswers;
  readonly preset?: RawAnswers;
  /** Found in something else than the program's own sources: an old Dockerfile may go, and what it said must not go with it. */
  readonly elsewhere: readonly AnswerId[];
}

/**
 * The answers that the next run could not find out: those that differ from what is found and from the preset, those that another
 * file than the program's sources gave, and those that are in the record already.
 */
export function ownAnswers(
  answers: Answers,
  found: Found,
  { record = {}, preset = {}, elsewhere }: Origins,
): RawAnswers {
  const values: Values = {};
  const own: Partial<Record<AnswerId, unknown>> = {};
  for (const question of QUESTION_LIST) {
    const { id, applies } = question;
    const before = values as Partial<Answers>;
    const value = answers[id];
    if (applies?.to(before) ?? true) {
      const parsed = resolveOne(question, inherited(question, before, preset), before, found);
      const follows = "value" in parsed && sameAnswer(parsed.value, value);
      const stays = record[id] !== undefined || elsewhere.includes(id);
      if (!follows || stays || isChosen(question, value, found))
        own[id] = id === "port" && value === null ? "none" : value;
    }
    // What does not apply now may again: it stays as it was.
    else if (record[id] !== undefined) own[id] = record[id];
    values[id] = value;
  }
  return own;
}

/** Values of a choice or boolean question that fit the answers so far. */
export function possibleValues(
  question: Question,
  before: Partial<Answers>,
): readonly AnswerValue[] {
  const values =
    question.form === "boolean"
      ? [true, false]
      : (question.choices ?? [])
          .filter(({ only }) => only?.(before) ?? true)
          .map(({ value }) => value as AnswerValue);
  const possible = values.filter(
    (value) => combinationProblems({ ...before, [question.id]: value }).length === 0,
  );
  return possible.length > 0 ? possible : values;
}

// --- internal ---

function refuseShapes(layers: Readonly<Record<string, RawAnswers>>, found: Found): void {
  const problems = Object.entries(layers).flatMap(([name, layer]) => layerProblems(name, layer));
  const all = [...problems, ...foundProblems(found)];
  if (all.length > 0) throw usageError(all);
}

// Only of values that are right one by one it can be said whether they fit together.
function refuseProblems(problems: readonly Problem[], values: Values): void {
  const all = problems.length > 0 ? problems : combinationProblems(values as Partial<Answers>);
  if (all.length > 0) throw usageError(all);
}

function invalid(flag: string, reason: string): Problem {
  return { code: "value-invalid", at: { flag: `--${flag}` }, params: { reason } };
}

function inheritedProblem(question: Question, reason: string, record: RawAnswers): Problem {
  const flag = `--${question.flag}`;
  const source = record[question.id] === undefined ? "preset" : "record";
  return { code: "inherited-value-invalid", at: { flag }, params: { reason, source, flag } };
}

function defaultProblem(question: Question, reason: string, { directory }: Found): Problem {
  const flag = `--${question.flag}`;
  return question.id === "module"
    ? { code: "no-module-from-directory", at: { flag }, params: { directory, flag } }
    : { code: "no-default", at: { flag }, params: { reason, flag } };
}

const NAMES: readonly AnswerId[] = ["dockerfile", "makefile", "workflow"];

// Whether an answer was a choice, though the next run would find the same: a file keeps its name even when the one that was
// in its way has gone, and of several main packages the ones that were meant have to be told again.
function isChosen(
  { id, default: fallback }: Question,
  value: AnswerValue,
  { mains = [] }: Found,
): boolean {
  if (id === "main") return mains.length > 1;
  return NAMES.includes(id) && !sameAnswer(value, fallback({}, { directory: "" }));
}

function inherited(
  question: Question,
  before: Partial<Answers>,
  ...layers: readonly RawAnswers[]
): unknown {
  if (question.applies?.to(before) === false) return undefined;
  return layers.map((layer) => layer[question.id]).find((raw) => raw !== undefined);
}
