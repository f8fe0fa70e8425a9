import { parseArgs } from "node:util";
import type { RawAnswers } from "../core/answers.ts";
import { type Problem, quoted, usageError } from "../core/errors.ts";
import { type AnswerId, type Question, QUESTIONS } from "../core/questions.ts";
import { CONFLICT_POLICIES, type ConflictPolicy, OPTIONS, type OptionFlag } from "./options.ts";

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
    readonly prune: boolean;
    readonly fetchBase: boolean;
    readonly contents: boolean;
    readonly git: boolean;
    readonly list: boolean;
    readonly help: boolean;
    readonly version: boolean;
  };
}

type Value = string | boolean | string[];

/**
 * Reads a command line.
 *
 * @throws KnownError (exit code 2) for unknown options, missing or surplus values and several directories.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  // Package managers differ in whether they hand a "--" on; behind one, options are still options.
  const args = argv
    .filter((arg) => arg !== "--")
    .map((arg) => (arg === "--pin" ? "--pin=missing" : arg));
  const { values, positionals, tokens } = parse(args);
  const problems = tokensProblems(tokens);
  const severalAllowed = values["update"] === true || values["check"] === true;
  if (positionals.length > 1 && !severalAllowed)
    problems.push(severalDirectories(positionals, tokens));
  const policy = values["on-conflict"] ?? (values["force"] ? "overwrite" : undefined);
  const onConflict = CONFLICT_POLICIES.find((known) => known === policy);
  if (policy !== undefined && !onConflict) {
    problems.push({
      flag: "--on-conflict",
      message: `${quoted(String(policy))} is not a policy; choose one of ${CONFLICT_POLICIES.join(", ")}`,
    });
  }
  if (values["force"] && onConflict !== "overwrite")
    problems.push({ flag: "--force", message: `contradicts --on-conflict=${policy}` });
  if (onConflict === "ask" && (values["yes"] || values["json"])) {
    problems.push({
      flag: "--on-conflict",
      message: `ask contradicts ${values["yes"] ? "--yes" : "--json"}`,
      hint: "choose fail, merge, skip or overwrite",
    });
  }
  if (values["interactive"] && (values["yes"] || values["json"])) {
    problems.push({
      flag: "--interactive",
      message: `contradicts ${values["yes"] ? "--yes" : "--json"}`,
    });
  }
  const isMany = positionals.length > 1 || positionals[0] === "-";
  const modes = ["json", "diff", "check"].filter((name) => values[name] === true);
  if (values["diff"] && modes.length > 1)
    problems.push({
      flag: "--diff",
      message: `contradicts --${modes.find((name) => name !== "diff")}`,
    });
  const useless =
    values["check"] === true
      ? ["prune", "force", "on-conflict", "pin"].find((name) => values[name] !== undefined)
      : undefined;
  if (useless)
    problems.push({
      flag: `--${useless}`,
      message: "is pointless with --check, which changes nothing",
    });
  if (values["max-pin-age"] !== undefined && !values["check"])
    problems.push({ flag: "--max-pin-age", message: "is for --check" });
  if (positionals.includes("-") && (positionals.length > 1 || !severalAllowed))
    problems.push({
      flag: "[dir]",
      message: '"-" is a list on standard input, alone and with --update or --check',
    });
  if (isMany && values["diff"])
    problems.push({ flag: "--diff", message: "is for one directory at a time" });
  if (isMany && values["answers"] === "-")
    problems.push({
      flag: "--answers",
      message: "cannot be read from standard input for several directories",
      hint: "give a file",
    });
  const { pin, "max-pin-age": maxPinAge } = values;
  if (pin !== undefined && pin !== "missing" && pin !== "update")
    problems.push({
      flag: "--pin",
      message: `${quoted(String(pin))} is no way to pin; write --pin or --pin=update`,
    });
  if (maxPinAge !== undefined && !/^\d{1,4}$/.test(String(maxPinAge)))
    problems.push({
      flag: "--max-pin-age",
      message: `${quoted(String(maxPinAge))} is not a number of days`,
    });
  if (problems.length > 0) throw usageError(problems);

  const on = (flag: OptionFlag): boolean => values[flag] === true;
  return {
    directories: positionals,
    given: tokens.flatMap(({ kind, rawName = "", value }) =>
      kind === "option" ? [value === undefined ? rawName : `${rawName}=${value}`] : [],
    ),
    flags: Object.fromEntries(
      QUESTIONS.filter(({ flag }) => flag in values).map(({ id, flag }): [AnswerId, unknown] => [
        id,
        values[flag],
      ]),
    ),
    options: {
      ...(typeof values["answers"] === "string" ? { answers: values["answers"] } : {}),
      ...(typeof values["interactive"] === "boolean" ? { interactive: values["interactive"] } : {}),
      ...(onConflict ? { onConflict } : {}),
      ...(typeof values["preset"] === "string" ? { preset: values["preset"] } : {}),
      ...(pin === "missing" || pin === "update" ? { pin } : {}),
      ...(maxPinAge === undefined ? {} : { maxPinAge: Number(maxPinAge) }),
      yes: on("yes"),
      dryRun: on("dry-run"),
      json: on("json"),
      update: on("update"),
      check: on("check"),
      diff: on("diff"),
      prune: on("prune"),
      fetchBase: on("fetch-base"),
      contents: on("contents"),
      git: on("git"),
      list: on("list"),
      help: on("help"),
      version: on("version"),
    },
  };
}

/** The closest known word, if one is close enough to be meant. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3))
    ? best.candidate
    : undefined;
}

// --- internal ---

interface Token {
  readonly kind: string;
  readonly name?: string;
  readonly rawName?: string;
  readonly value?: string | undefined;
}

const CONFIG = Object.fromEntries([
  ...OPTIONS.map(
    (option) =>
      [
        option.flag,
        { type: option.type, ...("short" in option ? { short: option.short } : {}) },
      ] as const,
  ),
  ...QUESTIONS.map((question) => [question.flag, flagConfig(question)] as const),
]);

function flagConfig({ form }: Question): { type: "string" | "boolean"; multiple?: boolean } {
  if (form === "boolean") return { type: "boolean" };
  return form === "choices" || form === "list"
    ? { type: "string", multiple: true }
    : { type: "string" };
}

function parse(args: string[]): {
  values: Readonly<Record<string, Value>>;
  positionals: readonly string[];
  tokens: readonly Token[];
} {
  try {
    const { values, positionals, tokens } = parseArgs({
      args,
      options: CONFIG,
      allowPositionals: true,
      allowNegative: true,
      tokens: true,
    });
    return { values: values as Record<string, Value>, positionals, tokens: tokens as Token[] };
  } catch (error) {
    throw explained(error, args);
  }
}

function explained(error: unknown, args: readonly string[]): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : "";
  const flag = /'(?:-\w, )?(--?[^' ]*)/.exec(message)?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const negative = flag.startsWith("--no-");
    const name = flag.replace(/^--?(?:no-)?/, "");
    const candidate = closest(name, Object.keys(CONFIG));
    const meant =
      candidate &&
      `did you mean --${negative && CONFIG[candidate]?.type === "boolean" ? "no-" : ""}${candidate}?`;
    return usageError([
      {
        flag: shown(flag),
        message: "there is no such option",
        hint: meant ?? "create-goslim --help lists all options",
      },
    ]);
  }
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    const name = flag.replace(/^--?(?:no-)?/, "");
    const takesValue = CONFIG[name]?.type === "string";
    if (!takesValue)
      return usageError([
        { flag, message: "takes no value", hint: `write ${flag} or --no-${name}` },
      ]);
    if (args.some((arg) => arg.startsWith(`--no-${name}`)))
      return usageError([
        {
          flag: `--no-${name}`,
          message: "there is no such option",
          hint: `--${name} takes a value`,
        },
      ]);
    return usageError([
      { flag, message: "needs a value", hint: `write ${flag}=<value>; ${choices(name)}` },
    ]);
  }
  return error;
}

function choices(name: string): string {
  const question = QUESTIONS.find(({ flag }) => flag === name);
  if (question?.form === "choice")
    return `the choices are ${question.choices?.map(({ value }) => value).join(", ")}`;
  return "create-goslim --help describes it";
}

// An option given twice with two values is a mistake in a script, not a wish for the last one.
function tokensProblems(tokens: readonly Token[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string | undefined>();
  for (const { kind, name, value } of tokens) {
    if (kind !== "option" || name === undefined) continue;
    const config = CONFIG[name];
    const before = seen.has(name) ? seen.get(name) : value;
    if (config?.type === "string" && !("multiple" in config) && before !== value) {
      problems.push({
        flag: `--${name}`,
        message: `is given twice, as ${quoted(before ?? "")} and ${quoted(value ?? "")}`,
        hint: "give it once",
      });
    }
    seen.set(name, value);
  }
  return problems;
}

/**
 * npm keeps options for itself unless a "--" stands before them, and hands on only their values:
 * `npm create goslim app --base alpine` arrives as `app alpine`. The values tell what was meant.
 */
function severalDirectories(positionals: readonly string[], tokens: readonly Token[]): Problem {
  const [directory = "", ...rest] = positionals;
  const given = tokens.flatMap(({ kind, name, value }) =>
    kind === "option" && name
      ? [value === undefined ? `--${name}` : `--${name}=${shellWord(value)}`]
      : [],
  );
  const meant = rest.map((value) => {
    const question = QUESTIONS.find((candidate) =>
      candidate.choices?.some((choice) => value.split(",").includes(choice.value)),
    );
    return question ? `--${question.flag}=${shellWord(value)}` : `--<option>=${shellWord(value)}`;
  });
  return {
    flag: "[dir]",
    message: `only one directory can be given, not ${positionals.length}: ${positionals.map(quoted).join(", ")}`,
    hint: `for several projects: --update or --check\nnpm hands options on only behind "--"; write\n  npm create goslim@latest ${shellWord(directory)} -- ${[...meant, ...given].join(" ")}`,
  };
}

/** A word as sh and cmd.exe read it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) && !word.startsWith("~")
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}

function shown(flag: string): string {
  return quoted(flag).slice(1, -1);
}

// Levenshtein distance.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, charA] of a.slice(0, 40).split("").entries()) {
    const next = [i + 1];
    for (const [j, charB] of [...b].entries()) {
      next.push(
        Math.min(
          (next[j] ?? 0) + 1,
          (row[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + (charA === charB ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
