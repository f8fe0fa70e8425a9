import { type Problem, usageError } from "../core/errors.ts";
import { type AnswerId, type Answers, QUESTIONS } from "../core/questions.ts";
import { RECORD_FILE } from "../core/record-file.ts";

interface NamedFile {
  readonly path: string;
  readonly owner: "managed" | "starter";
}

/** Names that mean something to the go command or to this tool, wherever they are. */
const TAKEN = ["go.mod", "go.sum", "go.work", "go.work.sum", RECORD_FILE];

/** Answers that name a file. */
const NAMING = ["dockerfile", "makefile", "workflow"] as const satisfies readonly AnswerId[];

/**
 * Refuses names that would make one file replace another.
 *
 * @throws KnownError (exit code 2) where two files have one name, also where only the letters' case differs, and where
 * a managed file has a name that the go command or this tool reads
 */
export function refuseTakenNames(files: readonly NamedFile[], answers: Answers): void {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const { path, owner } of files) {
    const key = path.toLowerCase(); // one file on macOS and Windows
    const name = key.slice(key.lastIndexOf("/") + 1);
    if (seen.has(key))
      problems.push(problemOf(path, answers, "would be the name of two rendered files"));
    else if (owner === "managed" && (name.endsWith(".go") || TAKEN.includes(name)))
      problems.push(problemOf(path, answers, "is a name with a meaning of its own"));
    seen.add(key);
  }
  if (problems.length > 0) throw usageError(problems);
}

function problemOf(path: string, answers: Answers, message: string): Problem {
  const id = NAMING.find((one) => `/${path}`.endsWith(`/${String(answers[one])}`));
  const flag = QUESTIONS.find((question) => question.id === id)?.flag;
  return {
    flag: flag === undefined ? path : `--${flag}`,
    message: `${path} ${message}`,
    hint: "choose another name",
  };
}
