import { version } from "virtual:version";
import { GOLANGCI_LINT } from "../../src/core/facts.ts";
import { isWithin, joinPaths, relativePath } from "../../src/core/paths.ts";
import { moduleAccess } from "../access.ts";
import { buildEnvironment, compilesInImage } from "../go-build.ts";
import { buildLocation, makeCommand } from "../location.ts";
import { imagePlatforms } from "../platforms.ts";
import { hasImageEach, listPrograms } from "../programs.ts";
import type { Project } from "../types.ts";

/** What a pipeline does, whichever service runs it. Paths are POSIX, below the repository's root unless they say otherwise. */
export interface Pipeline {
  readonly title: string;
  /** The module's directory, where commands run; empty if it is the root. */
  readonly directory: string;
  /** Patterns of the paths that the program is made of; none if that is all of the repository. */
  readonly paths: readonly string[];
  /** The Go release that tests and compiles. */
  readonly go: string;
  readonly goSum: string;
  /** Whether a checkout takes submodules, and what Git LFS keeps. */
  readonly submodules: boolean;
  readonly lfs: boolean;
  /** Whether files have to be made before anything compiles. */
  readonly placeholders: boolean;
  /** What the go command finds in its environment. */
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  /** Whether the pipeline runs the tests: another one may. */
  readonly tested: boolean;
  /** Whether golangci-lint runs, and which. */
  readonly linted: boolean;
  readonly golangciLint: string;
  /** The release of this tool that says when the project is out of date, or nothing. */
  readonly checker: string;
  readonly image: ImageJob;
}

/** The job that builds the image. */
export interface ImageJob {
  /** Whether each of the programs has an image, built by a job of its own. */
  readonly each: boolean;
  readonly programNames: readonly string[];
  /** Where the first program lies in its image. */
  readonly program: string;
  /** Whether a program, asked for its version, shows that the image starts. */
  readonly smoke: boolean;
  readonly platforms: readonly string[];
  /** Whether the go command compiles some program on the runner; the image build does the others. */
  readonly compilesHere: boolean;
  readonly inImage: boolean;
  readonly split: boolean;
  readonly make: string;
  /** Directory of the compiled programs, seen from the module's. */
  readonly output: string;
  /** The same from the repository's root. */
  readonly dist: string;
  /** Arguments that name the Dockerfile to docker, in the module's directory. */
  readonly file: string;
  readonly context: string;
  readonly dockerfile: string;
  /** Whether the Dockerfile is not where docker looks for it. */
  readonly namesFile: boolean;
  readonly contextBelow: string;
}

/** Reads a project as what a pipeline does with it. */
export function pipelineOf(project: Project): Pipeline {
  const { answers, layout } = project;
  const { directory } = layout;
  return {
    title: directory === "." ? "CI" : `CI ${directory}`,
    directory: directory === "." ? "" : directory,
    paths: pathsOf(project),
    go: answers.go,
    goSum: joinPaths(directory, "go.sum"),
    submodules: layout.submodules ?? false,
    lfs: layout.lfs ?? false,
    placeholders: (layout.placeholders ?? []).length > 0,
    environment: environment(project),
    tested: !layout.tested,
    linted: layout.linted,
    golangciLint: GOLANGCI_LINT,
    checker: answers.checkJob ? `create-goslim@${version}` : "",
    image: imageJob(project),
  };
}

function pathsOf({ answers, layout }: Project): readonly string[] {
  const { context, directory, frontend, modules, submodules, workspace } = layout;
  if (directory === ".") return [];
  const inContext = (path: string): string => joinPaths(context, path);
  const homes = [...new Set([directory, ...modules.map(inContext)])];
  if (homes.includes(".")) return [];
  const others = [
    ...(frontend ? [frontend.directory] : []),
    ...answers.copy.map((pair) => pair.split(":")[0] ?? ""),
  ].map(inContext);
  const outside = others.filter((path) => !homes.some((home) => isWithin(path, home)));
  const work = workspace === undefined ? [] : ["go.work", "go.work.sum", "vendor/**"];
  return [
    ...homes.map((home) => `${home}/**`),
    // A submodule changes as a whole.
    ...(submodules ? homes.slice(1) : []),
    ...outside.flatMap((path) => [path, `${path}/**`]),
    ...work.map((name) => inContext(joinPaths(workspace ?? ".", name))),
    `.github/workflows/${answers.workflow}`,
  ];
}

function imageJob(project: Project): ImageJob {
  const { answers, layout } = project;
  const { directory, output } = layout;
  const programs = listPrograms(answers);
  const platforms = imagePlatforms(answers);
  const inImage = compilesInImage(project);
  return {
    each: hasImageEach(answers),
    programNames: programs.map(({ name }) => name),
    program: programs[0].path,
    smoke: layout.versionFlag,
    platforms,
    compilesHere: !inImage || platforms.length < answers.platforms.length,
    inImage,
    split: answers.debugSymbols === "split",
    make: makeCommand(project),
    output,
    dist: joinPaths(directory, output),
    ...buildLocation(project),
    dockerfile: joinPaths(directory, answers.dockerfile),
    namesFile: directory !== "." || answers.dockerfile !== "Dockerfile",
    contextBelow: relativePath(".", layout.context),
  };
}

function environment(project: Project): Pipeline["environment"] {
  const patterns = moduleAccess(project)?.patterns;
  return [
    ...(patterns === undefined ? [] : [{ name: "GOPRIVATE", value: patterns }]),
    ...buildEnvironment(project.answers),
  ];
}
