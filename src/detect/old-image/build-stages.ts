import { flagValue, type StageInstruction } from "../../read/dockerfile/stages.ts";
import type { Command } from "../../read/shell.ts";
import { BUILD_VARIABLES } from "./build-environment.ts";
import { runsGo } from "./compiling.ts";
import type { Ends } from "./ends.ts";
import type { End } from "./model.ts";
import { belongsToOldImage } from "./settings.ts";
import { GO_STEPS, readSteps } from "./steps.ts";

const OF_STAGE: End = { kind: "not needed", because: "it ends with the stage, which is no image" };
const COMPILED: End = { kind: "replaced", by: "the stage that compiles" };

/** Variables that change what the go command compiles, and are read from nowhere else. */
export const COMPILING_VARIABLES: ReadonlySet<string> = new Set(["GOFLAGS"]);

/** What becomes of the instructions of a stage that is not the image itself, by keyword. */
const HANDLERS: Readonly<Record<string, (one: StageInstruction, ends: Ends) => void>> = {
  RUN: endBuildRun,
  COPY: endCopy,
  ADD: endCopy,
  ENV: endVariables,
};

/** Ends an instruction of a stage that the image takes something from. */
export function endBuildInstruction(instruction: StageInstruction, ends: Ends): void {
  const { keyword } = instruction;
  const handler = Object.hasOwn(HANDLERS, keyword) ? HANDLERS[keyword] : undefined;
  if (handler) handler(instruction, ends);
  else ends.end(instruction, OF_STAGE);
}

/**
 * Ends RUN command by command.
 *
 * @param carried of the image itself the commands that volumes are made of; undefined in other
 * stages
 * @returns whether one of them is lost
 */
export function endRun(
  instruction: StageInstruction,
  ends: Ends,
  carried?: ReadonlySet<Command>,
): boolean {
  const steps = readSteps(instruction, carried);
  for (const { part, end } of steps) ends.end(instruction, end, part);
  if (steps.length === 0) ends.omit(instruction, "it runs nothing");
  return steps.some(({ end }) => end.kind === "lost");
}

// --- internal ---

// Without the workspace other sources are compiled, which no build would tell.
function endBuildRun(instruction: StageInstruction, ends: Ends): void {
  endRun(instruction, ends);
  const work = GO_STEPS.get("work");
  if (work?.kind === "lost" && runsGo(instruction, ["work"])) ends.note(instruction, work.todo);
}

function endCopy(instruction: StageInstruction, ends: Ends): void {
  const from = flagValue(instruction, "from");
  if (from === undefined && instruction.heredocs.length === 0)
    return ends.end(instruction, COMPILED);
  const todo =
    from === undefined
      ? "write the file into the repository"
      : `what comes out of ${from} has to be there before the image is built, or be built by a stage of its own`;
  ends.end(instruction, { kind: "lost", todo });
}

function endVariables(instruction: StageInstruction, ends: Ends): void {
  for (const { name } of instruction.settings) {
    const part = `ENV ${name}`;
    if (name === "GOPRIVATE") ends.carry(instruction, "private", part);
    else if (BUILD_VARIABLES.has(name)) ends.carry(instruction, "buildEnv", part);
    else if (COMPILING_VARIABLES.has(name))
      ends.end(
        instruction,
        { kind: "lost", todo: "set it in the stage that compiles, if it is needed" },
        part,
      );
    else ends.end(instruction, belongsToOldImage(name) ? COMPILED : OF_STAGE, part);
  }
  if (instruction.settings.length === 0) ends.end(instruction, OF_STAGE);
}
