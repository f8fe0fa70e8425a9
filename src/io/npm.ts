import { existsSync, rmSync, writeFileSync } from "node:fs";
import { platform } from "node:os";
import { dirname, join } from "node:path";
import { gitEnvironment } from "./git.ts";
import { goEnvironment } from "./go-command.ts";
import { findProgram, type ProgramSource, runProgram } from "./program.ts";
import { makeTemporary } from "./temporary.ts";

/**
 * Runs a program of a package that npm may download. It starts in an empty directory, so that neither an .npmrc nor
 * the node_modules of the repository decide what is run; the user's own configuration stays in force.
 *
 * @param spec package and version, such as `create-goslim@0.2.0`
 * @param args of its program
 * @param timeout in milliseconds
 * @returns what it printed; undefined without npm, and where it failed
 */
export function runPackage(
  spec: string,
  args: readonly string[],
  source: ProgramSource,
  timeout: number,
): string | undefined {
  const npm = findNpm(source);
  if (npm === undefined) return undefined;
  const [program, ...before] = npm;
  const cwd = makeTemporary();
  if (cwd === undefined) return undefined;
  try {
    // With it npm looks for a project no further up.
    writeFileSync(join(cwd, "package.json"), "{}\n");
    const { status, stdout } = runProgram(
      program,
      [...before, "exec", "--yes", "--ignore-scripts", spec, "--", ...args],
      { cwd, env: npmEnvironment(source), timeout, maxBuffer: 64 << 20 },
    );
    return status === undefined ? undefined : stdout.toString("utf8");
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

// --- internal ---

/** What an npm that runs this tool says of its own command and project; another npm would take it for itself. */
const OF_THIS_RUN =
  /^(?:INIT_CWD$|npm_(?!config_)|npm_config_(?:local_prefix|package|call|yes|dry_run|force|json|workspaces?|include_workspace_root|global|location)$)/i;

function npmEnvironment(source: ProgramSource): Record<string, string | undefined> {
  const git = gitEnvironment(source, { userConfig: true });
  const inherited = Object.entries(git).filter(([name]) => !OF_THIS_RUN.test(name));
  // An old version starts the go command with less care than this one.
  return {
    ...Object.fromEntries(inherited),
    ...goEnvironment(source, { workspace: "", vendor: false }),
  };
}

// On Windows npm is a script, which only a shell runs: there node runs what the script would.
function findNpm(source: ProgramSource): readonly [string, ...string[]] | undefined {
  if (platform() !== "win32") {
    const npm = findProgram("npm", source);
    return npm === undefined ? undefined : [npm];
  }
  const node = findProgram("node", source);
  const script = node && join(dirname(node), "node_modules", "npm", "bin", "npm-cli.js");
  return node && script && existsSync(script) ? [node, script] : undefined;
}
