import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { judgeGiven } from "../core/answers.ts";
import { parseAnswersFile } from "../core/answers-file.ts";
import { invalidDirectory, refusal, usageError } from "../core/errors.ts";
import { RECORD_FILE } from "../core/record-file.ts";
import { directoryProblem } from "../core/target.ts";
import { npmOptions, reasonNotToAsk } from "../io/environment.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandContext, Output } from "./context.ts";
import type { RunRequest } from "./run.ts";

/** Whether a command only reads, so that it asks nothing and runs in a directory that is there. */
interface Nature {
  readonly readsOnly: boolean;
}

/** The output that people read: standard output, unless that is for a document alone. */
export function outputForPeople(
  { options }: Arguments,
  { stdout, stderr }: CommandContext,
): Output {
  return options.json || options.diff ? stderr : stdout;
}

/** Whether nothing may be written; npm keeps `--dry-run` for itself. */
export function isDryRun({ options }: Arguments, { env }: CommandContext): boolean {
  return options.dryRun || npmOptions(env).dryRun;
}

/** Tells that npm kept an option whose loss would surprise. */
export function tellWhatNpmKept({ env, stderr }: CommandContext): void {
  if (npmOptions(env).force)
    stderr.write('note: npm kept --force for itself; write it behind a "--"\n');
}

/**
 * Finds out where to run and whether somebody can be asked, and reads the answers file.
 *
 * @throws KnownError for a directory that cannot be the target, and for questions where there is no terminal
 */
export async function prepareRun(
  args: Arguments,
  context: CommandContext,
  { readsOnly }: Nature,
): Promise<RunRequest> {
  const { directories, flags, options } = args;
  tellWhatNpmKept(context);
  const people = outputForPeople(args, context);
  const interactive = judgeInteractive(args, context, people, readsOnly);
  const file =
    options.answers === undefined
      ? {}
      : parseAnswersFile(await readAnswers(options.answers, context), options.answers);
  // Where nobody is asked, the run judges all values at once, beside what the repository holds.
  if (interactive) judgeGiven({ ...file, ...flags });
  const ask = interactive ? await context.loadAsk() : undefined;
  const directory =
    directories[0] ??
    (await defaultDirectory(readsOnly || options.update, context.cwd, ask?.askDirectory));
  refuseDirectory(directory, context.cwd);
  return {
    directory,
    flags,
    file,
    options: { ...options, dryRun: isDryRun(args, context) },
    ask,
    people,
    context,
  };
}

// --- internal ---

function judgeInteractive(
  { options }: Arguments,
  { env, stdin, stdout }: CommandContext,
  people: Output,
  readsOnly: boolean,
): boolean {
  const hasTerminal = stdin.isTerminal && stdout.isTerminal;
  const notAsking =
    options.yes || npmOptions(env).yes || options.json || readsOnly || options.interactive === false
      ? ""
      : reasonNotToAsk(env, { stdin: stdin.isTerminal, stdout: stdout.isTerminal });
  const interactive = options.interactive ?? notAsking === undefined;
  if (options.interactive && !hasTerminal)
    throw usageError([{ code: "no-terminal", at: { flag: "--interactive" } }]);
  if (options.onConflict === "ask" && !interactive)
    throw usageError([{ code: "no-terminal-for-conflicts", at: { flag: "--on-conflict" } }]);
  if (notAsking && !interactive)
    people.write(people.paint("dim", `not asking, since ${notAsking}; --help lists the flags\n`));
  return interactive;
}

async function defaultDirectory(
  mustBeHere: boolean,
  cwd: string,
  askDirectory:
    | ((fallback: string, problem: typeof directoryProblem) => Promise<string>)
    | undefined,
): Promise<string> {
  if (mustBeHere || existsSync(resolve(cwd, RECORD_FILE))) return ".";
  const { holdsProject } = await import("../detect/project.ts");
  const fallback = holdsProject(cwd) ? "." : "goslim-app";
  return (await askDirectory?.(fallback, directoryProblem)) ?? fallback;
}

function refuseDirectory(directory: string, cwd: string): void {
  const problem = directoryProblem(directory);
  if (problem) throw usageError([invalidDirectory(directory, problem)]);
  const reason = obstacleAt(resolve(cwd, directory));
  if (reason) throw refusal("directory-in-the-way", { directory }, { directory, reason });
}

async function readAnswers(source: string, { stdin, cwd }: CommandContext): Promise<string> {
  try {
    return source === "-" ? await stdin.read() : readFileSync(resolve(cwd, source), "utf8");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node names the file by its absolute path, people by the one that they gave.
    const reason = message.replaceAll(resolve(cwd, source), source);
    throw refusal("answers-unreadable", { flag: "--answers" }, { source, reason });
  }
}

/** Why there can be no directory at a path. */
function obstacleAt(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  const target = statSync(path, { throwIfNoEntry: false });
  if (!target) return "is a symbolic link that leads nowhere";
  return target.isDirectory() ? undefined : "is not a directory";
}
