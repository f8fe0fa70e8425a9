import {
  findProgram,
  type ProgramSource,
  runProgram,
  type RunResult,
  safeEnvironment,
} from "./program.ts";

/**
 * Settings by which a repository, or somebody's own configuration, could make git start a program. Each is given the value
 * that starts none. Checked 2026-11-25 with git 2.39's and 2.52's git-config(1). Filters and drivers of diff and
 * merge have names that only the repository knows: they are kept off by running no command that applies them.
 */
const HARMLESS: Readonly<Record<string, string>> = {
  "core.fsmonitor": "false",
  "core.hooksPath": "/dev/null",
  "core.pager": "cat",
  "core.editor": "false",
  "core.askPass": "false",
  "core.sshCommand": "false",
  "core.gitProxy": "none",
  "core.alternateRefsCommand": "false",
  "core.attributesFile": "/dev/null",
  "core.excludesFile": "/dev/null",
  "credential.helper": "",
  "diff.external": "",
  "gpg.program": "false",
  "sequence.editor": "false",
  "interactive.diffFilter": "false",
  "uploadpack.packObjectsHook": "false",
  "protocol.allow": "never",
  "gc.auto": "0",
  "maintenance.auto": "false",
  "submodule.recurse": "false",
  "commit.gpgSign": "false",
  "tag.gpgSign": "false",
};

/**
 * An environment in which git starts no program, calls nobody and asks nothing, whatever a configuration says. It counts
 * for the git that other programs start, too: it is stronger than all files.
 *
 * @param userConfig whether the user's own configuration stays in force
 */
export function gitEnvironment(
  source: ProgramSource,
  { userConfig = false }: { readonly userConfig?: boolean } = {},
): Record<string, string | undefined> {
  // GIT_DIR and many more would lead elsewhere, GIT_EXTERNAL_DIFF and others start something.
  const inherited = Object.entries(safeEnvironment(source)).filter(
    ([name]) => !/^(?:GIT_|SSH_ASKPASS$)/i.test(name),
  );
  const own = Object.fromEntries(
    Object.entries(source.environment).filter(([name]) => USER_CONFIG.has(name)),
  );
  const settings = Object.entries(HARMLESS).flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    ...Object.fromEntries(inherited),
    ...(userConfig ? own : { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" }),
    ...Object.fromEntries(settings),
    GIT_CONFIG_COUNT: String(Object.keys(HARMLESS).length),
    GIT_ALLOW_PROTOCOL: "", // none, also for the clone that lacks objects, before git knew the next one
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_PAGER: "cat",
    GIT_EDITOR: "false",
    GIT_ASKPASS: "false",
    LC_ALL: "C",
  };
}

/** Where git shall look, instead of in the repository around the current directory. */
export interface GitPlace {
  readonly cwd: string;
  /** GIT_DIR. */
  readonly directory?: string;
  /** GIT_OBJECT_DIRECTORY. */
  readonly objects?: string;
  readonly userConfig?: boolean;
}

/** Bytes of what git may print. */
const LARGEST_OUTPUT = 64 << 20;
/** Milliseconds. */
const LIMIT = 30_000;

/**
 * Runs git.
 *
 * @returns undefined where there is no git outside of the repository
 */
export function runGit(
  args: readonly string[],
  source: ProgramSource,
  { cwd, directory, objects, userConfig = false }: GitPlace,
  input?: string,
): RunResult | undefined {
  const git = findProgram("git", source);
  if (git === undefined) return undefined;
  const env = {
    ...gitEnvironment(source, { userConfig }),
    ...(directory === undefined ? {} : { GIT_DIR: directory }),
    ...(objects === undefined ? {} : { GIT_OBJECT_DIRECTORY: objects }),
  };
  return runProgram(git, ["--no-pager", ...args], {
    cwd,
    env,
    ...(input === undefined ? {} : { input }),
    timeout: LIMIT,
    maxBuffer: LARGEST_OUTPUT,
  });
}

// --- internal ---

const USER_CONFIG = new Set([
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_TEMPLATE_DIR",
]);
