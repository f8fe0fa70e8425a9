/** Judges a line of .dockerignore, as `data/*.db` or `!data/words.db`: a path with wildcards below the build context. */
export function ignorePatternProblem(pattern: string): string | undefined {
  const path = pattern.replace(/^!/, "");
  return path.length <= 200 &&
    /^(?!-)[\w.@+*?[\]-]+(?:\/[\w.@+*?[\]-]+)*$/.test(path) &&
    !path.split("/").includes("..")
    ? undefined
    : "is not a pattern such as data/*.db";
}
