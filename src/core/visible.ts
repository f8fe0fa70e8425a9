/**
 * A text of a repository as it can be shown on a terminal, in one line: what would move the cursor, change colours or
 * the order of letters, or could not be seen, becomes an escape such as `\u001b`. For documents that a program reads
 * it is not meant: those keep the text exact.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, escape);
}

/** The same for a text of several lines: line breaks and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(HIDDEN, (character) =>
    character === "\n" || character === "\t" ? character : escape(character),
  );
}

// --- internal ---

// Control and format characters, halves of a pair, and the separators of lines and paragraphs. The joiners of
// emoji and of Persian or Indian words (U+200C, U+200D) change neither order nor place.
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return SHORT[character] ?? (code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`);
}
