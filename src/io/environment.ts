/** Variables that a coding agent sets in the shells it opens; AI_AGENT is the proposed standard. Checked 2026-11-23. */
const AGENT_VARIABLES = [
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
] as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Why nobody can be asked here, or undefined if somebody can. */
export function reasonNotToAsk(
  env: Environment,
  terminal: { readonly stdin: boolean; readonly stdout: boolean },
): string | undefined {
  if (!terminal.stdin) return "standard input is not a terminal";
  if (!terminal.stdout) return "standard output is not a terminal";
  if (env["TERM"] === "dumb") return "TERM is dumb";
  const ci = env["CI"];
  if (ci && ci !== "false" && ci !== "0") return "CI is set";
  const agent = AGENT_VARIABLES.find((name) => env[name]);
  return agent && `${agent} is set`;
}

/** What npm took of the command line for itself: `npm create goslim --yes` leaves only a variable. */
export function npmOptions(env: Environment): {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
} {
  const is = (name: string): boolean => env[`npm_config_${name}`] === "true";
  // "npx --yes" says that the package may be installed, not that nothing shall be asked.
  return {
    yes: is("yes") && env["npm_command"] === "init",
    dryRun: is("dry_run"),
    force: is("force"),
  };
}

/** How this process was started, as the first words of a command that starts it again. */
export function invocation(env: Environment): string {
  const agent = env["npm_config_user_agent"] ?? "";
  const [manager = ""] = agent.split("/");
  if (manager === "pnpm" || manager === "yarn" || manager === "bun")
    return `${manager} create goslim`;
  return manager === "npm" ? "npm create goslim@latest --" : "create-goslim";
}
