/** Judges a word that goes into a Dockerfile: at most 1000 characters, on one line. */
export function wordProblem(word: string): string | undefined {
  if (word.length > 1000) return "is longer than 1000 characters";
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  return /[\u0000-\u001f\u007f\u2028\u2029]/.test(word) ? "has a control character" : undefined;
}
