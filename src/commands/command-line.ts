import { parseArgs } from "node:util";
import type { Problem } from "../core/errors.ts";
import { UntoldError } from "../core/known-error.ts";
import { type Question, QUESTION_LIST } from "../core/questions/index.ts";
import { closest, quoted } from "../core/words.ts";
import { OPTIONS } from "./options.ts";

/** A command line, taken apart. */
export interface CommandLine {
  /** By the name of the option, without dashes. */
  readonly values: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** What is no option. */
  readonly positionals: readonly string[];
  /** Options and positionals in the order in which they were given. */
  readonly tokens: readonly Token[];
}

interface Token {
  readonly kind: string;
  readonly name?: string;
  readonly rawName?: string;
  readonly value?: string | undefined;
}

/**
 * Takes a command line apart. Of an option that is given twice the last one counts; see `repeatedOptions`.
 *
 * @throws UntoldError for unknown options, and missing or surplus values.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options: CONFIG,
      allowPositionals: true,
      allowNegative: true,
      tokens: true,
    });
    return { values: values as CommandLine["values"], positionals, tokens };
  } catch (error) {
    throw explained(error, args);
  }
}

/** An option given twice with two values is a mistake in a script, not a wish for the last one. */
export function repeatedOptions(tokens: readonly Token[]): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string | undefined>();
  for (const { kind, name, value } of tokens) {
    if (kind !== "option" || name === undefined) continue;
    const config = CONFIG[name];
    const before = seen.has(name) ? seen.get(name) : value;
    if (config?.type === "string" && !config.multiple && before !== value) {
      problems.push({
        code: "option-repeated",
        at: { flag: `--${name}` },
        params: { before: before ?? "", value: value ?? "" },
      });
    }
    seen.set(name, value);
  }
  return problems;
}

// --- internal ---

interface OptionConfig {
  type: "string" | "boolean";
  multiple?: boolean;
  short?: string;
}

const CONFIG: Record<string, OptionConfig> = Object.fromEntries([
  ...OPTIONS.map((option): [string, OptionConfig] => [
    option.flag,
    { type: option.type, ...("short" in option ? { short: option.short } : {}) },
  ]),
  ...QUESTION_LIST.map((question): [string, OptionConfig] => [question.flag, flagConfig(question)]),
]);

function flagConfig({ form }: Question): OptionConfig {
  if (form === "boolean") return { type: "boolean" };
  return form === "choices" || form === "list"
    ? { type: "string", multiple: true }
    : { type: "string" };
}

// parseArgs names the option in its message alone.
function explained(error: unknown, args: readonly string[]): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : "";
  const flag = /'(?:-\w, )?(--?[^' ]*)/.exec(message)?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return new UntoldError([unknownOption(flag)]);
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE")
    return new UntoldError([unfitValue(flag, args)]);
  return error;
}

function unknownOption(flag: string): Problem {
  const candidate = closest(optionName(flag), Object.keys(CONFIG));
  const no = flag.startsWith("--no-") && CONFIG[candidate ?? ""]?.type === "boolean" ? "no-" : "";
  return {
    code: "option-unknown",
    at: { flag: quoted(flag).slice(1, -1) },
    params: { meant: candidate && `--${no}${candidate}` },
  };
}

function unfitValue(flag: string, args: readonly string[]): Problem {
  const name = optionName(flag);
  if (CONFIG[name]?.type !== "string")
    return {
      code: "option-takes-no-value",
      at: { flag },
      params: { flag, negated: `--no-${name}` },
    };
  if (args.some((arg) => arg.startsWith(`--no-${name}`)))
    return {
      code: "option-cannot-be-negated",
      at: { flag: `--no-${name}` },
      params: { flag: `--${name}` },
    };
  return { code: "option-needs-value", at: { flag }, params: { flag, choices: choicesOf(name) } };
}

function optionName(flag: string): string {
  return flag.replace(/^--?(?:no-)?/, "");
}

function choicesOf(name: string): readonly string[] {
  const { form, choices = [] } = QUESTION_LIST.find(({ flag }) => flag === name) ?? {};
  return form === "choice" ? choices.map(({ value }) => value) : [];
}
