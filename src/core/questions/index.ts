import type { Answers, AnswerId, AnswerValue, Found } from "./answers.ts";
import { COMPILING } from "./compiling.ts";
import { CONTENTS } from "./contents.ts";
import { DELIVERY } from "./delivery.ts";
import { FILES } from "./files.ts";
import { IMAGE } from "./image.ts";
import { PLATFORM } from "./platforms.ts";
import { PROGRAM } from "./program.ts";
import { type AnyRow, completeRow, type Question } from "./question.ts";
import type { Row } from "./row.ts";
import { RUNTIME } from "./runtime.ts";
import { SERVICE } from "./service.ts";
import { SOURCES } from "./sources.ts";

export type { Answers, AnswerId, AnswerValue, Found } from "./answers.ts";
export type { Choice, Question } from "./question.ts";

// The order of resolution and of asking: a row may look at the answers of the rows above it.
const ROWS = {
  ...PROGRAM,
  ...PLATFORM,
  ...CONTENTS,
  ...DELIVERY,
  ...SERVICE,
  ...IMAGE,
  ...COMPILING,
  ...RUNTIME,
  ...SOURCES,
  ...FILES,
} satisfies { readonly [Id in AnswerId]: Row<Answers[Id], Answers, Found> };

/**
 * The only place where a question exists. Flags, help, prompts, plop prompts, the JSON Schema and the
 * README's table are projections of it.
 */
export const QUESTIONS = Object.fromEntries(
  Object.entries<AnyRow>(ROWS).map(([id, row]) => [id, completeRow(id as AnswerId, row)]),
) as { readonly [Id in keyof typeof ROWS]: Question<Id> };

/** The questions in the order of resolution and of asking. */
export const QUESTION_LIST: readonly Question[] = Object.values(QUESTIONS);

/** An answer as a person reads it. */
export function shown(value: AnswerValue): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(" ") : String(value);
}
