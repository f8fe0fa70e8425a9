import {
  flagValue,
  type Stage,
  type StageInstruction,
  stageOf,
  withInherited,
} from "../../read/dockerfile/stages.ts";
import { runsGo } from "./compiling.ts";

/** Names of stages that are not what is run. */
const ASIDE = new Set([
  "debug",
  "dev",
  "develop",
  "development",
  "test",
  "tests",
  "lint",
  "ci",
  "export",
  "binaries",
]);
/** Subcommands of go that make a stage one that compiles. */
const COMPILING = ["build", "install", "mod"];

/**
 * The stage that the image comes from: the last, unless it is for debugging or has nothing to
 * start.
 */
export function finalStage(stages: readonly Stage[]): Stage | undefined {
  const last = stages.at(-1);
  if (last && starts(last) && !ASIDE.has(last.name)) return last;
  return (
    stages.findLast(
      (stage) => starts(stage) && !ASIDE.has(stage.name) && !/\bgolang\b/.test(stage.image),
    ) ?? last
  );
}

/**
 * The instructions that made the image, those of continued stages first; what compiles is no part
 * of it.
 */
export function finalInstructions(stage: Stage): readonly StageInstruction[] {
  return finalLineage(stage).flatMap(({ instructions }) => instructions);
}

/** A stage and those that it continues, the first ones first, up to one that compiles. */
export function finalLineage(stage: Stage): readonly Stage[] {
  const lineage = [stage];
  for (let parent = stage.parent; parent && !compiles(parent); parent = parent.parent)
    lineage.push(parent);
  return lineage.toReversed();
}

/**
 * Every stage that something in the final one comes from, the final one and its parents included,
 * in order.
 */
export function reachingStages(stages: readonly Stage[], final: Stage): readonly Stage[] {
  const reached = new Set<Stage>();
  const queue = [final];
  for (let stage = queue.pop(); stage; stage = queue.pop()) {
    if (reached.has(stage)) continue;
    reached.add(stage);
    if (stage.parent) queue.push(stage.parent);
    const earlier = stages.slice(0, stage.index);
    for (const instruction of stage.instructions) {
      const source = stageOf(earlier, flagValue(instruction, "from") ?? mountedFrom(instruction));
      if (source) queue.push(source);
    }
  }
  return stages.filter((stage) => reached.has(stage));
}

// --- internal ---

function starts(stage: Stage): boolean {
  return finalInstructions(stage).some(
    ({ keyword }) => keyword === "ENTRYPOINT" || keyword === "CMD",
  );
}

function compiles({ instructions }: Stage): boolean {
  return instructions.some((instruction) => runsGo(instruction, COMPILING));
}

function mountedFrom(instruction: StageInstruction): string | undefined {
  const parts = flagValue(instruction, "mount")?.split(",") ?? [];
  return parts.find((part) => part.startsWith("from="))?.slice("from=".length);
}

/** The directory that a stage works in, as its first WORKDIR says; `/` without one. */
export function homeOf(stage: Stage): string {
  const first = withInherited(stage).find(({ keyword }) => keyword === "WORKDIR")?.values[0];
  return first?.value ?? first?.text ?? "/";
}
