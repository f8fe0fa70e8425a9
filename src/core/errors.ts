import { EN } from "../text/en.ts";
import type { Text } from "../text/text.ts";
import { type At, EXIT, KnownError, type ToldProblem } from "./known-error.ts";

export {
  type At,
  CancelledError,
  EXIT,
  KnownError,
  placeOf,
  type ToldProblem,
} from "./known-error.ts";

/** What can be wrong. A code keeps its meaning from version to version. */
export type Code = keyof typeof EN;

/** What the text of a code has to be given. */
export type ParamsOf<C extends Code> = (typeof EN)[C] extends Text<infer Params> ? Params : never;

/** The last argument of what makes a problem: there is none where the text names nothing. */
export type Given<C extends Code> = keyof ParamsOf<C> extends never ? [] : [params: ParamsOf<C>];

/** What went wrong with one thing: which mistake it is, of what, and what its text names. */
export type Problem = {
  [C in Code]: {
    readonly code: C;
    readonly at: At;
  } & (keyof ParamsOf<C> extends never
    ? { readonly params?: undefined }
    : { readonly params: ParamsOf<C> });
}[Code];

/** The answers cannot be understood or do not fit together: exit code 2. */
export function usageError(problems: readonly Problem[]): KnownError {
  return new KnownError(EXIT.usage, problems.map(tell));
}

/** The answers are fine, but the work was refused or failed: exit code 1. */
export function refusal<C extends Code>(code: C, at: At, ...[params]: Given<C>): KnownError {
  // That a code has its own parameters is held where it is used.
  const problem: unknown = { code, at, ...(params ? { params } : {}) };
  return refusals([problem as Problem]);
}

/** The same for all that stands in the way. */
export function refusals(problems: readonly Problem[]): KnownError {
  return new KnownError(EXIT.refused, problems.map(tell));
}

/** The directory that somebody named is none, or no name that a directory can have. */
export function invalidDirectory(directory: string, reason: string): Problem {
  return { code: "directory-invalid", at: { directory }, params: { directory, reason } };
}

/** Puts a problem into words. */
export function tell(problem: Problem): ToldProblem {
  const { code, at, params = {} } = problem;
  const { message, hint } = EN[code] as Text<object>;
  const next = typeof hint === "function" ? hint(params) : hint;
  return {
    code,
    at,
    params,
    message: typeof message === "function" ? message(params) : message,
    ...(next === undefined ? {} : { hint: next }),
  };
}
