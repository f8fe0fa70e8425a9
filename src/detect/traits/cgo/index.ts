import { firstOf, type SourceTrait } from "../../finding.ts";
import { cgoSources } from "./sources.ts";
import { knownPackages } from "./known-packages.ts";
import { plugins } from "./plugins.ts";
import { idleRequirement } from "./idle-requirement.ts";

/** Whether the program is compiled with cgo, as far as the sources that are here tell. */
export const cgo: SourceTrait = {
  id: "cgo",
  find: (program) =>
    firstOf(
      () => plugins(program),
      () => cgoSources(program),
      () => knownPackages(program),
      () => idleRequirement(program),
    ),
};
