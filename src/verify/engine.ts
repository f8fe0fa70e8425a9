import { spawn } from "node:child_process";
import { platform } from "node:os";
import { refusal } from "../core/errors.ts";
import { killGroup } from "../io/processes.ts";
import { findProgram, type ProgramSource, safeEnvironment } from "../io/program.ts";

/** What a command of the engine printed, and how it ended. */
export interface Printed {
  /** Exit code; null where a signal or the time limit ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  /** Milliseconds after which the command is killed. */
  readonly timeout: number;
  /** Working directory; the current one where absent. */
  readonly cwd?: string;
  /**
   * Whether it is short and must not be stopped on its way: it makes something, which has to be
   * known to be removed, or removes it, which an interruption calls for.
   */
  readonly isWhole?: boolean;
  /** Sees standard error while it is printed, for progress. */
  readonly onProgress?: (text: string) => void;
}

/** Starts the commands of a container engine. */
export type Engine = (args: readonly string[], options: CallOptions) => Promise<Printed>;

/** Characters of each stream that are kept: the end of a build's log says what failed. */
const KEPT = 256 * 1024;

const AT = { flag: "--verify" };

/**
 * Finds a `docker` that has buildx and an engine that answers.
 *
 * @param signal ends the command that is under way, and all later ones but those that are whole
 * @throws KnownError that says what is missing
 */
export async function findEngine(source: ProgramSource, signal: AbortSignal): Promise<Engine> {
  const program = findProgram("docker", source);
  if (program === undefined) throw refusal("docker-missing", AT);
  const engine = dockerEngine(program, safeEnvironment(source), signal);
  const buildx = await engine(["buildx", "version"], { timeout: 30_000 });
  if (buildx.code !== 0) throw refusal("buildx-missing", AT);
  const answer = await engine(["version", "--format={{.Server.Version}}"], { timeout: 30_000 });
  if (answer.code !== 0)
    throw refusal("engine-silent", AT, { reason: answer.stderr.trim().split("\n")[0] ?? "" });
  return engine;
}

/**
 * The engine behind a `docker` command.
 *
 * @param program absolute path of the command
 */
export function dockerEngine(
  program: string,
  environment: ProgramSource["environment"],
  signal: AbortSignal,
): Engine {
  return (args, { timeout, cwd, onProgress, isWhole = false }) =>
    new Promise((resolve, reject) => {
      if (!isWhole) signal.throwIfAborted();
      const child = spawn(program, args, {
        env: { ...environment, BUILDKIT_PROGRESS: "plain", DOCKER_CLI_HINTS: "false" },
        stdio: ["ignore", "pipe", "pipe"],
        // A group of its own: buildx is a program that docker starts, and a terminal's Ctrl-C must
        // not stop what cleans up. On Windows that would open a window.
        detached: platform() !== "win32",
        windowsHide: true,
        ...(cwd === undefined ? {} : { cwd }),
      });
      const texts = { stdout: "", stderr: "" };
      const keep = (stream: keyof typeof texts, chunk: string): void => {
        texts[stream] = (texts[stream] + chunk).slice(-KEPT);
      };
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => keep("stdout", chunk));
      child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
        keep("stderr", chunk);
        onProgress?.(chunk);
      });
      const kill = (): void => {
        if (platform() !== "win32" && child.pid !== undefined) killGroup(child.pid);
        else child.kill("SIGKILL");
      };
      const timer = setTimeout(kill, timeout);
      if (!isWhole) signal.addEventListener("abort", kill, { once: true });
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", kill);
      };
      child.once("error", (error) => {
        end();
        reject(error);
      });
      child.once("close", (code) => {
        end();
        if (signal.aborted && !isWhole) reject(signal.reason as Error);
        else resolve({ code, ...texts });
      });
    });
}
