/**
 * Judges a main package, `.` or `./cmd/api`.
 *
 * @param known the main packages that there are; undefined for a new program
 */
export function mainPackageProblem(
  pattern: string,
  known: readonly string[] | undefined,
): string | undefined {
  if (known?.includes(`./${pattern}`))
    return `is not how the go command takes it: write ./${pattern}`;
  if (known && !known.includes(pattern))
    return `is no main package; there ${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
  if (!known && pattern !== ".") return "is no main package: a new program has one, in .";
  return /^\.(?:\/[\w.+~@-]+)*$/.test(pattern)
    ? undefined
    : "is not a package of this module, such as ./cmd/api";
}
