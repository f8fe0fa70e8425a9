import { type Problem, quoted, usageError } from "./errors.ts";
import {
  type AnswerId,
  type Answers,
  type AnswerValue,
  type Found,
  type Parsed,
  type Question,
  QUESTIONS,
} from "./questions.ts";
import { combinationProblems } from "./rules.ts";

/** Raw values by answer, as flags, an answers file, prompts or plop give them. */
export type RawAnswers = Readonly<Partial<Record<AnswerId, unknown>>>;

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
export function resolveAnswers({
  flags = {},
  file = {},
  record = {},
  preset = {},
  found,
}: Layers): Resolution {
  const problems: Problem[] = [];
  const values: Record<string, AnswerValue> = {};
  const given: AnswerId[] = [];
  for (const question of QUESTIONS) {
    const own = flags[question.id] ?? file[question.id] ?? undefined;
    const raw = own ?? inherited(question, values as Partial<Answers>, record, preset);
    const parsed = resolveOne(question, raw, values as Partial<Answers>, found);
    if ("value" in parsed) values[question.id] = parsed.value;
    else if (own !== undefined)
      problems.push({ flag: `--${question.flag}`, message: parsed.problem });
    else if (raw !== undefined) {
      const source = record[question.id] === undefined ? "the preset" : "the record";
      problems.push({
        flag: `--${question.flag}`,
        message: `${parsed.problem} (from ${source})`,
        hint: `give another by --${question.flag}`,
      });
    }
    // After another problem a default that does not fit says nothing new: it was made from the wrong answer.
    else if (problems.length === 0)
      problems.push({
        flag: `--${question.flag}`,
        message:
          question.id === "module"
            ? `cannot be made of the directory's name, ${quoted(found.directory)}`
            : `has no default here: ${parsed.problem}`,
        hint: `give it, as --${question.flag}=<value>`,
      });
    if (own !== undefined) given.push(question.id);
  }
  if (problems.length === 0) problems.push(...combinationProblems(values as Partial<Answers>));
  if (problems.length > 0) throw usageError(problems);
  return { answers: values as unknown as Answers, given };
}

/** Reads one raw value, or finds its default; undefined means not given. */
export function resolveOne(
  question: Question,
  raw: unknown,
  before: Partial<Answers>,
  found: Found,
): Parsed {
  if (question.applies && !question.applies.to(before)) {
    const { absent, because } = question.applies;
    return raw === undefined || JSON.stringify(raw) === JSON.stringify(absent)
      ? { value: absent }
      : { problem: because };
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
  const before: Record<string, AnswerValue> = {};
  const own: Record<string, unknown> = {};
  for (const question of QUESTIONS) {
    const { id } = question;
    const value = answers[id];
    const applies = question.applies?.to(before as Partial<Answers>) ?? true;
    const parsed = resolveOne(
      question,
      inherited(question, before as Partial<Answers>, preset),
      before as Partial<Answers>,
      found,
    );
    const follows = "value" in parsed && same(parsed.value, value);
    const isName = NAMES.includes(id) && !same(value, question.default({}, { directory: "" }));
    const isChosen = id === "main" && (found.mains?.length ?? 0) > 1;
    const stays = record[id] !== undefined || elsewhere.includes(id) || isName || isChosen;
    // What does not apply now may again: it stays as it was.
    if (!applies && record[id] !== undefined) own[id] = record[id];
    else if (applies && (!follows || stays))
      own[id] = id === "port" && value === null ? "none" : value;
    before[id] = value;
  }
  return own;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

// A file keeps its name, even when the one that was in its way has gone.
const NAMES: readonly AnswerId[] = ["dockerfile", "makefile", "workflow"];

function inherited(
  question: Question,
  before: Partial<Answers>,
  ...layers: readonly RawAnswers[]
): unknown {
  if (question.applies?.to(before) === false) return undefined;
  return layers.map((layer) => layer[question.id]).find((raw) => raw !== undefined);
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
