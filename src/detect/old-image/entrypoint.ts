import { basename } from "../../core/posix.ts";
import { flagValue, type Stage, type StageInstruction } from "../../read/dockerfile/stages.ts";
import { isShellCall, plainWords } from "../../read/shell.ts";
import type { Repository, Main } from "../../repository/repository.ts";
import type { Ends } from "./ends.ts";
import type { HealthTime, OldImage } from "./model.ts";
import { lastStarted, type Scripts, scriptOf } from "./scripts.ts";

/** Programs that start others, or interpret them: none is the one that is compiled. */
export const INTERPRETERS: ReadonlySet<string> = new Set([
  "sh",
  "bash",
  "ash",
  "dash",
  "busybox",
  "env",
  "python",
  "python3",
  "node",
  "java",
  "perl",
  "ruby",
  "npm",
  "nginx",
  "supervisord",
  "s6-svscan",
  "init",
]);
/**
 * Words before the program that the new image does without, and how many words each takes: a user.
 */
export const WRAPPERS: ReadonlyMap<string, number> = new Map([
  ["tini", 0],
  ["dumb-init", 0],
  ["catatonit", 0],
  ["su-exec", 1],
  ["gosu", 1],
  ["exec", 0],
  ["--", 0],
]);

const NOT_OURS = "it starts a script or another program, which the image lacks";
const NEEDS_SHELL = "it needs a shell or another program, which the image lacks";

/** What the image starts. */
export interface Start {
  readonly entrypoint: StageInstruction | undefined;
  readonly command: StageInstruction | undefined;
  /** ENTRYPOINT and CMD that later ones replace. */
  readonly undone: readonly StageInstruction[];
}

/** Tells the program from others by its word in a command line. */
export type IsProgram = (word: string) => boolean;

/**
 * Finds the ENTRYPOINT and CMD that count; an ENTRYPOINT undoes the CMD of a stage that its own
 * continues.
 */
export function findStart(lineage: readonly Stage[]): Start {
  let entrypoint: StageInstruction | undefined;
  let command: StageInstruction | undefined;
  const undone: (StageInstruction | undefined)[] = [];
  for (const { instructions } of lineage) {
    let isOwnCommand = false;
    for (const instruction of instructions) {
      if (instruction.keyword === "ENTRYPOINT") {
        undone.push(entrypoint);
        entrypoint = instruction;
        if (isOwnCommand) continue;
        undone.push(command);
        command = undefined;
      } else if (instruction.keyword === "CMD") {
        undone.push(command);
        command = instruction;
        isOwnCommand = true;
      }
    }
  }
  return { entrypoint, command, undone: undone.filter((one) => one !== undefined) };
}

/**
 * Names that the program goes by in the stages: what `go build -o` writes, and what that is copied
 * to.
 */
export function programNames(
  stages: readonly Stage[],
  outputs: ReadonlySet<string>,
  main: Main | undefined,
): ReadonlySet<string> {
  const names = new Set(outputs);
  if (!main) return names;
  names.add(main.name);
  for (const instruction of stages.flatMap(({ instructions }) => instructions)) {
    const { keyword, values } = instruction;
    if (keyword !== "COPY" && keyword !== "ADD") continue;
    const target = values.at(-1)?.text ?? "";
    const source = basename(values.at(-2)?.text ?? "");
    if (!source.startsWith(main.name) && !isComputed(source, instruction)) continue;
    names.add(/(?:^|\/)\.{0,2}$/.test(target) ? source : basename(target));
  }
  return names;
}

/**
 * Whether the source of COPY has a computed name, as programs have that a stage or a pipeline built
 * for several platforms.
 */
export function isComputed(name: string, instruction: StageInstruction): boolean {
  const isFromStage = flagValue(instruction, "from") !== undefined;
  return name.includes("TARGET") || (isFromStage && name.includes("$"));
}

/**
 * The one program that is started and nobody explains: no tool, no file of the repository, no other
 * program of it.
 *
 * @param copied names of the files that are copied out of the repository
 */
export function foreignName(
  { entrypoint, command }: Start,
  env: Stage["env"],
  { mains }: Pick<Repository, "mains">,
  copied: ReadonlySet<string>,
): string | undefined {
  const words =
    (entrypoint && startWords(entrypoint, env)) ?? (command && startWords(command, env)) ?? [];
  const [word = ""] = words;
  const name = basename(word);
  const isExplained =
    INTERPRETERS.has(name) ||
    WRAPPERS.has(name) ||
    !/^\.?\//.test(word) ||
    name.includes(".") ||
    copied.has(name) ||
    mains.some((other) => other.name === name);
  return isExplained ? undefined : name;
}

/**
 * The words of ENTRYPOINT or CMD; undefined if it needs a shell. Docker puts no values into them, a
 * shell does.
 */
export function startWords(
  { json, rest }: StageInstruction,
  env: Stage["env"],
): readonly string[] | undefined {
  if (json && !isShellCall(json)) return json;
  return plainWords(json?.[2] ?? rest, (name) => env.get(name));
}

/** What tells what is started. */
export interface StartContext {
  /** ENV of the image. */
  readonly env: Stage["env"];
  readonly scripts: Scripts;
  readonly isProgram: IsProgram;
}

/** Reads the arguments that the program is started with, by itself or by a script at its end. */
export function readStart(
  { entrypoint, command, undone }: Start,
  context: StartContext,
  ends: Ends,
): Pick<OldImage, "args" | "cmd"> {
  for (const instruction of undone) ends.omit(instruction, "a later one replaces it");
  const read = entrypoint && readEntrypoint(entrypoint, context, ends);
  const follows = read === undefined ? "nothing" : read.takesCommand ? "program" : "other";
  return { args: read?.args, cmd: command && readCommand(command, follows, context, ends) };
}

// The words of CMD follow those of ENTRYPOINT only if that starts the program.
function readEntrypoint(
  instruction: StageInstruction,
  context: StartContext,
  ends: Ends,
): { readonly args: OldImage["args"]; readonly takesCommand: boolean } {
  const words = startWords(instruction, context.env);
  const rest = words && afterProgram(words, context.isProgram);
  if (words?.length === 0) ends.omit(instruction, "it undoes that of the base image");
  else if (rest === undefined) {
    ends.lose(instruction, NOT_OURS);
    const started = words && startedByScript(words, context);
    if (started === undefined || started.rest.length === 0)
      return { args: undefined, takesCommand: false };
    ends.carry(instruction, "args", `the script's end: ${started.rest.join(" ")}`);
    return { args: ends.place(instruction, started.rest), takesCommand: started.passesOn };
  } else if (rest.length > 0) ends.carry(instruction, "args");
  else ends.replace(instruction, "ENTRYPOINT");
  const args = rest === undefined || rest.length === 0 ? undefined : ends.place(instruction, rest);
  return { args, takesCommand: rest !== undefined };
}

function readCommand(
  instruction: StageInstruction,
  follows: "nothing" | "program" | "other",
  context: StartContext,
  ends: Ends,
): OldImage["cmd"] {
  const words = startWords(instruction, context.env);
  const rest = words && commandArguments(words, follows, context.isProgram);
  if (rest === undefined) {
    ends.lose(instruction, NEEDS_SHELL);
    const started = words && startedByScript(words, context);
    if (started === undefined || started.rest.length === 0) return undefined;
    ends.carry(instruction, "cmd", `the script's end: ${started.rest.join(" ")}`);
    return ends.place(instruction, started.rest);
  }
  if (rest.length > 0) ends.carry(instruction, "cmd");
  else ends.replace(instruction, "ENTRYPOINT");
  return rest.length === 0 ? undefined : ends.place(instruction, rest);
}

function commandArguments(
  words: readonly string[],
  follows: "nothing" | "program" | "other",
  isProgram: IsProgram,
): readonly string[] | undefined {
  if (follows === "program" && !isProgram(words[0] ?? "")) return words;
  const rest = afterProgram(words, isProgram);
  // Flags are the program's, whatever script passes them on.
  return follows === "other" && words[0]?.startsWith("-") ? (rest ?? words) : rest;
}

/** Reads a health check; only one that the program answers itself can be carried over. */
export function readHealth(
  instruction: StageInstruction,
  isProgram: IsProgram,
  ends: Ends,
): OldImage["health"] {
  const { json, rest } = instruction;
  if (/^NONE\b/i.test(rest)) {
    ends.omit(instruction, "there is none to undo");
    return undefined;
  }
  if (json?.[0] !== undefined && isProgram(json[0])) {
    ends.carry(instruction, "healthCmd");
    const words = ends.place(instruction, ["{program}", ...json.slice(1)]);
    return { ...words, times: readTimes(instruction, ends) };
  }
  ends.lose(instruction, "it starts another program or a shell, which the image lacks");
  return undefined;
}

// --- internal ---

/** The answers that hold the times of a health check, by the flag of HEALTHCHECK. */
const TIMES: ReadonlyMap<string, HealthTime> = new Map([
  ["interval", "healthInterval"],
  ["timeout", "healthTimeout"],
  ["start-period", "healthStartPeriod"],
  ["retries", "healthRetries"],
]);

function readTimes(instruction: StageInstruction, ends: Ends): ReadonlyMap<HealthTime, string> {
  const times = new Map<HealthTime, string>();
  for (const { name, value = "" } of instruction.flags) {
    const part = `HEALTHCHECK --${name}=${value}`;
    const answer = TIMES.get(name);
    if (name === "start-interval" && value === "5s")
      ends.omit(instruction, "Docker takes it by itself", part);
    else if (answer === undefined)
      ends.lose(instruction, "add it to HEALTHCHECK of the new Dockerfile", part);
    else {
      times.set(answer, value);
      ends.carry(instruction, answer, part);
    }
  }
  return times;
}

function afterProgram(
  words: readonly string[],
  isProgram: IsProgram,
): readonly string[] | undefined {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? "";
    const taken = WRAPPERS.get(basename(word));
    if (taken !== undefined) at += isProgram(words[at + 1 + taken] ?? "") ? 1 + taken : 1;
    else if (at > 0 && /^-\w$/.test(word) && !isProgram(word)) at += 1;
    else break;
  }
  return isProgram(words[at] ?? "") ? words.slice(at + 1) : undefined;
}

function startedByScript(
  words: readonly string[],
  { env, scripts, isProgram }: StartContext,
): { readonly rest: readonly string[]; readonly passesOn: boolean } | undefined {
  const text = scriptOf(words, scripts);
  const last = text === undefined ? undefined : lastStarted(text, env);
  const rest = last && afterProgram(last.words, isProgram);
  return last && rest ? { rest, passesOn: last.passesOn } : undefined;
}
