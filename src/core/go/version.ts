import semverCompare from "semver/functions/compare.js";

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

/** Negative, zero or positive, in Go's order: `1.21 < 1.21rc1 < 1.21.0`. */
export function compareGoVersions(a: GoVersion, b: GoVersion): number {
  return semverCompare(toSemver(a), toSemver(b));
}

// semver has no language versions. A numeric pre-release identifier sorts below an alphabetic one, so "-0"
// puts 1.21 below 1.21rc1, as Go does. (semver.coerce would turn 1.23rc1 into the release 1.23.0.)
function toSemver({ major, minor, patch, pre }: GoVersion): string {
  if (pre) return `${major}.${minor}.0-${pre.kind}.${pre.number}`;
  return patch === undefined ? `${major}.${minor}.0-0` : `${major}.${minor}.${patch}`;
}
