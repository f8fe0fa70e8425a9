import {
  type AnswerId,
  type AnswerValue,
  type Found,
  type Question,
  QUESTION_LIST,
} from "../core/questions/index.ts";

/** What came of a value: as much of it as its question takes, and what is wrong with the rest. */
export interface Verdict {
  readonly value: AnswerValue | undefined;
  readonly problems: readonly string[];
}

/**
 * Judges a value that was found by the question that it answers. Of a list the entries that fit are kept.
 *
 * @param known what values are judged by: the main packages that there are, the module
 */
export function judgeValue(id: AnswerId, value: unknown, known: Found): Verdict {
  const question = questionOf(id);
  const problemOf = (raw: unknown): string | undefined => {
    const parsed = question.parse(raw, known);
    return "problem" in parsed ? parsed.problem : undefined;
  };
  const entries: readonly unknown[] = question.form === "list" && Array.isArray(value) ? value : [];
  const judged = entries.map((entry) => ({ entry, problem: problemOf([entry]) }));
  const fitting = judged.filter(({ problem }) => problem === undefined);
  const isMixed = fitting.length > 0 && fitting.length < judged.length;
  const parsed = question.parse(isMixed ? fitting.map(({ entry }) => entry) : value, known);
  const problems = isMixed ? judged.flatMap(({ problem }) => problem ?? []) : [];
  return "problem" in parsed
    ? { value: undefined, problems: [...problems, parsed.problem] }
    : { value: parsed.value, problems };
}

/** The question that an answer is for. */
export function questionOf(id: AnswerId): Question {
  const question = QUESTION_LIST.find((one) => one.id === id);
  if (!question) throw new Error(`there is no question for ${id}`);
  return question;
}
