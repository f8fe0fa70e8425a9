import { spawn, spawnSync } from "node:child_process";

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** Runs a program to its end. */
export function attempt(
  command: string,
  args: readonly string[],
  { cwd, env, input, timeout = 600_000 }: RunOptions = {},
): Result {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    timeout,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    ...(input === undefined ? {} : { input }),
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Runs a program that must succeed, and returns what it printed. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): string {
  const { status, stdout, stderr } = attempt(command, args, options);
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** The same without blocking, for programs that talk to a server in this process. */
export function runBeside(
  command: string,
  args: readonly string[],
  { cwd, env }: RunOptions = {},
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      ...(cwd === undefined ? {} : { cwd }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

const CLI = new URL("../../dist/cli.js", import.meta.url).pathname;

/** An environment in which nothing says CI, agent or npm. */
export const PLAIN_ENV: Readonly<Record<string, undefined>> = Object.fromEntries(
  [
    "CI",
    "AI_AGENT",
    "CLAUDECODE",
    "CLAUDE_CODE",
    "CURSOR_AGENT",
    "CURSOR_TRACE_ID",
    "GEMINI_CLI",
    "CODEX_SANDBOX",
    "CODEX_CI",
    "CODEX_THREAD_ID",
    "AUGMENT_AGENT",
    "OPENCODE",
    "OPENCODE_CLIENT",
    "ANTIGRAVITY_AGENT",
    "COPILOT_MODEL",
    "REPL_ID",
    "npm_config_user_agent",
    "npm_command",
    "npm_config_yes",
    "npm_config_dry_run",
    "npm_config_force",
    "NO_COLOR",
    "FORCE_COLOR",
  ].map((name) => [name, undefined]),
);

/** Runs the bundled command line without a terminal. */
export function goslim(args: readonly string[], options: RunOptions = {}): Result {
  return attempt(process.execPath, [CLI, ...args], {
    timeout: 30_000,
    ...options,
    env: { ...PLAIN_ENV, ...options.env },
  });
}

/** The same, for a command that talks to a server in this process. The environment has neither proxies nor extra authorities. */
export function goslimBeside(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const direct = Object.fromEntries(
    [
      "HTTPS_PROXY",
      "ALL_PROXY",
      "NO_PROXY",
      "https_proxy",
      "all_proxy",
      "no_proxy",
      "NODE_EXTRA_CA_CERTS",
      "SSL_CERT_FILE",
    ].map((name) => [name, undefined]),
  );
  return runBeside(process.execPath, [CLI, ...args], {
    ...options,
    env: { ...PLAIN_ENV, ...direct, ...options.env },
  });
}

export { CLI };
