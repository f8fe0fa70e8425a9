/** A line that sets a variable: of make, of a shell, or of a Dockerfile's ARG or ENV. */
const ASSIGNMENT =
  /^[ \t]*(?:(?:export|ARG|ENV)[ \t]+)?(\w{1,200})[ \t]*(?:::?|\?)?=[ \t]*([^#]{0,1000})/;

/** The variables that a Makefile, script or Dockerfile sets, by name; of several settings the last one. Quotes around a value are left out. */
export function assignedVariables(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name, value = ""] = ASSIGNMENT.exec(line) ?? [];
    if (name !== undefined) variables.set(name, value.trim().replace(/^(["'])(.*)\1$/, "$2"));
  }
  return variables;
}
