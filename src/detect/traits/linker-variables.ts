import { formatPlace } from "../../core/place.ts";
import { answer, type Finding, note, type SourceTrait } from "../finding.ts";
import { findLinkerVariables } from "../linker-variables.ts";
import type { Program } from "../program.ts";

/** How many Dockerfiles are searched beside the other build files. */
const LIMIT = 3;

/** Variables that the project's own build lets the linker set. */
export const linkerVariables: SourceTrait = {
  id: "linker-variables",
  find: (program) => {
    const { dockerfiles, graph, repository } = program;
    const variables = findLinkerVariables(repository, graph, dockerfiles.slice(0, LIMIT));
    const effective = variables.filter(({ ineffective }) => ineffective === undefined);
    const [first] = effective;
    const settings = effective.map(({ target, value }) => `${target}=${value}`);
    return [
      ...(first
        ? [answer("stamp", settings, formatPlace(first), "the project's own build sets them")]
        : []),
      ...variables.flatMap(({ target, ineffective, ...place }) =>
        ineffective === undefined
          ? []
          : [note(`-X ${target}: ${ineffective}`, formatPlace(place), "left out")],
      ),
      ...(first ? [] : buildInformation(program)),
    ];
  },
};

function buildInformation({ sources }: Program): readonly Finding[] {
  if (!sources.buildInfo) return [];
  return [
    note(
      "the program reads its version from the build information, which will say (devel)",
      formatPlace(sources.buildInfo),
      "give it a variable: --stamp=main.version={version}",
    ),
  ];
}
