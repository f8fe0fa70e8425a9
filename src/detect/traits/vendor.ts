import { joinPaths } from "../../core/paths.ts";
import { fact, type Finding, note, type SourceTrait } from "../finding.ts";

const REASONS = {
  used: "nothing is downloaded",
  stale: "it does not fit go.mod, so it is left aside",
  unused: "the go line is below 1.14 or a go.work counts, so it is left aside",
} as const;

/** A vendor/ directory, and whether the go command builds from it. */
export const vendor: SourceTrait = {
  id: "vendor",
  find: ({ repository: { module, vendor: state, workspace } }) => {
    if (state === "none") return [];
    const list = joinPaths((workspace ?? module).directory, "vendor/modules.txt");
    const findings: Finding[] = [fact("vendor/", state, list, REASONS[state])];
    if (state === "stale")
      findings.push(
        note(
          "vendor/modules.txt does not fit go.mod",
          joinPaths(module.directory, "vendor/modules.txt"),
          "run go mod vendor; until then the modules are downloaded",
        ),
      );
    return findings;
  },
};
