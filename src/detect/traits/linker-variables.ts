import { formatPlace } from "../../core/place.ts";
import { answer, type Finding, note, type SourceTrait } from "../finding.ts";
import { findVariable } from "../find-variable.ts";
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
      ...effective.flatMap(({ target, value, partOf, ...place }) =>
        partOf === undefined
          ? []
          : [
              note(
                `-X ${target}: of ${JSON.stringify(partOf)} only ${value} is set`,
                formatPlace(place),
                "give each part a variable of its own, and put them together in the program",
              ),
            ],
      ),
      ...variables.flatMap(({ target, ineffective, ...place }) =>
        ineffective === undefined
          ? []
          : [note(`-X ${target}: ${ineffective}`, formatPlace(place), "left out")],
      ),
      ...(first ? [] : buildInformation(program)),
    ];
  },
};

const USUAL_NAMES = [
  "version",
  "Version",
  "buildVersion",
  "BuildVersion",
  "gitVersion",
  "appVersion",
];

function buildInformation({ graph, repository, sources }: Program): readonly Finding[] {
  if (!sources.buildInfo) return [];
  const main = [...graph.packages.values()].find(({ files }) => files[0]?.header.name === "main");
  const name = USUAL_NAMES.find((one) => main && findVariable(repository, main, one));
  return [
    note(
      "the program reads its version from the build information, which will say (devel)",
      formatPlace(sources.buildInfo),
      name === undefined
        ? "give it a variable: declare var version string in package main, then --stamp=main.version={version}"
        : `let it say its variable: --stamp=main.${name}={version}`,
    ),
  ];
}
