/** Judges a build tag, as go/build/constraint reads one, of at most 100 characters of ASCII. */
export function buildTagProblem(tag: string): string | undefined {
  return /^\w[\w.]{0,99}$/.test(tag)
    ? undefined
    : "is not a build tag; use letters, digits, _ and .";
}
