import { spawn } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { visible } from "../core/visible.ts";
import { EXIT, placeOf, tell, type ToldProblem } from "../core/errors.ts";
import type { Painter } from "../report/paint.ts";
import { directoryProblem } from "../core/target.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandContext } from "./context.ts";
import { isDryRun, outputForPeople, tellWhatNpmKept } from "./prepare.ts";

/** Milliseconds after which a run is slow: from then on it does not hold up the others. */
const SLOW = 10_000;
/** Milliseconds after which a run hangs, and is ended. Nothing takes as long, not even asking several registries. */
const LIMIT = 300_000;
/** Runs at the same time, with those that are slow. */
const MOST = 32;

/** What came of one directory; `result` is the document that its own run printed. */
interface ProjectResult {
  readonly directory: string;
  readonly exitCode: number;
  readonly result: {
    readonly status?: string;
    readonly files?: readonly { readonly path: string; readonly state: string }[];
    readonly findings?: readonly { readonly where: string; readonly message: string }[];
    readonly problems?: readonly ToldProblem[];
  };
}

/** Durations in milliseconds, which tests shorten. */
export interface Patience {
  readonly slow: number;
  readonly limit: number;
}

/**
 * Runs in many directories, as many at a time as there are processors, each in a process of its own: what fails or hangs in
 * one does not reach the others. The exit code is that of the worst run; where somebody ends this one, its runs end too.
 */
export async function many(
  args: Arguments,
  context: CommandContext,
  patience: Patience = { slow: SLOW, limit: LIMIT },
): Promise<number> {
  tellWhatNpmKept(context);
  const people = outputForPeople(args, context);
  const { paint } = people;
  const options = optionsForEach(args, context);
  const directories = await listDirectories(args, context);
  const queue = [
    ...new Map(directories.map((one) => [identify(resolve(context.cwd, one)), one])).values(),
  ];
  const total = queue.length;
  const results: ProjectResult[] = [];
  const abort = new AbortController();
  const forget = context.onInterrupt(() => abort.abort());
  try {
    await runAll(queue, patience.slow, async (directory) => {
      if (abort.signal.aborted) return;
      const result = await runOne(directory, options, context, {
        signal: abort.signal,
        limit: patience.limit,
      });
      if (abort.signal.aborted) return;
      results.push(result);
      const count = `${results.length}/${total}`.padStart(2 * String(total).length + 1);
      people.write(`${paint("dim", count)} ${summary(result, paint)}\n`);
    });
  } finally {
    forget();
  }
  results.sort((a, b) => directories.indexOf(a.directory) - directories.indexOf(b.directory));
  const code = abort.signal.aborted
    ? EXIT.cancelled
    : Math.max(0, ...results.map(({ exitCode }) => exitCode));
  if (args.options.json)
    context.stdout.write(`${JSON.stringify(documentOf(results, code), null, 2)}\n`);
  people.write(`\n${totals(results, total)}\n`);
  return code;
}

// --- internal ---

// A run that is slow gives its place to another.
async function runAll(
  queue: string[],
  slow: number,
  runIn: (directory: string) => Promise<void>,
): Promise<void> {
  const workers: Promise<void>[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const timer = setTimeout(() => {
        if (workers.length < MOST) workers.push(work());
      }, slow);
      try {
        await runIn(next);
      } finally {
        clearTimeout(timer);
      }
    }
  };
  const places = Math.min(availableParallelism(), queue.length);
  for (let place = 0; place < places; place += 1) workers.push(work());
  // Those that are added while others run are waited for too.
  for (const worker of workers) await worker;
}

function totals(results: readonly ProjectResult[], total: number): string {
  const failed = results.filter(({ exitCode }) => exitCode !== EXIT.done).length;
  const changed = results.filter(({ result }) => countChanges(result) > 0).length;
  const same = results.length - changed - failed;
  const ended = results.length < total ? `, ${total - results.length} ended or not begun` : "";
  return `${total} projects: ${changed} changed, ${same} as they were, ${failed} failed${ended}`;
}

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

interface Leash {
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** Milliseconds that the run may take. */
  readonly limit: number;
}

async function runOne(
  directory: string,
  options: readonly string[],
  { program: [program, ...args], env, cwd }: CommandContext,
  { signal, limit }: Leash,
): Promise<ProjectResult> {
  const failed = (reason: string): ProjectResult => ({
    directory,
    exitCode: EXIT.refused,
    result: {
      status: "failed",
      problems: [tell({ code: "project-failed", at: { directory }, params: { reason } })],
    },
  });
  const problem = directoryProblem(directory);
  if (problem) return failed(problem);
  const late = AbortSignal.timeout(limit);
  // A directory may be called like an option.
  const target = directory.startsWith("-") ? `./${directory}` : directory;
  const child = spawn(program, [...args, target, ...options, "--json"], {
    cwd,
    env: { ...env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    signal: AbortSignal.any([signal, late]),
  });
  try {
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
    if (late.aborted) return failed(`was not done in ${limit / 1000} s, and was ended`);
    return failed(error instanceof Error ? error.message : String(error));
  } finally {
    // What it has started may still hold them open.
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function countChanges({ status, files = [] }: ProjectResult["result"]): number {
  return status === "done" ? files.filter(({ state }) => CHANGED.has(state)).length : 0;
}

const CHANGED = new Set(["create", "update", "merge", "overwrite", "remove"]);

function summary({ directory, exitCode, result }: ProjectResult, paint: Painter): string {
  const count = countChanges(result);
  const reasons = [
    ...(result.problems ?? []).map(({ at, message }) => `${placeOf(at)}: ${message}`),
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
  return `${paint(exitCode === EXIT.done ? "green" : "red", exitCode === EXIT.done ? "ok" : "failed")}  ${visible(directory)}  ${visible(told)}`;
}
