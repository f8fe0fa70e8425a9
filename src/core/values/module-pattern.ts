/** Judges a pattern of module paths, as GOPRIVATE takes it. */
export function modulePatternProblem(pattern: string): string | undefined {
  return /^[\w*][\w.*?~-]*(?:\/[\w.*?~-]+)*$/.test(pattern) &&
    /\w/.test(pattern) &&
    pattern.length <= 200
    ? undefined
    : "is not a pattern such as github.com/acme/*";
}
