import type { RawAnswers } from "./answers.ts";
import { usageError } from "./errors.ts";
import { unknownAnswers } from "./shapes.ts";

/**
 * Reads the text of an answers file. Values are checked later, with those of the flags.
 *
 * @param flag that names the file, for messages
 * @throws KnownError (exit code 2) if it is not a JSON object, or names an answer that does not exist.
 */
export function parseAnswersFile(text: string, source = "-", flag = "--answers"): RawAnswers {
  const at = { flag };
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw usageError([
      {
        code: "answers-not-json",
        at,
        params: { source, reason: error instanceof Error ? error.message : String(error) },
      },
    ]);
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw usageError([{ code: "answers-no-object", at }]);
  }
  const { $schema: _, ...raw } = document as Record<string, unknown>;
  const problems = unknownAnswers(raw, at.flag);
  if (problems.length > 0) throw usageError(problems);
  // null is what "not given" looks like in JSON.
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
}
