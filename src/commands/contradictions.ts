import type { Problem } from "../core/errors.ts";
import { QUESTION_LIST } from "../core/questions/index.ts";
import { quoted, shellWord } from "../core/words.ts";
import type { CommandLine } from "./command-line.ts";
import { CONFLICT_POLICIES, type ConflictPolicy } from "./options.ts";

/** What to do with files that differ, as `--on-conflict` or `--force` says it; undefined if neither says something known. */
export function conflictPolicy(values: CommandLine["values"]): ConflictPolicy | undefined {
  const policy = values["on-conflict"] ?? (values["force"] ? "overwrite" : undefined);
  return CONFLICT_POLICIES.find((known) => known === policy);
}

/** What of a command line does not go together, or has a value that the option does not take. */
export function contradictions(line: CommandLine): readonly Problem[] {
  return Object.values(CONTRADICTIONS).flatMap((find) => find(line) ?? []);
}

// --- internal ---

type Contradiction = (line: CommandLine) => Problem | undefined;

const CONTRADICTIONS: Readonly<Record<string, Contradiction>> = {
  "one directory": (line) =>
    line.positionals.length > 1 && !takesSeveral(line) ? severalDirectories(line) : undefined,
  "a policy that is known": ({ values }) =>
    values["on-conflict"] !== undefined && conflictPolicy(values) === undefined
      ? {
          flag: "--on-conflict",
          message: `${quoted(String(values["on-conflict"]))} is not a policy; choose one of ${CONFLICT_POLICIES.join(", ")}`,
        }
      : undefined,
  "force is a policy": ({ values }) =>
    values["force"] && conflictPolicy(values) !== "overwrite"
      ? { flag: "--force", message: `contradicts --on-conflict=${String(values["on-conflict"])}` }
      : undefined,
  "who asks nothing asks for no policy": ({ values }) => {
    const silent = silentOption(values);
    return conflictPolicy(values) === "ask" && silent
      ? {
          flag: "--on-conflict",
          message: `ask contradicts ${silent}`,
          hint: "choose fail, merge, skip or overwrite",
        }
      : undefined;
  },
  "who asks nothing is not interactive": ({ values }) => {
    const silent = silentOption(values);
    return values["interactive"] && silent
      ? { flag: "--interactive", message: `contradicts ${silent}` }
      : undefined;
  },
  "one document": ({ values }) => {
    const other = ["json", "check"].find((name) => values[name] === true);
    return values["diff"] && other
      ? { flag: "--diff", message: `contradicts --${other}` }
      : undefined;
  },
  "a check changes nothing": ({ values }) => {
    const useless = ["prune", "force", "on-conflict", "pin"].find(
      (name) => values[name] !== undefined,
    );
    return values["check"] === true && useless
      ? { flag: `--${useless}`, message: "is pointless with --check, which changes nothing" }
      : undefined;
  },
  "an age is checked": ({ values }) =>
    values["max-pin-age"] !== undefined && !values["check"]
      ? { flag: "--max-pin-age", message: "is for --check" }
      : undefined,
  "a list of directories is alone": (line) =>
    line.positionals.includes("-") && (line.positionals.length > 1 || !takesSeveral(line))
      ? {
          flag: "[dir]",
          message: '"-" is a list on standard input, alone and with --update or --check',
        }
      : undefined,
  "a difference is of one directory": (line) =>
    isMany(line) && line.values["diff"]
      ? { flag: "--diff", message: "is for one directory at a time" }
      : undefined,
  "standard input is read once": (line) =>
    isMany(line) && line.values["answers"] === "-"
      ? {
          flag: "--answers",
          message: "cannot be read from standard input for several directories",
          hint: "give a file",
        }
      : undefined,
  "a way to pin that is known": ({ values: { pin } }) =>
    pin !== undefined && pin !== "missing" && pin !== "update"
      ? {
          flag: "--pin",
          message: `${quoted(String(pin))} is no way to pin; write --pin or --pin=update`,
        }
      : undefined,
  "an age is a number": ({ values: { "max-pin-age": age } }) =>
    age !== undefined && !/^\d{1,4}$/.test(String(age))
      ? {
          flag: "--max-pin-age",
          message: `${quoted(String(age))} is not a number of days`,
        }
      : undefined,
};

function silentOption(values: CommandLine["values"]): string | undefined {
  return ["yes", "json"].filter((name) => values[name]).map((name) => `--${name}`)[0];
}

function takesSeveral({ values }: CommandLine): boolean {
  return values["update"] === true || values["check"] === true;
}

function isMany({ positionals }: CommandLine): boolean {
  return positionals.length > 1 || positionals[0] === "-";
}

/**
 * npm keeps options for itself unless a "--" stands before them, and hands on only their values:
 * `npm create goslim app --base alpine` arrives as `app alpine`. The values tell what was meant.
 */
function severalDirectories({ positionals, tokens }: CommandLine): Problem {
  const [directory = "", ...rest] = positionals;
  const given = tokens.flatMap(({ kind, name, value }) =>
    kind === "option" && name
      ? [value === undefined ? `--${name}` : `--${name}=${shellWord(value)}`]
      : [],
  );
  const meant = rest.map((value) => {
    const question = QUESTION_LIST.find((candidate) =>
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
