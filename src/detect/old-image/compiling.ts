import { basename, dirname } from "../../core/posix.ts";
import type { Stage, StageInstruction } from "../../read/dockerfile/stages.ts";
import type { Command, Word } from "../../read/shell.ts";

/** A call of the go command. */
export interface GoCall {
  readonly verb: string;
  /** The file or directory that `-o` names; as written where a variable has no value. */
  readonly output: string | undefined;
  readonly tags: readonly string[];
  /** Packages of the module, as `./cmd/app`. */
  readonly packages: readonly string[];
}

/**
 * Flags of `go build` that take no value (`go help build`, Go 1.26); all others take the next word.
 */
const VALUELESS = new Set([
  "a",
  "asan",
  "buildvcs",
  "cover",
  "i",
  "json",
  "linkshared",
  "modcacherw",
  "msan",
  "n",
  "race",
  "trimpath",
  "v",
  "work",
  "x",
]);
/** Tags that this tool gives by itself, or that say nothing without cgo. */
export const GIVEN_TAGS = new Set(["timetzdata", "netgo", "osusergo", "static_build"]);

/** Whether RUN calls the go command with one of these subcommands. */
export function runsGo({ script }: StageInstruction, verbs: readonly string[]): boolean {
  return script.commands.some((command) => verbs.includes(goVerb(command)?.verb ?? ""));
}

/**
 * The subcommand of go that a command is, and where its arguments begin; wrappers such as `xx-go`
 * count.
 */
export function goVerb({
  words,
}: Command): { readonly verb: string; readonly at: number } | undefined {
  const at = words.findIndex(({ text }) => /(?:^|[/-])go$/.test(text));
  const verb = words[at + 1]?.text;
  return at === -1 || verb === undefined ? undefined : { verb, at: at + 2 };
}

/** What `go build` or `go install` is told; undefined for other commands. */
export function readGoCall(command: Command): GoCall | undefined {
  const found = goVerb(command);
  if (found?.verb !== "build" && found?.verb !== "install") return undefined;
  const { words } = command;
  let output: string | undefined;
  let tags = "";
  const packages: string[] = [];
  for (let at = found.at; at < words.length; at += 1) {
    const text = known(words[at]);
    const [, flag, given] = /^--?([\w-]+)(?:=([^]*))?$/.exec(text) ?? [];
    if (flag === undefined) {
      packages.push(...asPackage(words[at]));
      continue;
    }
    if (VALUELESS.has(flag)) continue;
    if (given === undefined) at += 1;
    const value = given ?? known(words[at]);
    if (flag === "o") output ??= value;
    if (flag === "tags") tags = value;
  }
  const own = tags.split(/[\s,]+/).filter((tag) => /^[\w.]+$/.test(tag) && !GIVEN_TAGS.has(tag));
  return { verb: found.verb, output, tags: own, packages };
}

/** The calls that compile, of all stages, each with its instruction. */
export function findGoCalls(
  stages: readonly Stage[],
): readonly { readonly instruction: StageInstruction; readonly call: GoCall }[] {
  return stages
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) =>
      instruction.script.commands.flatMap((command) => {
        const call = readGoCall(command);
        return call ? [{ instruction, call }] : [];
      }),
    );
}

/** Names of the programs that `go build -o` writes. */
export function outputNames(stages: readonly Stage[]): ReadonlySet<string> {
  const names = new Set(
    findGoCalls(stages).flatMap(({ call: { verb, output } }) =>
      verb === "build" && output !== undefined ? [basename(output)] : [],
    ),
  );
  names.delete("");
  names.delete(".");
  return names;
}

// --- internal ---

function known(word: Word | undefined): string {
  return word?.value ?? word?.text ?? "";
}

function asPackage(word: Word | undefined): readonly string[] {
  const { value, text = "" } = word ?? {};
  // All files of a directory, which a shell would name one by one.
  const pattern = /^((?:\.\/)?[\w./@-]+)\/\*(?:\.go)?$/.exec(text)?.[1];
  if (value === undefined && pattern !== undefined)
    return [pattern.startsWith("./") ? pattern : `./${pattern}`];
  const path = value;
  if (path === undefined) return [];
  if (/^\.(?:\/[\w./@-]*)?$/.test(path) && !path.endsWith(".go"))
    return [path === "./" ? "." : path.replace(/\/$/, "")];
  if (!/^[\w./@-]+\.go$/.test(path)) return [];
  const directory = dirname(path).replace(/^\.\//, "");
  return [directory === "." ? "." : `./${directory}`];
}
