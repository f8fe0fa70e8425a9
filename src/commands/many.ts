import { spawn } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { EXIT, type Problem } from "../core/errors.ts";
import type { Painter } from "../report/paint.ts";
import { directoryProblem } from "../core/target.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandContext } from "./context.ts";
import type { Command } from "./index.ts";
import { isDryRun, outputForPeople, tellWhatNpmKept } from "./prepare.ts";

/** What came of one directory; `result` is the document that its own run printed. */
interface ProjectResult {
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
 * not reach the others. The exit code is that of the worst run.
 */
export const many: Command = async (args, context) => {
  tellWhatNpmKept(context);
  const { json } = args.options;
  const people = outputForPeople(args, context);
  const { paint } = people;
  const options = optionsForEach(args, context);
  const directories = await listDirectories(args, context);
  const queue = [
    ...new Map(directories.map((one) => [identify(resolve(context.cwd, one)), one])).values(),
  ];
  const results: ProjectResult[] = [];
  const total = queue.length;
  const worker = async (): Promise<void> => {
    for (let directory = queue.shift(); directory !== undefined; directory = queue.shift()) {
      const result = await runOne(directory, options, context);
      results.push(result);
      const count = `${results.length}/${total}`.padStart(2 * String(total).length + 1);
      people.write(`${paint("dim", count)} ${summary(result, paint)}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), total) }, worker));
  results.sort((a, b) => directories.indexOf(a.directory) - directories.indexOf(b.directory));
  const code = Math.max(0, ...results.map(({ exitCode }) => exitCode));
  if (json) context.stdout.write(`${JSON.stringify(documentOf(results, code), null, 2)}\n`);
  const failed = results.filter(({ exitCode }) => exitCode !== EXIT.done);
  const changed = results.filter(({ result }) => countChanges(result) > 0).length;
  people.write(
    `\n${total} projects: ${changed} changed, ${total - changed - failed.length} as they were, ${failed.length} failed\n`,
  );
  return code;
};

// --- internal ---

async function listDirectories(
  { directories }: Arguments,
  { stdin }: CommandContext,
): Promise<readonly string[]> {
  const list =
    directories[0] === "-"
      ? (await stdin.read()).split("\n").map((line) => line.trim())
      : directories;
  return list.filter((line) => line !== "");
}

// The options as on the command line: each run prints its document, for this one to read.
function optionsForEach(args: Arguments, context: CommandContext): readonly string[] {
  const { given } = args;
  const dryRun = isDryRun(args, context) && !given.includes("--dry-run") ? ["--dry-run"] : [];
  return [...given, ...dryRun].filter((option) => option !== "--json");
}

function documentOf(results: readonly ProjectResult[], exitCode: number): object {
  const projects = results.map((one) => ({
    ...one.result,
    directory: one.directory,
    exitCode: one.exitCode,
  }));
  return { status: exitCode === EXIT.done ? "done" : "refused", exitCode, projects };
}

function identify(directory: string): string {
  try {
    return realpathSync(directory);
  } catch {
    return directory; // its run will say what is wrong with it
  }
}

async function runOne(
  directory: string,
  options: readonly string[],
  { program: [program, ...args], env, cwd }: CommandContext,
): Promise<ProjectResult> {
  const failed = (message: string): ProjectResult => ({
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
        cwd,
        env: { ...env, NO_COLOR: "1" },
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
      result: JSON.parse(stdout) as ProjectResult["result"],
    };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function countChanges({ status, files = [] }: ProjectResult["result"]): number {
  return status === "done" ? files.filter(({ state }) => CHANGED.has(state)).length : 0;
}

const CHANGED = new Set(["create", "update", "merge", "overwrite", "remove"]);

function summary({ directory, exitCode, result }: ProjectResult, paint: Painter): string {
  const count = countChanges(result);
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
