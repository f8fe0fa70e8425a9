import semverCompare from "semver/functions/compare.js";
import type { GoVersion } from "./version.ts";

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
