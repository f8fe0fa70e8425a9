import { basename } from "../../core/posix.ts";
import { readStages, type Stage, type StageInstruction } from "../../read/dockerfile/stages.ts";
import type { Main, Repository } from "../../repository/repository.ts";
import { isRenderedDockerfile } from "../taken.ts";
import { readBuildEnvironment } from "./build-environment.ts";
import { endBuildInstruction } from "./build-stages.ts";
import { findGoCalls, outputNames } from "./compiling.ts";
import { type Copied, readCopy } from "./copies.ts";
import { Ends } from "./ends.ts";
import { findStart, foreignName, programNames, readStart } from "./entrypoint.ts";
import { type FinalImage, readFinalImage } from "./final-image.ts";
import { finalLineage, finalStage, reachingStages } from "./final-stage.ts";
import type { OldImage } from "./model.ts";
import { findRunOnly } from "./run-only.ts";
import { findStarted } from "./started.ts";
import type { Scripts } from "./scripts.ts";
import { joinWorkdir } from "./settings.ts";

export { findDockerfiles, findPassedOver } from "./find.ts";
export type { Element, End, OldImage } from "./model.ts";

/**
 * Reads what a Dockerfile makes of a program.
 *
 * @param file its path below the repository's root
 * @param main the program, if it is known which
 * @param chosen all programs that the new image is for
 */
export function readDockerfile(
  repository: Repository,
  file: string,
  main: Main | undefined,
  chosen: readonly Main[] = main ? [main] : [],
): OldImage {
  const text = repository.files.text(file) ?? "";
  const { globals, stages, unreadFrom } = readStages(text);
  const ends = new Ends(file);
  const final = finalStage(stages);
  for (const instruction of globals)
    ends.omit(instruction, "a build argument is no part of the image");
  const image = final ? readImage({ repository, main, chosen, stages, final, ends }) : NOTHING;
  if (unreadFrom !== undefined) ends.loseRest(unreadFrom);
  return {
    file,
    text,
    ...image,
    ...readCompiling(stages, ends),
    environment: readBuildEnvironment(stages, ends),
    // What an earlier run wrote is not lost: it is written again.
    dropped: isRenderedDockerfile(text) ? [] : ends.dropped,
    elements: ends.elements.toSorted((a, b) => a.line - b.line),
  };
}

// --- internal ---

type Image = ReturnType<typeof readStart> & FinalImage & Pick<OldImage, "started">;

const NOTHING: Image = {
  started: undefined,
  args: undefined,
  cmd: undefined,
  expose: [],
  env: [],
  labels: [],
  volumes: [],
  workdir: undefined,
  user: undefined,
  copies: [],
  health: undefined,
};

interface Job {
  readonly repository: Repository;
  readonly main: Main | undefined;
  readonly chosen: readonly Main[];
  readonly stages: readonly Stage[];
  readonly final: Stage;
  readonly ends: Ends;
}

// What is copied is read before it is known what is started: a file of the repository is not the
// program.
function readImage({ repository, main, chosen, stages, final, ends }: Job): Image {
  const lineage = finalLineage(final);
  const lines = lineage.flatMap(({ instructions }) => instructions);
  const outputs = new Set(outputNames(stages));
  for (const other of otherPrograms(stages, repository, chosen)) outputs.delete(other);
  const names = programNames(stages, outputs, main);
  const isKnown = (word: string): boolean => names.has(basename(word));
  const copied = readCopies(lines, { repository, stages, lines, outputs, isProgram: isKnown });
  const start = findStart(lineage);
  const foreign = main && foreignName(start, final.env, repository, destinationNames(copied));
  const isProgram = (word: string): boolean => isKnown(word) || basename(word) === foreign;

  for (const stage of reachingStages(stages, final)) {
    if (lineage.includes(stage)) continue;
    ends.replace(stage.from, "the stage that compiles");
    for (const instruction of stage.instructions) endBuildInstruction(instruction, ends);
  }
  for (const stage of lineage) ends.replace(stage.from, "--base");
  const runOnly = findRunOnly(lines, repository);
  const image = readFinalImage(lines, { ends, copied, isProgram, runOnly });
  return {
    ...image,
    started: findStarted(start, final.env, isProgram, ends),
    ...readStart(
      start,
      { env: final.env, scripts: findScripts(copied, repository), isProgram },
      ends,
    ),
  };
}

// What the stages compile of programs that the new image is not for.
function otherPrograms(
  stages: readonly Stage[],
  { mains }: Repository,
  chosen: readonly Main[],
): readonly string[] {
  if (chosen.length === 0) return [];
  const isOther = (path: string): boolean =>
    mains.some(({ pattern }) => pattern === path) && !chosen.some((one) => one.pattern === path);
  return findGoCalls(stages).flatMap(({ call: { output, packages } }) =>
    output !== undefined && packages.length > 0 && packages.every(isOther)
      ? [basename(output)]
      : [],
  );
}

function readCopies(
  lines: readonly StageInstruction[],
  context: Parameters<typeof readCopy>[2],
): ReadonlyMap<StageInstruction, readonly Copied[]> {
  const copied = new Map<StageInstruction, readonly Copied[]>();
  let workdir = "";
  for (const instruction of lines) {
    const { keyword } = instruction;
    if (keyword === "WORKDIR") workdir = joinWorkdir(instruction, workdir) ?? workdir;
    if (keyword === "COPY" || keyword === "ADD")
      copied.set(instruction, readCopy(instruction, workdir, context));
  }
  return copied;
}

function findScripts(
  copied: ReadonlyMap<StageInstruction, readonly Copied[]>,
  { files }: Repository,
): Scripts {
  const outcomes = [...copied.values()].flat().map(({ outcome }) => outcome);
  const scripts = outcomes.filter((one) => one.kind === "script");
  return new Map(scripts.map(({ source, destination }) => [destination, files.text(source) ?? ""]));
}

function destinationNames(
  copied: ReadonlyMap<StageInstruction, readonly Copied[]>,
): ReadonlySet<string> {
  const outcomes = [...copied.values()].flat().map(({ outcome }) => outcome);
  const files = outcomes.filter((one) => one.kind === "file" || one.kind === "script");
  return new Set(files.map(({ destination }) => basename(destination)));
}

function readCompiling(
  stages: readonly Stage[],
  ends: Ends,
): Pick<OldImage, "tags" | "packages" | "programs"> {
  const calls = findGoCalls(stages);
  const tagged = calls.find(({ call }) => call.tags.length > 0);
  return {
    tags: tagged && ends.place(tagged.instruction, tagged.call.tags),
    programs: calls.map(({ instruction, call: { output, packages } }) =>
      ends.place(instruction, {
        output: output === undefined ? undefined : basename(output),
        packages: packages.length === 0 ? ["."] : packages,
      }),
    ),
    packages: calls.flatMap(({ instruction, call }) =>
      call.packages.map((one) => ends.place(instruction, one)),
    ),
  };
}
