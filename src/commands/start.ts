import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { version } from "virtual:version";
import { parseAnswersFile } from "../core/answers-file.ts";
import type { askDirectory as AskDirectoryFunction } from "../ask/ask.ts";
import { type Environment, npmOptions, reasonNotToAsk } from "../io/environment.ts";
import { CancelledError, EXIT, KnownError, quoted, refusal, usageError } from "../core/errors.ts";
import { errorJson, errorText, type Painter } from "../report/report.ts";
import { directoryProblem } from "../core/target.ts";
import { RECORD_FILE } from "../core/record-file.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import { helpText } from "./help.ts";

type AskDirectory = typeof AskDirectoryFunction;

/** A stream that a command writes to. */
export interface HostOutput {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal, where it is one. */
  readonly columns?: number;
  /** Applies a style where the stream shows colours. */
  readonly paint: Painter;
}

/** All that a command takes from the process it runs in, so that tests can run one without a process. */
export interface Host {
  readonly env: Environment;
  /** @returns the absolute path of the current directory; throws if that is gone */
  readonly cwd: () => string;
  readonly stdin: {
    readonly isTTY?: boolean;
    /** Reads to the end. */
    readonly text: () => Promise<string>;
  };
  readonly stdout: HostOutput;
  readonly stderr: HostOutput;
  /** The words that start this program again: node and its script. */
  readonly command: readonly [string, ...string[]];
}

/**
 * Runs the command line.
 *
 * @param argv the words behind the program's name
 * @returns the exit code; what went wrong was written to standard error
 * @throws what is no known error
 */
export async function start(argv: readonly string[], host: Host): Promise<number> {
  try {
    return await main(parseArguments(argv), host);
  } catch (error) {
    return failed(error, argv, host);
  }
}

// --- internal ---

async function main(
  { directories, flags, given, options }: Arguments,
  host: Host,
): Promise<number> {
  const { env, stdin, stdout, stderr } = host;
  const { json } = options;
  // Under --json and --diff standard output is for the document alone.
  const people = json || options.diff ? stderr : stdout;
  if (options.help) return print(helpText(stdout.columns ?? 80), host);
  if (options.version) return print(`${version}\n`, host);
  if (options.list) return list(json, host);

  const fromNpm = npmOptions(env);
  if (fromNpm.force) stderr.write('note: npm kept --force for itself; write it behind a "--"\n');
  const dryRun = options.dryRun || fromNpm.dryRun;
  const readsOnly = options.check || options.diff;
  if (directories.length > 1 || directories[0] === "-")
    return many({ directories, given, json, dryRun }, people, host);
  const notAsking =
    options.yes || fromNpm.yes || json || readsOnly || options.interactive === false
      ? ""
      : reasonNotToAsk(env, { stdin: stdin.isTTY === true, stdout: stdout.isTTY === true });
  const interactive = options.interactive ?? notAsking === undefined;
  if (options.interactive && !(stdin.isTTY && stdout.isTTY))
    throw usageError([
      {
        flag: "--interactive",
        message: "there is no terminal to ask in",
        hint: "leave it out, and answer by flags or --answers",
      },
    ]);
  if (options.onConflict === "ask" && !interactive)
    throw usageError([
      {
        flag: "--on-conflict",
        message: "there is no terminal to ask in",
        hint: "choose fail, merge, skip or overwrite",
      },
    ]);
  if (notAsking && !interactive)
    people.write(people.paint("dim", `not asking, since ${notAsking}; --help lists the flags\n`));

  const file =
    options.answers === undefined
      ? {}
      : parseAnswersFile(await readAnswers(options.answers, host), options.answers);
  // Not for --help: what asks, reads and renders is most of the program.
  const [{ run }, ask] = await Promise.all([
    import("./run.ts"),
    interactive ? import("../ask/ask.ts") : undefined,
  ]);
  const cwd = host.cwd();
  const directory =
    directories[0] ?? (await defaultDirectory(cwd, readsOnly || options.update, ask?.askDirectory));
  const problem = directoryProblem(directory);
  if (problem) throw usageError([{ flag: "[dir]", message: `${quoted(directory)} ${problem}` }]);
  const obstacle = obstacleAt(resolve(cwd, directory));
  if (obstacle)
    throw refusal("[dir]", `${quoted(directory)} ${obstacle}`, "name another directory");
  return run(
    { directory, flags, file, options: { ...options, dryRun }, interactive },
    {
      env,
      cwd,
      ask,
      people,
      errors: stderr,
      out: stdout,
      paint: people.paint,
      paintError: stderr.paint,
    },
  );
}

async function many(
  {
    directories,
    given,
    json,
    dryRun,
  }: {
    readonly directories: readonly string[];
    readonly given: readonly string[];
    readonly json: boolean;
    readonly dryRun: boolean;
  },
  people: HostOutput,
  { env, stdin, stdout, command }: Host,
): Promise<number> {
  const { runMany } = await import("./many.ts");
  const named =
    directories[0] === "-"
      ? (await stdin.text()).split("\n").map((line) => line.trim())
      : directories;
  const options = dryRun && !given.includes("--dry-run") ? [...given, "--dry-run"] : given;
  return runMany({
    directories: named.filter((line) => line !== ""),
    options: options.filter((option) => option !== "--json"),
    json,
    command,
    environment: env,
    people,
    out: stdout,
    paint: people.paint,
  });
}

async function defaultDirectory(
  cwd: string,
  mustBeHere: boolean,
  askDirectory: AskDirectory | undefined,
): Promise<string> {
  if (mustBeHere || existsSync(join(cwd, RECORD_FILE))) return ".";
  const { holdsProject } = await import("../detect/project.ts");
  const fallback = holdsProject(cwd) ? "." : "goslim-app";
  return (await askDirectory?.(fallback, directoryProblem)) ?? fallback;
}

function print(text: string, { stdout }: Host): number {
  stdout.write(text);
  return EXIT.done;
}

async function list(json: boolean, host: Host): Promise<number> {
  const { GENERATORS } = await import("../../generators/index.ts");
  if (json)
    return print(
      `${JSON.stringify({ generators: GENERATORS.map(({ id, title, owner }) => ({ id, title, owner })) }, null, 2)}\n`,
      host,
    );
  const width = Math.max(...GENERATORS.map(({ id }) => id.length));
  return print(
    GENERATORS.map(({ id, title, owner }) => `${id.padEnd(width)}  ${title} (${owner})\n`).join(""),
    host,
  );
}

async function readAnswers(source: string, { cwd, stdin }: Host): Promise<string> {
  const path = source === "-" ? source : resolve(cwd(), source);
  try {
    return source === "-" ? await stdin.text() : readFileSync(path, "utf8");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw refusal(
      "--answers",
      // In the words of the command line, not as it was resolved.
      `cannot read ${quoted(source)}: ${message.replaceAll(path, source)}`,
    );
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

function failed(error: unknown, argv: readonly string[], host: Host): number {
  const { stdout, stderr } = host;
  if (error instanceof CancelledError) {
    stderr.write("cancelled, nothing was written\n");
    return EXIT.cancelled;
  }
  if (error instanceof Error && "syscall" in error && error.syscall === "uv_cwd") {
    const gone = refusal(".", "the current directory is gone", "change to one that exists");
    return failed(gone, argv, host);
  }
  if (!(error instanceof KnownError)) throw error;
  stderr.write(errorText(error, stderr.paint));
  // The words themselves, since they may be what could not be read.
  if (argv.includes("--json")) stdout.write(`${JSON.stringify(errorJson(error), null, 2)}\n`);
  return error.exitCode;
}
