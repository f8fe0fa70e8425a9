import { runCommand } from "../../src/commands/index.ts";
import type { CommandContext, Output } from "../../src/commands/context.ts";
import { CLI, PLAIN_ENV, type Result } from "./run.ts";

export interface InProcessOptions {
  /** Absolute. */
  readonly cwd?: string;
  /** Added to a plain environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** Answers the prompts: then there is a terminal. */
  readonly ask?: Awaited<ReturnType<CommandContext["loadAsk"]>>;
}

/**
 * Runs a command line in this process, from the sources: a hundred times as fast as a process of its own, for all that does
 * not depend on there being one.
 */
export async function goslimHere(
  args: readonly string[],
  { cwd = process.cwd(), env, input = "", ask }: InProcessOptions = {},
): Promise<Result> {
  const stdout = collect(ask !== undefined);
  const stderr = collect(ask !== undefined);
  const status = await runCommand(args, {
    cwd,
    env: { ...process.env, ...PLAIN_ENV, ...env },
    stdin: { isTerminal: ask !== undefined, read: () => Promise.resolve(input) },
    stdout,
    stderr,
    program: [process.execPath, CLI],
    loadAsk: () => (ask ? Promise.resolve(ask) : Promise.reject(new Error("nobody to ask"))),
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function collect(isTerminal: boolean): Output & { readonly text: () => string } {
  const chunks: Buffer[] = [];
  return {
    write: (text) => chunks.push(Buffer.from(text)),
    paint: (_style, text) => text,
    isTerminal,
    text: () => Buffer.concat(chunks).toString(),
  };
}
