/** The library, and by its default export the plop pack. */
export { default } from "./plop.ts";
export { resolveAnswers, type RawAnswers, type Resolution } from "./core/answers.ts";
export { KnownError, type Problem } from "./core/errors.ts";
export { plan, type PlannedFile } from "./render/plan.ts";
export {
  QUESTIONS,
  type AnswerId,
  type Answers,
  type AnswerValue,
  type Choice,
  type Found,
  type Parsed,
  type Question,
} from "./core/questions.ts";
export { answersSchema } from "./core/schema.ts";
