/**
 * The pure half of the tool, as an entry of its own: it imports nothing of Node and runs in a browser page too. Questions
 * and rules, the resolver, the planner, the reader of repositories over a tree of texts, and what it finds in them.
 */
export { resolveAnswers, type RawAnswers, type Resolution } from "./core/answers.ts";
export { type At, KnownError, type ToldProblem } from "./core/known-error.ts";
export { type Problem, tell } from "./core/errors.ts";
export { type Layout, NEW_PROJECT } from "./core/layout.ts";
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
export { combinationProblems } from "./core/rules.ts";
export { answersSchema } from "./core/schema.ts";
export { chooseMain, detectProgram, type DetectOptions } from "./detect/index.ts";
export type { Detection, Fact, Note } from "./detect/detection.ts";
export type { Choice as ProgramChoice } from "./detect/program.ts";
export { plan, type PlannedFile } from "./render/plan.ts";
export { readRepository, type Repository } from "./repository/repository.ts";
export { MemoryTree } from "./tree/memory.ts";
export type { Listing, Tree } from "./tree/tree.ts";
