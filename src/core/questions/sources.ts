import { buildVariableProblem } from "../values/build-variable.ts";
import { mirrorProblem } from "../values/image-name.ts";
import { modulePatternProblem } from "../values/module-pattern.ts";
import type { Rows } from "./row.ts";

/** Where modules and images are taken from. */
export interface SourcesAnswers {
  /** Patterns of modules that need credentials, as in GOPRIVATE. */
  readonly private: readonly string[];
  readonly privateAuth: "netrc" | "ssh";
  /** `NAME=value`, for the go command wherever it runs. */
  readonly buildEnv: readonly string[];
  /** `registry=registry/path`: where the images of a registry are taken from instead. */
  readonly registry: readonly string[];
}

export const SOURCES: Rows<SourcesAnswers> = {
  private: {
    form: "list",
    flag: "private",
    title: "Private modules",
    description: "pattern of modules that need credentials, as github.com/acme/*, repeatable",
    existing: true,
    default: (_given, found) => found.private ?? [],
    problem: modulePatternProblem,
  },
  privateAuth: {
    form: "choice",
    flag: "private-auth",
    title: "Credentials for private modules",
    description: "how private modules are reached",
    existing: true,
    choices: {
      netrc: { hint: "a netrc file, as a build secret" },
      ssh: { hint: "the SSH agent, forwarded to the build" },
    },
    default: () => "netrc",
  },
  buildEnv: {
    form: "list",
    flag: "build-env",
    title: "Environment of the build",
    description: "variable for the go command, as GOEXPERIMENT=jsonv2, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.buildEnv ?? [],
    problem: buildVariableProblem,
  },
  registry: {
    form: "list",
    flag: "registry",
    title: "Registries",
    description: "registry to take images from instead, as docker.io=registry.corp/hub, repeatable",
    default: () => [],
    problem: mirrorProblem,
  },
};
