/** The library, and by its default export the plop pack. */
export { default } from "./plop.ts";
export { resolveAnswers, type RawAnswers, type Resolution } from "./answers.ts";
export { KnownError, type Problem } from "./errors.ts";
export { plan, type PlannedFile } from "./plan.ts";
export { QUESTIONS, type AnswerId, type Answers, type AnswerValue, type Choice, type Found, type Parsed, type Question } from "./questions.ts";
export { answersSchema } from "./schema.ts";
