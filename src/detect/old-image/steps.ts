import type { StageInstruction } from "../../read/dockerfile/stages.ts";
import type { Command } from "../../read/shell.ts";
import { goVerb } from "./compiling.ts";
import type { End } from "./model.ts";

const lost = (todo: string): End => ({ kind: "lost", todo });
const omitted = (because: string): End => ({ kind: "not needed", because });
const replaced = (by: string): End => ({ kind: "replaced", by });

const USERS = replaced("the numeric USER, which needs no user database");
const CERTIFICATES = replaced("--ca-certs");
const STRIPPING = replaced("--debug-symbols");
const DIRECTORIES = lost("--volume gives a directory that the program may write to");
const DOWNLOAD = lost("put what it fetches into the repository, and give it with --copy");
const BUILD_STEP = lost("run it before the image is built, so that its results are there");
const FRONT_END = lost(
  "a front end that is embedded is built in a stage of its own; others before",
);
const NO_EFFECT = omitted("it leaves nothing in the image");

/** What becomes of a command of RUN, by the program that it starts. */
export const STEPS: ReadonlyMap<string, End> = new Map([
  ["mkdir", DIRECTORIES],
  ["install", DIRECTORIES],
  ["chown", lost("--volume makes directories that belong to the user")],
  ["chmod", lost("set the mode in the repository; it is kept")],
  ["adduser", USERS],
  ["addgroup", USERS],
  ["useradd", USERS],
  ["groupadd", USERS],
  ["setcap", lost("give the capability to the container instead: --cap-add")],
  ["update-ca-certificates", CERTIFICATES],
  ["strip", STRIPPING],
  ["upx", omitted("a packed program starts slower, needs more memory and is no smaller to pull")],
  ["git", replaced("the version and revision that the Makefile and the workflow give")],
  ["curl", DOWNLOAD],
  ["wget", DOWNLOAD],
  ["make", BUILD_STEP],
  ["task", BUILD_STEP],
  ["mage", BUILD_STEP],
  ["npm", FRONT_END],
  ["npx", FRONT_END],
  ["pnpm", FRONT_END],
  ["yarn", FRONT_END],
  ["bun", FRONT_END],
  ["rm", NO_EFFECT],
  ["cd", NO_EFFECT],
  ["set", NO_EFFECT],
  ["echo", NO_EFFECT],
  ["printf", NO_EFFECT],
  ["true", NO_EFFECT],
  [":", NO_EFFECT],
  ["test", NO_EFFECT],
  ["[", NO_EFFECT],
  ["ls", NO_EFFECT],
  ["cat", NO_EFFECT],
  ["pwd", NO_EFFECT],
  ["which", NO_EFFECT],
  ["exit", NO_EFFECT],
  ["sleep", NO_EFFECT],
]);

/** What becomes of a call of the go command, by its subcommand. */
export const GO_STEPS: ReadonlyMap<string, End> = new Map([
  ["build", replaced("the stage that compiles")],
  ["install", replaced("the stage that compiles")],
  ["mod", replaced("the stage that compiles, which downloads modules first")],
  ["get", replaced("the stage that compiles, which downloads modules first")],
  ["test", replaced("the Makefile's and the workflow's test")],
  ["vet", replaced("the Makefile's and the workflow's test")],
  ["generate", lost("run it before, and commit what it makes")],
  ["run", BUILD_STEP],
  ["tool", BUILD_STEP],
  ["work", lost("commit a go.work with the same modules, so that the same sources are compiled")],
  ["env", NO_EFFECT],
  ["version", NO_EFFECT],
  ["clean", NO_EFFECT],
]);

/** Package managers, and their subcommands that install. */
export const INSTALLERS: ReadonlyMap<string, string> = new Map([
  ["apk", "add"],
  ["apt", "install"],
  ["apt-get", "install"],
  ["dnf", "install"],
  ["microdnf", "install"],
  ["tdnf", "install"],
  ["yum", "install"],
  ["zypper", "install"],
]);

/** What becomes of a package that is installed, in any stage. */
export const PACKAGES: ReadonlyMap<string, End> = new Map([
  ["ca-certificates", CERTIFICATES],
  ["tzdata", replaced("--tzdata")],
  ["tini", replaced("--init")],
  ["dumb-init", replaced("--init")],
  ["libcap", lost("give the capability to the container instead: --cap-add")],
]);

/** Packages that only compiling needs, and that the stage that compiles has. */
export const BUILD_PACKAGES: ReadonlySet<string> = new Set([
  "bash",
  "binutils",
  "build-base",
  "build-essential",
  "g++",
  "gcc",
  "git",
  "libc-dev",
  "libc6-dev",
  "make",
  "musl-dev",
  "openssh-client",
  "upx",
]);

/** A part of RUN, and what becomes of it. */
export interface Step {
  readonly part: string;
  readonly end: End;
}

/**
 * What becomes of each command of RUN.
 *
 * @param carried of the image itself the commands that volumes are made of; undefined in other
 * stages
 */
export function readSteps(
  { script }: StageInstruction,
  carried: ReadonlySet<Command> | undefined,
): readonly Step[] {
  return script.commands.flatMap((command) =>
    carried?.has(command)
      ? [{ part: partOf(command), end: { kind: "carried", to: "volume" } as const }]
      : readStep(command, carried !== undefined),
  );
}

// --- internal ---

function partOf({ words }: Command): string {
  return `RUN ${words.map(({ text }) => text).join(" ")}`;
}

function readStep(command: Command, isFinal: boolean): readonly Step[] {
  const { words, assignments } = command;
  if (words.length === 0) {
    const names = [...assignments.keys()].join(" ");
    return [{ part: `RUN ${names}`, end: omitted("it ends with the shell that runs it") }];
  }
  const part = partOf(command);
  const program = words[0]?.text.replace(/^.*\//, "") ?? "";
  const go = goVerb(command);
  if (go) return [{ part, end: GO_STEPS.get(go.verb) ?? BUILD_STEP }];
  const installs = INSTALLERS.get(program);
  if (installs !== undefined) return readInstall(command, installs, isFinal);
  const end = STEPS.get(program);
  // In a stage that compiles, directories and modes are what COPY takes out of it.
  if (!isFinal && end === DIRECTORIES) return [{ part, end: NO_EFFECT }];
  return [{ part, end: end ?? BUILD_STEP }];
}

function readInstall(command: Command, verb: string, isFinal: boolean): readonly Step[] {
  const { words } = command;
  const program = words[0]?.text ?? "";
  const at = words.findIndex(({ text }) => text === verb);
  const packages = at === -1 ? [] : words.slice(at + 1).filter(({ text }) => !text.startsWith("-"));
  if (packages.length === 0)
    return [
      {
        part: partOf(command),
        end: omitted("the new image installs nothing"),
      },
    ];
  return packages.map(({ text }) => ({
    part: `RUN ${program} ${verb} ${text}`,
    end: packageEnd(text.replace(/[=~<>@].*$/, ""), isFinal),
  }));
}

function packageEnd(name: string, isFinal: boolean): End {
  const known = PACKAGES.get(name);
  if (known) return known;
  if (!isFinal && BUILD_PACKAGES.has(name)) return omitted("the stage that compiles has it");
  return isFinal
    ? lost("if the program needs it, choose --base=alpine and install it")
    : lost("if compiling needs it, choose --cgo, or install it in the stage that compiles");
}
