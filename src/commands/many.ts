import { spawn } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { Environment } from "../io/environment.ts";
import { EXIT, type Problem } from "../core/errors.ts";
import type { Painter } from "../report/report.ts";
import { directoryProblem } from "../core/target.ts";

export interface ManyRequest {
  readonly directories: readonly string[];
  /** Options for each run, as on the command line. */
  readonly options: readonly string[];
  readonly json: boolean;
  /** The program that runs in one directory: node and cli.js. */
  readonly command: readonly [string, ...string[]];
  readonly environment: Environment;
  readonly people: { write(text: string): unknown };
  readonly out: { write(text: string): unknown };
  readonly paint: Painter;
}

/** What came of one directory; `result` is the document that its own run printed. */
interface Outcome {
  readonly directory: string;
  readonly exitCode: number;
  readonly result: {
    readonly status?: string;
    readonly files?: readonly { readonly path: string; readonly state: string }[];
    readonly findings?: readonly { readonly where: string; readonly message: string }[];
    readonly problems?: readonly Problem[];
  };
}

/**
 * Runs in many directories, as many at a time as there are processors, each in a process of its own: what fails in one does
 * not reach the others.
 *
 * @returns the exit code: that of the worst run
 */
export async function runMany({
  directories,
  options,
  json,
  command,
  environment,
  people,
  out,
  paint,
}: ManyRequest): Promise<number> {
  const queue = [
    ...new Map(directories.map((directory) => [identity(directory), directory])).values(),
  ];
  const outcomes: Outcome[] = [];
  const total = queue.length;
  const worker = async (): Promise<void> => {
    for (let directory = queue.shift(); directory !== undefined; directory = queue.shift()) {
      const outcome = await runOne(directory, options, command, environment);
      outcomes.push(outcome);
      people.write(
        `${paint("dim", `${outcomes.length}/${total}`.padStart(2 * String(total).length + 1))} ${summary(outcome, paint)}\n`,
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), total) }, worker));
  outcomes.sort((a, b) => directories.indexOf(a.directory) - directories.indexOf(b.directory));
  const failed = outcomes.filter(({ exitCode }) => exitCode !== EXIT.done);
  const code = Math.max(0, ...outcomes.map(({ exitCode }) => exitCode));
  if (json) {
    const projects = outcomes.map(({ directory, exitCode, result }) => ({
      ...result,
      directory,
      exitCode,
    }));
    out.write(
      `${JSON.stringify({ status: code === EXIT.done ? "done" : "refused", exitCode: code, projects }, null, 2)}\n`,
    );
  }
  const changed = outcomes.filter(({ result }) => changes(result) > 0).length;
  people.write(
    `\n${total} projects: ${changed} changed, ${total - changed - failed.length} as they were, ${failed.length} failed\n`,
  );
  return code;
}

// --- internal ---

function identity(directory: string): string {
  try {
    return realpathSync(directory);
  } catch {
    return resolve(directory); // its run will say what is wrong with it
  }
}

async function runOne(
  directory: string,
  options: readonly string[],
  [program, ...args]: ManyRequest["command"],
  environment: Environment,
): Promise<Outcome> {
  const failed = (message: string): Outcome => ({
    directory,
    exitCode: EXIT.refused,
    result: { status: "failed", problems: [{ flag: "[dir]", message }] },
  });
  const problem = directoryProblem(directory);
  if (problem) return failed(problem);
  try {
    // A directory may be called like an option.
    const child = spawn(
      program,
      [...args, directory.startsWith("-") ? `./${directory}` : directory, ...options, "--json"],
      {
        env: { ...environment, NO_COLOR: "1" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const [stdout, stderr, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "exit") as Promise<[number | null]>,
    ]);
    if (stdout === "") return failed(stderr.trim().split("\n").at(-1) ?? "");
    return {
      directory,
      exitCode: status ?? EXIT.refused,
      result: JSON.parse(stdout) as Outcome["result"],
    };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function changes({ status, files = [] }: Outcome["result"]): number {
  return status === "done" ? files.filter(({ state }) => CHANGED.has(state)).length : 0;
}

const CHANGED = new Set(["create", "update", "merge", "overwrite", "remove"]);

function summary({ directory, exitCode, result }: Outcome, paint: Painter): string {
  const count = changes(result);
  const reasons = [
    ...(result.problems ?? []).map(({ flag, message }) => `${flag}: ${message}`),
    ...(result.findings ?? []).map(({ where, message }) => `${where} ${message}`),
    ...(result.files ?? [])
      .filter(({ state }) => state === "conflict")
      .map(({ path }) => `conflict in ${path}`),
  ];
  const told =
    exitCode === EXIT.done
      ? count === 0
        ? "as it was"
        : `${count} ${count === 1 ? "file" : "files"}`
      : reasons.slice(0, 3).join("; ") || `exit code ${exitCode}`;
  return `${paint(exitCode === EXIT.done ? "green" : "red", exitCode === EXIT.done ? "ok" : "failed")}  ${directory}  ${told}`;
}
