import type { RawAnswers } from "../core/answers.ts";
import type { ConflictPolicy } from "../core/conflict-policy.ts";
import { UntoldError } from "../core/known-error.ts";
import { type AnswerId, QUESTION_LIST } from "../core/questions/index.ts";
import { type CommandLine, parseCommandLine, repeatedOptions } from "./command-line.ts";
import { conflictPolicy, contradictions } from "./contradictions.ts";
import type { OptionFlag } from "./options.ts";

export interface Arguments {
  /** Target directories as given: one, or with --update and --check any number. */
  readonly directories: readonly string[];
  readonly flags: RawAnswers;
  /** The options and flags as given, without the directories. */
  readonly given: readonly string[];
  readonly options: {
    readonly answers?: string;
    readonly preset?: string;
    readonly yes: boolean;
    /** undefined: decide from the terminal and the environment. */
    readonly interactive?: boolean;
    readonly dryRun: boolean;
    readonly json: boolean;
    readonly onConflict?: ConflictPolicy;
    readonly update: boolean;
    readonly check: boolean;
    readonly diff: boolean;
    /** `missing`: what has no digest yet; `update`: everything. */
    readonly pin?: "missing" | "update";
    /** Days. */
    readonly maxPinAge?: number;
    /** `once`: say whether the image works; `fix`: change answers until it does. */
    readonly verify?: "once" | "fix";
    /** A network of the container engine. */
    readonly verifyNetwork?: string;
    readonly prune: boolean;
    readonly fetchBase: boolean;
    readonly contents: boolean;
    readonly explain: boolean;
    readonly git: boolean;
    readonly list: boolean;
    readonly help: boolean;
    readonly version: boolean;
  };
}

/** What an option means whose value may be left out. */
const BARE: Readonly<Record<string, string>> = { "--pin": "missing", "--verify": "once" };

/**
 * Reads a command line.
 *
 * @throws UntoldError for unknown options, missing or surplus values and several directories.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  // Package managers differ in whether they hand a "--" on; behind one, options are still options.
  const args = argv
    .filter((arg) => arg !== "--")
    .map((arg) => (Object.hasOwn(BARE, arg) ? `${arg}=${BARE[arg]}` : arg));
  const line = parseCommandLine(args);
  const { values, positionals, tokens } = line;
  const problems = [...repeatedOptions(tokens), ...contradictions(line)];
  if (problems.length > 0) throw new UntoldError(problems);
  return {
    directories: positionals,
    given: tokens.flatMap(({ kind, rawName = "", value }) =>
      kind === "option" ? [value === undefined ? rawName : `${rawName}=${value}`] : [],
    ),
    flags: Object.fromEntries(
      QUESTION_LIST.filter(({ flag }) => flag in values).map(
        ({ id, flag }): [AnswerId, unknown] => [id, values[flag]],
      ),
    ),
    options: optionsOf(values),
  };
}

function optionsOf(values: CommandLine["values"]): Arguments["options"] {
  const { answers, interactive, preset, pin, verify, "max-pin-age": maxPinAge } = values;
  const network = values["verify-network"];
  const onConflict = conflictPolicy(values);
  const on = (flag: OptionFlag): boolean => values[flag] === true;
  return {
    ...(typeof answers === "string" ? { answers } : {}),
    ...(typeof interactive === "boolean" ? { interactive } : {}),
    ...(onConflict ? { onConflict } : {}),
    ...(typeof preset === "string" ? { preset } : {}),
    ...(pin === "missing" || pin === "update" ? { pin } : {}),
    ...(maxPinAge === undefined ? {} : { maxPinAge: Number(maxPinAge) }),
    ...(verify === "once" || verify === "fix" ? { verify } : {}),
    ...(typeof network === "string" ? { verifyNetwork: network } : {}),
    yes: on("yes"),
    dryRun: on("dry-run"),
    json: on("json"),
    update: on("update"),
    check: on("check"),
    diff: on("diff"),
    prune: on("prune"),
    fetchBase: on("fetch-base"),
    contents: on("contents"),
    explain: on("explain"),
    git: on("git"),
    list: on("list"),
    help: on("help"),
    version: on("version"),
  };
}
