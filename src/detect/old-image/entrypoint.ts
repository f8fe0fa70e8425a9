import { basename } from "node:path/posix";
import { flagValue, type Stage, type StageInstruction } from "../../read/dockerfile/stages.ts";
import { isShellCall, plainWords } from "../../read/shell.ts";
import type { Repository, Main } from "../../repository/repository.ts";
import type { Ends } from "./ends.ts";
import type { OldImage } from "./model.ts";

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
/** Words before the program that the new image does without. */
export const WRAPPERS: ReadonlySet<string> = new Set([
  "tini",
  "dumb-init",
  "catatonit",
  "su-exec",
  "gosu",
  "exec",
  "--",
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

/** Finds the ENTRYPOINT and CMD that count; an ENTRYPOINT undoes the CMD of a stage that its own continues. */
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

/** Names that the program goes by in the stages: what `go build -o` writes, and what that is copied to. */
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

/** Whether the source of COPY has a computed name, as programs have that a stage or a pipeline built for several platforms. */
export function isComputed(name: string, instruction: StageInstruction): boolean {
  const isFromStage = flagValue(instruction, "from") !== undefined;
  return name.includes("TARGET") || (isFromStage && name.includes("$"));
}

/**
 * The one program that is started and nobody explains: no tool, no file of the repository, no other program of it.
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

/** The words of ENTRYPOINT or CMD; undefined if it needs a shell. Docker puts no values into them, a shell does. */
export function startWords(
  { json, rest }: StageInstruction,
  env: Stage["env"],
): readonly string[] | undefined {
  if (json && !isShellCall(json)) return json;
  return plainWords(json?.[2] ?? rest, (name) => env.get(name));
}

/** Reads the arguments that the program is started with. */
export function readStart(
  { entrypoint, command, undone }: Start,
  env: Stage["env"],
  isProgram: IsProgram,
  ends: Ends,
): Pick<OldImage, "args" | "cmd"> {
  for (const instruction of undone) ends.omit(instruction, "a later one replaces it");
  let args: OldImage["args"];
  let startsOther = false;
  if (entrypoint) {
    const words = startWords(entrypoint, env);
    const rest = words && afterProgram(words, isProgram);
    startsOther = rest === undefined;
    if (words?.length === 0) ends.omit(entrypoint, "it undoes that of the base image");
    else if (rest === undefined) ends.lose(entrypoint, NOT_OURS);
    else if (rest.length > 0) {
      args = ends.place(entrypoint, rest);
      ends.carry(entrypoint, "args");
    } else ends.replace(entrypoint, "ENTRYPOINT");
  }
  return { args, cmd: command && readCommand(command) };

  function readCommand(instruction: StageInstruction): OldImage["cmd"] {
    const words = startWords(instruction, env);
    const isWhole = entrypoint === undefined || startsOther || isProgram(words?.[0] ?? "");
    let rest = words && isWhole ? afterProgram(words, isProgram) : words;
    // Flags are the program's, whatever script passes them on.
    if (startsOther && words?.[0]?.startsWith("-")) rest ??= words;
    if (rest === undefined) ends.lose(instruction, NEEDS_SHELL);
    else if (rest.length > 0) ends.carry(instruction, "cmd");
    else ends.replace(instruction, "ENTRYPOINT");
    return rest === undefined || rest.length === 0 ? undefined : ends.place(instruction, rest);
  }
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
    endTiming(instruction, ends);
    return ends.place(instruction, ["{program}", ...json.slice(1)]);
  }
  ends.lose(instruction, "it starts another program or a shell, which the image lacks");
  return undefined;
}

// --- internal ---

/** Times of a health check that say nothing, because Docker takes them by itself (checked 2026-11-25). */
const HEALTH_DEFAULTS: Readonly<Record<string, string>> = {
  interval: "30s",
  timeout: "30s",
  "start-period": "0s",
  "start-interval": "5s",
  retries: "3",
};

function endTiming(instruction: StageInstruction, ends: Ends): void {
  const own = instruction.flags.filter(({ name, value }) => HEALTH_DEFAULTS[name] !== value);
  if (own.length === 0) return;
  const flags = own.map(({ name, value }) => `--${name}=${value}`).join(" ");
  ends.lose(instruction, "add them to HEALTHCHECK of the new Dockerfile", `HEALTHCHECK ${flags}`);
}

function afterProgram(
  words: readonly string[],
  isProgram: IsProgram,
): readonly string[] | undefined {
  const isBefore = (word: string, at: number): boolean =>
    WRAPPERS.has(basename(word)) || (at > 0 && /^-\w$/.test(word) && !isProgram(word));
  const at = words.findIndex((word, index) => !isBefore(word, index));
  return at !== -1 && isProgram(words[at] ?? "") ? words.slice(at + 1) : undefined;
}
