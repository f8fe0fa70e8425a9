import {
  type ChildProcess,
  spawn,
  spawnSync,
  type SpawnSyncOptionsWithBufferEncoding,
} from "node:child_process";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { platform } from "node:os";
import { delimiter, isAbsolute, join, sep } from "node:path";
import type { Environment } from "./environment.ts";
import { killGroup } from "./processes.ts";

/** Where programs may be taken from: the user's PATH, less what a repository could have put there. */
export interface ProgramSource {
  readonly environment: Environment;
  /** Directories that no program is taken from: the repository. Absolute. */
  readonly outside: readonly string[];
}

const isWindows = platform() === "win32";

/**
 * The absolute path of a program. Entries of PATH that are empty or relative count from the current directory, npm puts
 * `node_modules/.bin` of the current directory in front: all of these may be a clone's, and are passed over.
 *
 * @returns undefined where there is none
 */
export function findProgram(name: string, source: ProgramSource): string | undefined {
  // On Windows a script would need a shell.
  const names = isWindows ? [`${name}.exe`, `${name}.com`] : [name];
  const forbidden = realRoots(source);
  for (const directory of pathEntries(source, forbidden))
    for (const one of names) {
      const candidate = join(directory, one);
      if (isProgram(candidate) && !isInside(real(candidate), forbidden)) return candidate;
    }
  return undefined;
}

/** The environment for a program that may itself start others: its PATH has only what {@link findProgram} looks at. */
export function safeEnvironment(source: ProgramSource): Record<string, string | undefined> {
  const entries = Object.entries(source.environment).filter(([name]) => !isPath(name));
  return {
    ...Object.fromEntries(entries),
    PATH: pathEntries(source, realRoots(source)).join(delimiter),
    // Else cmd.exe and CreateProcess look into the current directory first.
    ...(isWindows ? { NoDefaultCurrentDirectoryInExePath: "1" } : {}),
  };
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
  /** Milliseconds, after which the program and all that it started are killed. */
  readonly timeout: number;
  /** Bytes of output, after which it is killed too. */
  readonly maxBuffer: number;
}

export interface RunResult {
  /** Undefined where it could not be started, was killed, or wrote too much. */
  readonly status: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** What the system says about a program that did not end by itself. */
  readonly failure: string | undefined;
}

/** Runs a program without a shell and without a terminal, and waits for it. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, input, timeout, maxBuffer }: RunOptions,
): RunResult {
  // "detached" is documented for spawn() alone, but spawnSync() has it too.
  const options: SpawnSyncOptionsWithBufferEncoding & { readonly detached: boolean } = {
    cwd,
    env: { ...env },
    ...(input === undefined ? { stdio: ["ignore", "pipe", "pipe"] } : { input }),
    timeout,
    maxBuffer,
    // Some programs ignore the polite signal.
    killSignal: "SIGKILL",
    // A group of its own, so that what it started can be killed with it. On Windows that would open a window.
    detached: !isWindows,
    windowsHide: true,
    shell: false,
  };
  const { pid, status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error && pid > 0 && !isWindows) killGroup(pid);
  return {
    status: error || status === null ? undefined : status,
    stdout: stdout ?? Buffer.alloc(0),
    stderr: stderr ?? Buffer.alloc(0),
    failure: error?.message,
  };
}

/**
 * The same beside other work. Where the program has ended, but something that it started holds its output open, that is
 * waited for half a second and then left alone.
 */
export function runBeside(
  program: string,
  args: readonly string[],
  { cwd, env, input, timeout, maxBuffer }: RunOptions,
): Promise<RunResult> {
  const child = spawn(program, args, {
    cwd,
    env: { ...env },
    detached: !isWindows,
    windowsHide: true,
    shell: false,
  });
  return new Promise((resolve) => {
    const timers: NodeJS.Timeout[] = [];
    const collected = collectOutput(child, maxBuffer, () => kill("wrote too much"));
    const end = (status: number | undefined, failure?: string): void => {
      for (const timer of timers) clearTimeout(timer);
      for (const stream of child.stdio) stream?.destroy();
      resolve({ status, ...collected(), failure });
    };
    const kill = (failure: string): void => {
      if (child.pid !== undefined && !isWindows) killGroup(child.pid);
      child.kill("SIGKILL");
      child.unref();
      end(undefined, failure);
    };
    timers.push(setTimeout(() => kill(`did not end in ${timeout / 1000} s`), timeout));
    child.on("error", (error) => end(undefined, error.message));
    child.on("exit", (status) => timers.push(setTimeout(() => end(status ?? undefined), GRACE)));
    child.on("close", (status) => end(status ?? undefined));
    // It need not read what it is told.
    child.stdin.on("error", () => undefined).end(input);
  });
}

// --- internal ---

/** Milliseconds in which the output of a program that has ended arrives. */
const GRACE = 500;

function collectOutput(
  { stdout, stderr }: ChildProcess,
  maxBuffer: number,
  onOverflow: () => void,
): () => Pick<RunResult, "stdout" | "stderr"> {
  let length = 0;
  const [out, err] = [stdout, stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream?.on("error", () => undefined);
    stream?.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBuffer) onOverflow();
      else chunks.push(chunk);
    });
    return chunks;
  });
  return () => ({ stdout: Buffer.concat(out ?? []), stderr: Buffer.concat(err ?? []) });
}

function isPath(name: string): boolean {
  return isWindows ? name.toUpperCase() === "PATH" : name === "PATH";
}

function pathEntries(
  { environment }: ProgramSource,
  forbidden: readonly string[],
): readonly string[] {
  const [, path = ""] = Object.entries(environment).find(([name]) => isPath(name)) ?? [];
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .filter((entry) => !/[\\/]node_modules[\\/]+\.bin[\\/]*$/i.test(entry))
    .filter((entry) => !isInside(entry, forbidden) && !isInside(real(entry), forbidden));
}

function realRoots({ outside }: ProgramSource): readonly string[] {
  // Everything is inside of the root of the file system: that says nothing.
  return outside.flatMap((root) => [root, real(root)]).filter((root) => root !== sep);
}

function isInside(path: string, roots: readonly string[]): boolean {
  const fold = (text: string): string => (isWindows ? text.toLowerCase() : text);
  return roots.some((root) => {
    const start = fold(root.endsWith(sep) ? root : root + sep);
    return fold(path + sep).startsWith(start);
  });
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
