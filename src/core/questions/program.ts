import { GO_RELEASES } from "../facts.ts";
import { modulePathProblem, programName } from "../go/module-path.ts";
import { programNameProblem } from "../values/file-name.ts";
import { parseGo } from "../values/go-version.ts";
import { mainPackageProblem } from "../values/main-package.ts";
import { slug } from "../words.ts";
import type { Rows } from "./row.ts";

/** What is built. */
export interface ProgramAnswers {
  /** Go module path. */
  readonly module: string;
  /** Main packages as the go command takes them from the module's directory: `.`, `./cmd/api`. */
  readonly main: readonly string[];
  /** Name of the program, and of its file in the image. */
  readonly name: string;
  readonly kind: "service" | "cli";
  /** Supported Go release, `1.27`, or one exact patch of it, `1.27.4`. */
  readonly go: string;
}

export const PROGRAM: Rows<ProgramAnswers> = {
  module: {
    form: "text",
    flag: "module",
    title: "Go module path",
    description: "Go module path",
    asked: true,
    detected: true,
    judgedByRepository: true,
    defaultText: "from go.mod or the git remote, else example.com/<dir>",
    default: (_given, found) => found.module ?? found.remote ?? exampleModule(found.directory),
    problem: (path, found) => {
      if (!found?.existing) return modulePathProblem(path);
      return found.module === path
        ? undefined
        : `is not the module of this program: go.mod says ${found.module}`;
    },
  },
  main: {
    form: "list",
    flag: "main",
    title: "Which programs?",
    description: "main package to build, as ./cmd/api; repeatable",
    existing: true,
    judgedByRepository: true,
    defaultText: "the only one",
    default: (_given, found) => found.main ?? ["."],
    problem: (pattern, found) => mainPackageProblem(pattern, found?.mains),
    atLeastOne: true,
  },
  name: {
    form: "text",
    flag: "name",
    title: "Name of the program",
    description: "name of the program",
    defaultText: "last element of the package's or module's path",
    default: ({ module = "" }, found) => found.name ?? programName(module),
    problem: programNameProblem,
  },
  kind: {
    form: "choice",
    flag: "kind",
    title: "What kind of program?",
    description: "kind of program",
    asked: true,
    detected: true,
    choices: {
      service: { hint: "HTTP server: health check, graceful shutdown, JSON logs" },
      cli: { hint: "command-line program: runs and exits" },
    },
    defaultText: "detected; service for a new program",
    default: (_given, found) => found.kind ?? "service",
  },
  go: {
    form: "text",
    flag: "go",
    title: "Go release",
    description: `Go release (${GO_RELEASES.join(", ")}) or one patch of it`,
    defaultText: `from go.mod, else ${GO_RELEASES[0]}`,
    default: (_given, found) => found.go ?? GO_RELEASES[0],
    parse: parseGo,
  },
};

// Empty where the directory's name has no character that a module path takes.
function exampleModule(directory: string): string {
  const element = slug(directory);
  return element === "" ? "" : `example.com/${element}`;
}
