import { joinPaths } from "../../../core/paths.ts";
import { type Finding, note } from "../../finding.ts";
import type { Program } from "../../program.ts";
import { knownCgoPackage } from "./known-packages.ts";

/** A required module that works only with cgo, where it is not known whether it is built in. */
export function idleRequirement({ repository: { module } }: Program): readonly Finding[] {
  const idle = module.goMod.requires.find(({ target }) => knownCgoPackage(target) !== undefined);
  if (!idle) return [];
  return [
    note(
      `${idle.target} is required, but none of the program's own packages imports it`,
      `${joinPaths(module.directory, "go.mod")}:${idle.line}`,
      "if another module builds it in: --cgo=static",
      { unless: "go list" },
    ),
  ];
}
