import { normalize } from "../../core/posix.ts";
import { isWithin } from "../../core/paths.ts";
import type { StageInstruction } from "../../read/dockerfile/stages.ts";
import type { Command } from "../../read/shell.ts";
import { joinWorkdir } from "./settings.ts";

/** Owners that need no directory of their own. */
const ROOT: ReadonlySet<string> = new Set(["root", "0"]);

/** Directories that RUN makes and gives to a user: the program writes to them. */
export interface Writable {
  /**
   * Absolute paths by the instruction that makes them, without those that hold files of the image.
   */
  readonly paths: ReadonlyMap<StageInstruction, readonly string[]>;
  /** The commands that make and give them. */
  readonly commands: ReadonlySet<Command>;
}

/** A path that a command of an instruction is about. */
interface Step {
  readonly path: string;
  readonly command: Command;
  readonly instruction: StageInstruction;
}

/** Finds the directories that the image makes for its user. */
export function findWritable(lines: readonly StageInstruction[]): Writable {
  const made: Step[] = [];
  const given: Step[] = [];
  const filled: string[] = [];
  let workdir = "/";
  for (const instruction of lines) {
    const { keyword, values, script } = instruction;
    if (keyword === "WORKDIR") {
      workdir = joinWorkdir(instruction, workdir) ?? workdir;
      filled.push(workdir);
    }
    if (keyword === "COPY" || keyword === "ADD")
      filled.push(absolute(values.at(-1)?.value ?? "", workdir));
    for (const command of script.commands) {
      const steps = argumentsOf(command).map((path) => ({
        path: absolute(path, workdir),
        command,
        instruction,
      }));
      if (isCommand(command, "mkdir")) made.push(...steps);
      if (isCommand(command, "chown") && !ROOT.has(ownerOf(command))) given.push(...steps.slice(1));
    }
  }
  return join(made, given, filled);
}

// --- internal ---

function join(made: readonly Step[], given: readonly Step[], filled: readonly string[]): Writable {
  const paths = new Map<StageInstruction, readonly string[]>();
  const commands = new Set<Command>();
  for (const { path, command, instruction } of made) {
    const giver = given.find((one) => isWithin(path, one.path));
    if (!giver || filled.some((one) => isWithin(one, path))) continue;
    paths.set(instruction, [...(paths.get(instruction) ?? []), path]);
    commands.add(command).add(giver.command);
  }
  return { paths, commands };
}

function isCommand({ words }: Command, name: string): boolean {
  return words[0]?.text === name;
}

// What is no flag, and known.
function argumentsOf({ words }: Command): readonly string[] {
  return words
    .slice(1)
    .flatMap(({ value }) => (value === undefined || value.startsWith("-") ? [] : [value]));
}

function ownerOf(command: Command): string {
  return argumentsOf(command)[0]?.replace(/[:.].*$/, "") ?? "";
}

function absolute(path: string, workdir: string): string {
  return normalize(path.startsWith("/") ? path : `${workdir}/${path}`).replace(/(?!^)\/$/, "");
}
