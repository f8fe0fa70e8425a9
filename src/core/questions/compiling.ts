import { buildTagProblem } from "../values/build-tag.ts";
import { generatorProblem } from "../values/generator.ts";
import { linkerVariableProblem } from "../values/linker-variable.ts";
import type { Rows } from "./row.ts";

/** What the go command is told. */
export interface CompilingAnswers {
  /** Build tags, beside those that other answers bring. */
  readonly tags: readonly string[];
  /** Commands that make code which is not in git, before anything is compiled. */
  readonly generate: readonly string[];
  /** Variables that the linker sets, `importpath.name=value`; `{version}`, `{revision}` and `{date}` stand for the build's own. */
  readonly stamp: readonly string[];
}

export const COMPILING: Rows<CompilingAnswers> = {
  tags: {
    form: "list",
    flag: "tags",
    title: "Build tags",
    description: "build tag, repeatable",
    existing: true,
    defaultText: "as the old Dockerfile builds",
    default: (_given, found) => found.tags ?? [],
    problem: buildTagProblem,
  },
  generate: {
    form: "list",
    flag: "generate",
    title: "Code generators",
    description: "command that makes code which git lacks, as 'go tool templ generate', repeatable",
    existing: true,
    defaultText: "detected",
    default: (_given, found) => found.generate ?? [],
    problem: generatorProblem,
  },
  stamp: {
    form: "list",
    flag: "stamp",
    title: "Version variables",
    description:
      "variable that the linker sets, importpath.name=value, repeatable; {version}, {revision} and {date} stand for the build's",
    existing: true,
    defaultText: "as the old build does; main.version={version} for a new program",
    default: (_given, found) => (found.existing ? (found.stamp ?? []) : ["main.version={version}"]),
    problem: linkerVariableProblem,
  },
};
