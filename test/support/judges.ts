import { describe, expect, test } from "vitest";

type Judge = (text: string) => string | undefined;

/** What a judge lets pass, and what it says of the rest: by text, or by message for several texts. */
export function judges(
  judge: Judge,
  accepted: readonly string[],
  refused: Readonly<Record<string, readonly string[]>>,
): void {
  describe(judge.name, () => {
    test.each(accepted)("accepts %j", (text) => expect(judge(text)).toBeUndefined());
    test.each(
      Object.entries(refused).flatMap(([message, texts]) => texts.map((text) => [text, message])),
    )("refuses %j: it %s", (text = "", message) => expect(judge(text)).toBe(message));
  });
}
