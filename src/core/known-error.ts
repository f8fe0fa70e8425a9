import { quoted } from "./words.ts";

/** What a problem is a problem of. */
export type At =
  /** An option as it is typed, such as `--port`. */
  | { readonly flag: string }
  /** A file by its path, and a line of it that counts from 1. */
  | { readonly file: string; readonly line?: number }
  /** The directory that is given on the command line. */
  | { readonly directory: string }
  /** An environment variable. */
  | { readonly variable: string }
  /** A name that the repository chose for something of its own. */
  | { readonly name: string };

/** A problem as it is told: what a machine matches, and the words for people. */
export interface ToldProblem {
  readonly code: string;
  readonly at: At;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** The next step, a sentence or a command. */
  readonly hint?: string;
}

/** Exit codes of the command line, see the README. */
export const EXIT = { done: 0, refused: 1, usage: 2, cancelled: 130 } as const;

/**
 * An error that is explained to the user without a stack trace. Anything else that is thrown is a
 * defect and keeps its trace.
 */
export class KnownError extends Error {
  override readonly name = "KnownError";
  readonly exitCode: number;
  readonly problems: readonly ToldProblem[];

  constructor(exitCode: number, problems: readonly ToldProblem[]) {
    super(problems.map(({ at, message }) => `${placeOf(at)}: ${message}`).join("\n"));
    this.exitCode = exitCode;
    this.problems = problems;
  }
}

/**
 * Problems that are not yet put into words: a command line that is right needs none, and starts sooner without the texts.
 * They are a usage error, see `usageError`.
 */
export class UntoldError<Problem> extends Error {
  override readonly name = "UntoldError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super("problems without words");
    this.problems = problems;
  }
}

/** The user ended a prompt (Ctrl-C, Ctrl-D, end of input): exit code 130. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
}

/** What a problem is of, in a word: the command line calls its directory `[dir]`. */
export function placeOf(at: At): string {
  if ("flag" in at) return at.flag;
  if ("file" in at) return at.line === undefined ? at.file : `${at.file}:${at.line}`;
  if ("variable" in at) return at.variable;
  return "name" in at ? quoted(at.name) : "[dir]";
}
