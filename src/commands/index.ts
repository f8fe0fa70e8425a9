import { version } from "virtual:version";
import { CancelledError, EXIT, KnownError, UntoldError } from "../core/known-error.ts";
import { errorJson, errorText } from "../report/errors.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import type { CommandContext } from "./context.ts";
import { helpText } from "./help.ts";

/** Does what a command line asks for; throws KnownError and CancelledError. */
export type Command = (args: Arguments, context: CommandContext) => Promise<number> | number;

/** A command, and the arguments that choose it. */
interface CommandRow {
  readonly name: string;
  readonly isChosen: (args: Arguments) => boolean;
  /** Loads what it needs: most of the program serves those commands alone that render. */
  readonly load: () => Promise<Command> | Command;
}

/** All commands; the first one that the arguments choose runs. */
export const COMMANDS: readonly CommandRow[] = [
  { name: "help", isChosen: ({ options }) => options.help, load: () => printHelp },
  { name: "version", isChosen: ({ options }) => options.version, load: () => printVersion },
  {
    name: "list",
    isChosen: ({ options }) => options.list,
    load: async () => (await import("./list.ts")).list,
  },
  {
    name: "many",
    isChosen: ({ directories }) => directories.length > 1 || directories[0] === "-",
    load: async () => (await import("./many.ts")).many,
  },
  {
    name: "check",
    isChosen: ({ options }) => options.check,
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "diff",
    isChosen: ({ options }) => options.diff,
    load: async () => (await import("./diff.ts")).diff,
  },
  {
    // The record that it needs is asked for where the run begins.
    name: "update",
    isChosen: ({ options }) => options.update,
    load: async () => (await import("./create.ts")).create,
  },
  {
    name: "create",
    isChosen: () => true,
    load: async () => (await import("./create.ts")).create,
  },
];

/**
 * Runs a command line in a context of the caller's, without touching the process.
 *
 * @param argv the arguments behind the program's name
 * @returns the exit code, see {@link EXIT}
 * @throws what is a defect: known errors are told and become the exit code
 */
export async function runCommand(
  argv: readonly string[],
  context: CommandContext,
): Promise<number> {
  try {
    const args = parseArguments(argv);
    const row = COMMANDS.find(({ isChosen }) => isChosen(args));
    const command = await row?.load();
    return (await command?.(args, context)) ?? EXIT.usage;
  } catch (error) {
    return tellFailure(error, argv.includes("--json"), context);
  }
}

// --- internal ---

function printHelp(_: Arguments, { stdout }: CommandContext): number {
  stdout.write(helpText(stdout.columns ?? 80));
  return EXIT.done;
}

function printVersion(_: Arguments, { stdout }: CommandContext): number {
  stdout.write(`${version}\n`);
  return EXIT.done;
}

async function tellFailure(
  error: unknown,
  json: boolean,
  context: CommandContext,
): Promise<number> {
  const { stdout, stderr } = context;
  if (error instanceof CancelledError) {
    stderr.write("cancelled, nothing was written\n");
    return EXIT.cancelled;
  }
  const known = await knownError(error);
  if (!known) throw error;
  stderr.write(errorText(known, stderr.paint));
  if (json) stdout.write(`${JSON.stringify(errorJson(known), null, 2)}\n`);
  return known.exitCode;
}

async function knownError(error: unknown): Promise<KnownError | undefined> {
  if (error instanceof KnownError) return error;
  const isGone = error instanceof Error && "syscall" in error && error.syscall === "uv_cwd";
  if (!isGone && !(error instanceof UntoldError)) return undefined;
  const { refusal, usageError } = await import("../core/errors.ts");
  return error instanceof UntoldError
    ? usageError(error.problems)
    : refusal("directory-gone", { file: "." });
}
