import { placeOf, refusal } from "../../core/errors.ts";
import { GO_RELEASES } from "../../core/facts.ts";
import { compareGoVersions } from "../../core/go/compare.ts";
import { supportedRelease } from "../../core/go/release.ts";
import { type GoVersion, parseGoVersion } from "../../core/go/version.ts";
import { joinPaths } from "../../core/paths.ts";
import type { Repository } from "../../repository/repository.ts";
import { findGoPins } from "../go-pins.ts";
import { answer, type Finding, type SourceTrait } from "../finding.ts";

/** The release that compiles the program: the one that the project pins, the one of its go line, or the newest. */
export const goVersion: SourceTrait = {
  id: "go-version",
  find: ({ repository }) => [release(repository)],
};

interface GoLine {
  readonly text: string;
  readonly version: GoVersion;
  readonly file: string;
  /** Where the go line is; undefined for a file without one. */
  readonly line: number | undefined;
}

function release(repository: Repository): Finding {
  const [newest] = GO_RELEASES;
  const highest = highestGoLine(repository);
  const pin = findGoPins(repository).find(({ text }) => isUsable(text, highest));
  if (pin) return answer("go", pin.text, pin.where, pin.because);
  if (!highest) {
    const file = joinPaths(repository.module.directory, "go.mod");
    return answer("go", newest, file, "there is no go line that says otherwise");
  }
  const { text, version, file, line } = highest;
  const at = line === undefined ? { file } : { file, line };
  const where = placeOf(at);
  const supported = supportedRelease(text);
  if (supported !== undefined) return answer("go", supported, where, `the go line is ${text}`);
  if (version.minor > (parseGoVersion(newest)?.minor ?? 0))
    throw refusal("go-line-too-new", at, { version: text, supported: GO_RELEASES });
  return answer("go", newest, where, `the go line is ${text}, which the newest release compiles`);
}

// What is older than the go line compiles nothing, and what has no support any more nobody should.
function isUsable(text: string, line: GoLine | undefined): boolean {
  const version = parseGoVersion(text);
  if (!version || version.pre || supportedRelease(text) === undefined) return false;
  if (!line) return true;
  return version.patch === undefined
    ? version.minor >= line.version.minor
    : compareGoVersions(version, line.version) >= 0;
}

// Every module of the build must be compilable, so the highest line counts.
function highestGoLine({ modules, workspace }: Repository): GoLine | undefined {
  const files = [
    ...modules.map((one) => ({ ...one, name: "go.mod" })),
    ...(workspace ? [{ ...workspace, name: "go.work" }] : []),
  ];
  let highest: GoLine | undefined;
  for (const { directory, goMod, name } of files) {
    const text = goMod.go ?? "";
    const version = parseGoVersion(text);
    if (version && (!highest || compareGoVersions(version, highest.version) > 0))
      highest = { text, version, file: joinPaths(directory, name), line: goMod.lines.go };
  }
  return highest;
}
