import { spawn } from "node:child_process";
import type { Environment } from "../io/environment.ts";

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
  /** Whether it removes what is left: then it runs after an interruption too. */
  readonly isCleanup?: boolean;
  /** Sees standard error while it is printed, for progress. */
  readonly onProgress?: (text: string) => void;
}

/** Starts the commands of a container engine. */
export type Engine = (args: readonly string[], options: CallOptions) => Promise<Printed>;

/** Characters of each stream that are kept: the end of a build's log says what failed. */
const KEPT = 256 * 1024;

/**
 * The engine behind a `docker` command.
 *
 * @param program absolute path of the command
 * @param signal ends the command that is under way, and all later ones but those that clean up
 */
export function dockerEngine(
  program: string,
  environment: Environment,
  signal: AbortSignal,
): Engine {
  return (args, { timeout, cwd, onProgress, isCleanup = false }) =>
    new Promise((resolve, reject) => {
      if (!isCleanup) signal.throwIfAborted();
      const child = spawn(program, args, {
        env: { ...environment, BUILDKIT_PROGRESS: "plain", DOCKER_CLI_HINTS: "false" },
        stdio: ["ignore", "pipe", "pipe"],
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
      const kill = (): void => void child.kill("SIGKILL");
      const timer = setTimeout(kill, timeout);
      if (!isCleanup) signal.addEventListener("abort", kill, { once: true });
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
        if (signal.aborted && !isCleanup) reject(signal.reason as Error);
        else resolve({ code, ...texts });
      });
    });
}
