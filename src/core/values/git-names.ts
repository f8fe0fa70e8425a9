/** Judges the name of a branch that a workflow runs for: one without the characters that its patterns give a meaning. */
export function branchProblem(branch: string): string | undefined {
  const isName =
    branch.length <= 200 &&
    /^(?![-/.])[\w.@#/-]+$/.test(branch) &&
    !/\/\/|\/\.|\.\.|@\{|\.lock(?:\/|$)|[/.]$/.test(branch);
  return isName ? undefined : "is not the name of a branch of letters, digits and . _ - @ # /";
}

/** Judges what stands before the number in the tags of releases: `v`, `release-`, or nothing. */
export function tagPrefixProblem(prefix: string): string | undefined {
  const isPrefix =
    prefix.length <= 100 &&
    /^(?![-/.])[\w./@-]*$/.test(prefix) &&
    !/\/\/|\/\.|\.\.|\d$/.test(prefix);
  return isPrefix ? undefined : "is not what a tag begins with, such as v or release-";
}
