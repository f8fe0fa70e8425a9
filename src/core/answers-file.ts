import { closest, quoted } from "./words.ts";
import type { RawAnswers } from "./answers.ts";
import { usageError } from "./errors.ts";
import { QUESTION_LIST } from "./questions/index.ts";

/**
 * Reads the text of an answers file. Values are checked later, with those of the flags.
 *
 * @param flag that names the file, for messages
 * @throws KnownError (exit code 2) if it is not a JSON object, or names an answer that does not exist.
 */
export function parseAnswersFile(text: string, source = "-", flag = "--answers"): RawAnswers {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw usageError([
      {
        flag,
        message: `${source === "-" ? "standard input" : quoted(source)} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      },
    ]);
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw usageError([{ flag, message: 'must hold a JSON object, such as {"base": "alpine"}' }]);
  }
  const { $schema: _, ...raw } = document as Record<string, unknown>;
  const known: readonly string[] = QUESTION_LIST.map(({ id }) => id);
  const problems = Object.keys(raw)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant =
        closest(key, known) ?? QUESTION_LIST.find((question) => question.flag === key)?.id;
      return {
        flag,
        message: `there is no answer ${quoted(key)}`,
        hint: meant ? `did you mean ${meant}?` : `the answers are ${known.join(", ")}`,
      };
    });
  if (problems.length > 0) throw usageError(problems);
  // null is what "not given" looks like in JSON.
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
}
