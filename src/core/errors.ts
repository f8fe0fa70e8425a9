/** What went wrong with one answer: the flag it came by, what is wrong with it, and what to do next. */
export interface Problem {
  /** As the user would type it, e.g. `--port`; for the target directory `[dir]`. */
  readonly flag: string;
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
  readonly problems: readonly Problem[];

  constructor(exitCode: number, problems: readonly Problem[]) {
    super(problems.map((problem) => `${problem.flag}: ${problem.message}`).join("\n"));
    this.exitCode = exitCode;
    this.problems = problems;
  }
}

/** The answers cannot be understood or do not fit together: exit code 2. */
export function usageError(problems: readonly Problem[]): KnownError {
  return new KnownError(EXIT.usage, problems);
}

/** The answers are fine, but the work was refused or failed: exit code 1. */
export function refusal(flag: string, message: string, hint?: string): KnownError {
  return new KnownError(EXIT.refused, [
    hint === undefined ? { flag, message } : { flag, message, hint },
  ]);
}

/** The user ended a prompt (Ctrl-C, Ctrl-D, end of input): exit code 130. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
}
