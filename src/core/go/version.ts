/** A Go version as the go command writes it: `1.27` (language), `1.27rc1` (pre-release), `1.27.4` (release). */
export interface GoVersion {
  readonly major: number;
  readonly minor: number;
  /** Absent in a language version and in a pre-release. */
  readonly patch?: number;
  readonly pre?: { readonly kind: "alpha" | "beta" | "rc"; readonly number: number };
}

// Go's own grammar (internal/gover): no leading zeros, and a pre-release follows the minor number directly.
const GRAMMAR =
  /^(?:go)?(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(?:\.(0|[1-9]\d{0,5})|(alpha|beta|rc)([1-9]\d{0,5}))?$/;

/** Parses `1.27`, `go1.27.4` or `1.27rc1`; undefined for everything that Go would not call a version. */
export function parseGoVersion(text: string): GoVersion | undefined {
  const match = GRAMMAR.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, kind, number] = match;
  const language = { major: Number(major), minor: Number(minor) };
  if (patch !== undefined) return { ...language, patch: Number(patch) };
  if (kind !== undefined)
    return { ...language, pre: { kind: kind as "alpha" | "beta" | "rc", number: Number(number) } };
  return language;
}

/** The inverse of {@link parseGoVersion}, without the `go` prefix: the spelling of go.mod and of image tags. */
export function formatGoVersion({ major, minor, patch, pre }: GoVersion): string {
  if (patch !== undefined) return `${major}.${minor}.${patch}`;
  return pre ? `${major}.${minor}${pre.kind}${pre.number}` : `${major}.${minor}`;
}

/** The language version, e.g. `1.27` of `1.27.4`. */
export function languageVersion({ major, minor }: GoVersion): string {
  return `${major}.${minor}`;
}
