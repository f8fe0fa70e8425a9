// Line separators and those that turn the direction of text among them: what is read would not be what is built.
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Judges a word that goes into a Dockerfile: at most 1000 characters, on one line. */
export function wordProblem(word: string): string | undefined {
  if (word.length > 1000) return "is longer than 1000 characters";
  return CONTROL.test(word) ? "has a control character" : undefined;
}
