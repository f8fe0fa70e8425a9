import { possibleValues, type RawAnswers, resolveOne } from "../core/answers.ts";
import { tell } from "../core/errors.ts";
import {
  type AnswerId,
  type Answers,
  type AnswerValue,
  type Found,
  type Question,
  QUESTION_LIST,
} from "../core/questions/index.ts";
import { combinationProblems } from "../core/rules.ts";
import { prompt } from "./prompt.ts";

export { deciders } from "./conflicts.ts";

/** Asks for the directory of a new project. */
export async function askDirectory(
  fallback: string,
  problem: (directory: string) => string | undefined,
): Promise<string> {
  return prompt({
    type: "input",
    message: "Directory of the project",
    default: fallback,
    validate: (directory: string) => problem(directory) ?? true,
  });
}

/** Asks which of several main packages the image is for. */
export async function askMain(mains: readonly string[]): Promise<readonly string[]> {
  return prompt({
    type: "checkbox",
    message: "Which programs?",
    choices: mains.map((value) => ({ value, name: value })),
    validate: (selected: readonly unknown[]) => selected.length > 0 || "choose one at least",
  });
}

/** Asks whether what was written is tried at once. */
export async function askVerify(): Promise<boolean> {
  return prompt({ type: "confirm", message: "Build the image and run it now?", default: false });
}

/**
 * Asks what is neither given nor decided by the answers before it, in the order of the table.
 *
 * @returns the given values and the new ones
 * @throws CancelledError when the user leaves a prompt
 */
export async function askQuestions(given: RawAnswers, found: Found): Promise<RawAnswers> {
  const raw: Partial<Record<AnswerId, unknown>> = { ...given };
  const before: Record<string, unknown> = {};
  for (const question of QUESTION_LIST) {
    const known = before as Partial<Answers>;
    if (raw[question.id] === undefined && isOpen(question, known, found))
      raw[question.id] = await prompt(promptOf(question, known, found));
    const parsed = resolveOne(question, raw[question.id], known, found);
    if ("value" in parsed) before[question.id] = parsed.value;
  }
  return raw;
}

// --- internal ---

function isOpen(question: Question, before: Partial<Answers>, found: Found): boolean {
  if (!question.asked || (question.detected && found[question.id] !== undefined)) return false;
  if (question.applies && !question.applies.to(before)) return false;
  if (question.form !== "boolean" && question.form !== "choice") return true;
  return possibleValues(question, before).length > 1;
}

function promptOf(question: Question, before: Partial<Answers>, found: Found): object {
  const { title: message, form } = question;
  const parsed = resolveOne(question, undefined, before, found);
  const fallback = "value" in parsed ? parsed.value : undefined;
  const validate = (raw: unknown): string | true => {
    const result = question.parse(raw, found);
    return "problem" in result ? result.problem : true;
  };
  if (form === "boolean") return { type: "confirm", message, default: fallback };
  if (form === "choices") return { message, ...checkbox(question, fallback, validate) };
  if (form === "choice") return { message, default: fallback, ...select(question, before) };
  return { type: "input", message, default: fallback, validate };
}

function checkbox(
  { choices = [] }: Question,
  fallback: AnswerValue | undefined,
  validate: (raw: readonly string[]) => string | true,
): object {
  const checked = Array.isArray(fallback) ? fallback : [];
  return {
    type: "checkbox",
    pageSize: 12,
    choices: choices.map(({ value, hint }) => ({
      value,
      name: `${value} (${hint})`,
      short: value,
      checked: checked.includes(value),
    })),
    validate: (selected: readonly { readonly value: string }[]) =>
      validate(selected.map(({ value }) => value)),
  };
}

function select({ id, choices = [] }: Question, before: Partial<Answers>): object {
  const offered = choices.filter(({ only }) => only?.(before) ?? true);
  const width = Math.max(...offered.map(({ value }) => value.length));
  return {
    type: "select",
    choices: offered.map(({ value, hint }) => {
      const [conflict] = combinationProblems({ ...before, [id]: value });
      return {
        value,
        name: `${value.padEnd(width)}  ${hint}`,
        short: value,
        disabled: conflict ? `(${tell(conflict).message})` : false,
      };
    }),
  };
}
