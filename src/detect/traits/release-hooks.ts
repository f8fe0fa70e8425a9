import { formatPlace } from "../../core/place.ts";
import { buildOf } from "../goreleaser.ts";
import { type Finding, note, type SourceTrait } from "../finding.ts";

/** Beginnings of commands that leave nothing behind which a program is compiled from. */
const HARMLESS = ["go mod", "go vet", "go test", "go version", "go work", "golangci-lint", "rm "];

/** Commands that GoReleaser runs before and after compiling. */
export const releaseHooks: SourceTrait = {
  id: "release-hooks",
  find: ({ mains: [first], oldImage, releases }) => {
    const build = buildOf(releases, first.pattern);
    if (!releases || !build) return [];
    const { file } = releases;
    // Where a Dockerfile builds the program, it says itself what has to be there.
    const before = oldImage ? [] : [...releases.before, ...build.before];
    const findings: Finding[] = [];
    for (const { value, line } of before)
      if (!HARMLESS.some((beginning) => value.startsWith(beginning)))
        findings.push(
          note(
            `GoReleaser runs ${value} before it compiles`,
            formatPlace({ file, line }),
            "if git lacks what that makes, run it before the image is built",
          ),
        );
    for (const { value, line } of build.after)
      findings.push(
        note(
          `GoReleaser runs ${value} on the compiled program`,
          formatPlace({ file, line }),
          "the image gets the program as it is compiled; do that outside, and build with --build-context binaries=dist",
        ),
      );
    return findings;
  },
};
