import { dockerfile as dockerfileGenerator } from "../../generators/dockerfile/index.ts";
import { dockerignore as ignoreFileGenerator } from "../../generators/dockerignore.ts";
import { makefile as makefileGenerator } from "../../generators/makefile.ts";
import type { Generator } from "../../generators/types.ts";
import { updates as updatesGenerator } from "../../generators/updates.ts";
import { joinPaths, lastElement } from "../core/paths.ts";
import type { Repository } from "../repository/repository.ts";
import { runsTests } from "./test-commands.ts";
import { ownWorkflowNames, ownWorkflows, WORKFLOWS } from "./workflows.ts";

/** A file of the user's that stands where a rendered one would, and the name that the rendered one gets. */
export interface TakenName {
  readonly answer: "dockerfile" | "makefile" | "workflow";
  readonly name: string;
  readonly where: string;
  readonly because: string;
}

/** Files of the user's that do what rendered ones would. */
export interface Taken {
  readonly names: readonly TakenName[];
  readonly ignoreFile: string | undefined;
  /** Configuration of a dependency bot. */
  readonly bot: string | undefined;
  /** Whether golangci-lint has a configuration of version 2. */
  readonly linted: boolean;
  /** Whether a workflow runs the tests. */
  readonly tested: boolean;
}

/** Whether an earlier run wrote this Dockerfile. */
export function isRenderedDockerfile(text: string): boolean {
  return dockerfileGenerator.recognises(text);
}

/** The part of a repository that says where files would be written. */
export interface Surroundings extends Pick<Repository, "files" | "context" | "rendered"> {
  readonly module: Pick<Repository["module"], "directory">;
}

const YOURS = "a file of the usual name is yours, and stays";
const BOTS = [
  ".github/dependabot.yml",
  ".github/dependabot.yaml",
  "renovate.json",
  "renovate.json5",
  ".renovaterc",
  ".renovaterc.json",
  ".github/renovate.json",
  ".github/renovate.json5",
];

/** Finds out which of the usual names are free, and what others do already. */
export function findTaken(surroundings: Surroundings): Taken {
  const { context } = surroundings;
  const ignoreFile = joinPaths(context, ".dockerignore");
  const workflows = ownWorkflowNames(surroundings);
  return {
    names: [
      ...dockerfileName(surroundings),
      ...makefileName(surroundings),
      ...workflowName(surroundings, workflows),
    ],
    ignoreFile: isTheirs(surroundings, ignoreFile, ignoreFileGenerator) ? ignoreFile : undefined,
    bot: BOTS.find((path) => isOtherBot(surroundings, path)),
    linted: isLinted(surroundings),
    tested: isTested(surroundings, workflows),
  };
}

// --- internal ---

/** @param names of the workflows that are not rendered */
function isTested(surroundings: Surroundings, names: readonly string[]): boolean {
  const readable = ownWorkflows(surroundings);
  if (readable.some((one) => runsTests(one, surroundings))) return true;
  // What is no YAML for us may still be some for GitHub.
  return names
    .filter((name) => readable.every((one) => one.name !== name))
    .some((name) =>
      /\bgo test\b|\bmake (?:test|check|ci)\b/.test(
        surroundings.files.text(`${WORKFLOWS}/${name}`) ?? "",
      ),
    );
}

function isTheirs(
  { files, rendered }: Surroundings,
  path: string,
  generator: Required<Pick<Generator, "recognises">>,
): boolean {
  const text = files.text(path);
  return text !== undefined && !rendered.has(path) && !generator.recognises(text);
}

function dockerfileName(surroundings: Surroundings): readonly TakenName[] {
  const where = joinPaths(surroundings.module.directory, "Dockerfile");
  return isTheirs(surroundings, where, dockerfileGenerator)
    ? [{ answer: "dockerfile", name: "Dockerfile.goslim", where, because: YOURS }]
    : [];
}

function makefileName(surroundings: Surroundings): readonly TakenName[] {
  const where = ["GNUmakefile", "makefile", "Makefile"]
    .map((name) => joinPaths(surroundings.module.directory, name))
    .find((path) => isTheirs(surroundings, path, makefileGenerator));
  return where === undefined
    ? []
    : [{ answer: "makefile", name: "Makefile.goslim", where, because: YOURS }];
}

/** @param others names of the workflows that are not rendered */
function workflowName(
  { module: { directory } }: Surroundings,
  others: readonly string[],
): readonly TakenName[] {
  const nameOf = (prefix: string): string =>
    others.includes(`${prefix}image.yml`) ? `${prefix}goslim.yml` : `${prefix}image.yml`;
  if (directory !== ".") {
    const name = nameOf(`${lastElement(directory)}-`);
    const because = "the repository has one place for all workflows";
    return [{ answer: "workflow", name, where: directory, because }];
  }
  return others.includes("ci.yml")
    ? [{ answer: "workflow", name: nameOf(""), where: `${WORKFLOWS}/ci.yml`, because: YOURS }]
    : [];
}

// One that was rendered for another module of the repository is another one.
function isOtherBot(surroundings: Surroundings, path: string): boolean {
  const { files, module, rendered } = surroundings;
  if (rendered.has(path)) return false;
  if (isTheirs(surroundings, path, updatesGenerator)) return true;
  const home = module.directory === "." ? "" : module.directory;
  return files.isFile(path) && !files.text(path)?.includes(`directory: /${home}\n`);
}

function isLinted({ files, module }: Surroundings): boolean {
  return [".golangci.yml", ".golangci.yaml"].some((name) =>
    [module.directory, "."].some((home) =>
      /^version:\s*["']?2["']?\s*$/m.test(files.text(joinPaths(home, name)) ?? ""),
    ),
  );
}
