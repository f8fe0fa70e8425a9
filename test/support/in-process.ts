import { runCommand } from "../../src/commands/index.ts";
import type { CommandContext, Output } from "../../src/commands/context.ts";
import { CLI, PLAIN_ENV, type Result, type RunOptions } from "./run.ts";

export interface HereOptions extends RunOptions {
  /** Answers the prompts: then there is a terminal. */
  readonly ask?: Awaited<ReturnType<CommandContext["loadAsk"]>>;
}

/**
 * Runs the command line in this process, from the sources: what a process of its own would print and return, without one.
 * What is of the process itself (signals, terminals, the bundle) needs `goslim` of run.ts.
 */
export async function goslimHere(
  args: readonly string[],
  { cwd = process.cwd(), env, input = "", ask }: HereOptions = {},
): Promise<Result> {
  const stdout = collect(ask !== undefined);
  const stderr = collect(ask !== undefined);
  const environment = { ...process.env, ...PLAIN_ENV, ...env };
  const status = await runCommand(args, {
    cwd,
    env: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
    stdin: { isTerminal: ask !== undefined, read: () => Promise.resolve(input) },
    stdout,
    stderr,
    program: [process.execPath, CLI],
    onInterrupt: () => () => undefined,
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
