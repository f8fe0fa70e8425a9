import { type HostOutput, start } from "../../src/commands/start.ts";
import { CLI, PLAIN_ENV, type Result, type RunOptions } from "./run.ts";

/**
 * Runs the command line in this process: what a process of its own would print and return, without one. What is of
 * the process itself (signals, terminals, the bundle) needs `goslim` of run.ts.
 */
export async function goslimHere(
  args: readonly string[],
  { cwd = process.cwd(), env, input = "" }: RunOptions = {},
): Promise<Result> {
  const stdout = collect();
  const stderr = collect();
  const environment = { ...process.env, ...PLAIN_ENV, ...env };
  const status = await start(args, {
    env: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
    cwd: () => cwd,
    stdin: { text: async () => input },
    stdout: stdout.output,
    stderr: stderr.output,
    command: [process.execPath, CLI],
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function collect(): { readonly output: HostOutput; readonly text: () => string } {
  const chunks: Buffer[] = [];
  return {
    output: {
      write: (text) => chunks.push(Buffer.from(text)),
      paint: (_style, text) => text,
    },
    text: () => Buffer.concat(chunks).toString(),
  };
}
