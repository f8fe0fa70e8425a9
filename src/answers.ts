import { type Problem, quoted, usageError } from "./errors.ts";
import { type AnswerId, type Answers, type AnswerValue, type Found, type Parsed, type Question, QUESTIONS } from "./questions.ts";
import { combinationProblems } from "./rules.ts";

/** Raw values by answer, as flags, an answers file, prompts or plop give them. */
export type RawAnswers = Readonly<Partial<Record<AnswerId, unknown>>>;

export interface Resolution {
  readonly answers: Answers;
  /** Answers that somebody gave, as opposed to found or defaulted. */
  readonly given: readonly AnswerId[];
}

/**
 * Completes raw values: flag before answers file before what was found before the default.
 *
 * @throws KnownError (exit code 2) that lists everything that is wrong, not only the first.
 */
export function resolveAnswers(layers: { readonly flags?: RawAnswers; readonly file?: RawAnswers; readonly found: Found }): Resolution {
  const { flags = {}, file = {}, found } = layers;
  const problems: Problem[] = [];
  const values: Record<string, AnswerValue> = {};
  const given: AnswerId[] = [];
  for (const question of QUESTIONS) {
    const raw = flags[question.id] ?? file[question.id] ?? undefined;
    const parsed = resolveOne(question, raw, values as Partial<Answers>, found);
    if ("value" in parsed) values[question.id] = parsed.value;
    else if (raw !== undefined) problems.push({ flag: `--${question.flag}`, message: parsed.problem });
    // After another problem a default that does not fit says nothing new: it was made from the wrong answer.
    else if (problems.length === 0)
      problems.push({
        flag: `--${question.flag}`,
        message: question.id === "module" ? `cannot be made of the directory's name, ${quoted(found.directory)}` : `has no default here: ${parsed.problem}`,
        hint: `give it, as --${question.flag}=<value>`,
      });
    if (raw !== undefined) given.push(question.id);
  }
  if (problems.length === 0) problems.push(...combinationProblems(values as Partial<Answers>));
  if (problems.length > 0) throw usageError(problems);
  return { answers: values as unknown as Answers, given };
}

/** Reads one raw value, or finds its default; undefined means not given. */
export function resolveOne(question: Question, raw: unknown, before: Partial<Answers>, found: Found): Parsed {
  if (question.applies && !question.applies.to(before)) {
    const { absent, because } = question.applies;
    return raw === undefined || JSON.stringify(raw) === JSON.stringify(absent) ? { value: absent } : { problem: because };
  }
  if (raw !== undefined) return question.parse(raw, found);
  return question.parse(question.default(before, found), found);
}

/** Values of a choice or boolean question that fit the answers so far. */
export function possibleValues(question: Question, before: Partial<Answers>): readonly AnswerValue[] {
  const values =
    question.form === "boolean"
      ? [true, false]
      : (question.choices ?? []).filter(({ only }) => only?.(before) ?? true).map(({ value }) => value as AnswerValue);
  const possible = values.filter((value) => combinationProblems({ ...before, [question.id]: value }).length === 0);
  return possible.length > 0 ? possible : values;
}
