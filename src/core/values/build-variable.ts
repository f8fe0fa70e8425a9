/** Variables that the rendered files set by themselves. */
const RESERVED: ReadonlySet<string> = new Set([
  "CC",
  "CGO_ENABLED",
  "CXX",
  "GOAMD64",
  "GOARCH",
  "GOARM",
  "GOCACHE",
  "GOMODCACHE",
  "GOOS",
  "GOPRIVATE",
  "PATH",
]);

/**
 * Judges a variable for the go command with its value, `GOPROXY=https://proxy.example.com,direct`. It stays in a layer of the
 * build, and stands in the Makefile and the workflow.
 */
export function buildVariableProblem(pair: string): string | undefined {
  const [, name = "", value = ""] = /^([A-Z][A-Z0-9_]{1,49})=(.*)$/s.exec(pair) ?? [];
  if (name === "") return "is not NAME=value";
  if (RESERVED.has(name)) return "is set by the build itself";
  if (/\/\/[^/,|]*@/.test(value)) return "has credentials, which would stay in a layer";
  return /^[\w.,:/|@=+* -]{1,500}$/.test(value) && value.trim() === value
    ? undefined
    : "has a value with more than letters, digits, spaces and . , : / | @ = + * - _";
}
