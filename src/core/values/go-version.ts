import { GO_RELEASES } from "../facts.ts";
import { formatGoVersion, languageVersion, parseGoVersion } from "../go/version.ts";
import { quoted } from "../words.ts";
import type { Parsed } from "./parsed.ts";

/** Reads a supported Go release, `1.27`, or one patch of it, `1.27.4`. */
export function parseGo(raw: unknown): Parsed<string> {
  const supported = `supported are ${GO_RELEASES.join(" and ")}`;
  if (typeof raw !== "string") return { problem: `must be a string; ${supported}` };
  const version = parseGoVersion(raw);
  if (!version) return { problem: `${quoted(raw)} is not a Go version; ${supported}` };
  if (version.pre) return { problem: `${formatGoVersion(version)} is a pre-release; ${supported}` };
  if ((GO_RELEASES as readonly string[]).includes(languageVersion(version)))
    return { value: formatGoVersion(version) };
  const [major = 0, minor = 0] = GO_RELEASES[0].split(".").map(Number);
  const isNewer = version.major > major || (version.major === major && version.minor > minor);
  const age = isNewer ? "is newer than this tool knows" : "is past its end of life";
  return { problem: `Go ${formatGoVersion(version)} ${age}; ${supported}` };
}
