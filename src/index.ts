/** The library, and by its default export the plop pack. */
export { default } from "./plop.ts";
export { resolveAnswers, type RawAnswers, type Resolution } from "./core/answers.ts";
export { type At, KnownError, type ToldProblem as Problem } from "./core/known-error.ts";
export { plan, type PlannedFile } from "./render/plan.ts";
export {
  QUESTION_LIST,
  QUESTIONS,
  type AnswerId,
  type Answers,
  type AnswerValue,
  type Choice,
  type Found,
  type Question,
} from "./core/questions/index.ts";
export type { Parsed } from "./core/values/parsed.ts";
export { answersSchema } from "./core/schema.ts";
