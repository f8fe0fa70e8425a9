import { CONFLICT_POLICIES, type ConflictPolicy } from "../core/conflict-policy.ts";
import type { Problem } from "../core/errors.ts";
import { QUESTION_LIST } from "../core/questions/index.ts";
import { shellWord } from "../core/words.ts";
import type { CommandLine } from "./command-line.ts";

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
          code: "policy-unknown",
          at: { flag: "--on-conflict" },
          params: { value: String(values["on-conflict"]), choices: CONFLICT_POLICIES },
        }
      : undefined,
  "force is a policy": ({ values }) =>
    values["force"] && conflictPolicy(values) !== "overwrite"
      ? contradicts("--force", `--on-conflict=${String(values["on-conflict"])}`)
      : undefined,
  "who asks nothing asks for no policy": ({ values }) => {
    const silent = silentOption(values);
    return conflictPolicy(values) === "ask" && silent
      ? {
          code: "policy-asks",
          at: { flag: "--on-conflict" },
          params: { other: silent },
        }
      : undefined;
  },
  "who asks nothing is not interactive": ({ values }) => {
    const silent = silentOption(values);
    return values["interactive"] && silent ? contradicts("--interactive", silent) : undefined;
  },
  "one document": ({ values }) => {
    const other = ["json", "check"].find((name) => values[name] === true);
    return values["diff"] && other ? contradicts("--diff", `--${other}`) : undefined;
  },
  "a check changes nothing": ({ values }) => {
    const useless = ["prune", "force", "on-conflict", "pin"].find(
      (name) => values[name] !== undefined,
    );
    return values["check"] === true && useless
      ? { code: "pointless-with-check", at: { flag: `--${useless}` } }
      : undefined;
  },
  "an age is checked": ({ values }) =>
    values["max-pin-age"] !== undefined && !values["check"]
      ? { code: "only-with-check", at: { flag: "--max-pin-age" } }
      : undefined,
  "a list of directories is alone": (line) =>
    line.positionals.includes("-") && (line.positionals.length > 1 || !takesSeveral(line))
      ? {
          code: "list-not-alone",
          at: { directory: "-" },
        }
      : undefined,
  "a difference is of one directory": (line) =>
    isMany(line) && line.values["diff"]
      ? { code: "one-directory-at-a-time", at: { flag: "--diff" } }
      : undefined,
  "standard input is read once": (line) =>
    isMany(line) && line.values["answers"] === "-"
      ? {
          code: "standard-input-twice",
          at: { flag: "--answers" },
        }
      : undefined,
  "a way to pin that is known": ({ values: { pin } }) =>
    pin !== undefined && pin !== "missing" && pin !== "update"
      ? {
          code: "pin-mode-unknown",
          at: { flag: "--pin" },
          params: { value: String(pin) },
        }
      : undefined,
  "a way to verify that is known": ({ values: { verify } }) =>
    verify !== undefined && verify !== "once" && verify !== "fix"
      ? {
          code: "verify-mode-unknown",
          at: { flag: "--verify" },
          params: { value: String(verify) },
        }
      : undefined,
  "what is verified is rendered, in one directory": (line) => {
    const { verify, check, diff } = line.values;
    const at = { flag: "--verify" };
    if (verify === undefined) return undefined;
    if (isMany(line)) return { code: "one-directory-at-a-time", at };
    const other = check ? "--check" : diff ? "--diff" : undefined;
    return other ? { code: "option-contradicts", at, params: { other } } : undefined;
  },
  "a network is for a program that runs": ({ values: { verify, "verify-network": network } }) => {
    const at = { flag: "--verify-network" };
    if (network === undefined) return undefined;
    if (verify === undefined) return { code: "only-with-verify", at };
    // The machine's own network, and those of other containers, are not for a program that is tried.
    return network !== "host" && /^[\w][\w.-]*$/.test(String(network))
      ? undefined
      : { code: "network-unknown", at, params: { value: String(network) } };
  },
  "an age is a number": ({ values: { "max-pin-age": age } }) =>
    age !== undefined && !/^\d{1,4}$/.test(String(age))
      ? {
          code: "not-days",
          at: { flag: "--max-pin-age" },
          params: { value: String(age) },
        }
      : undefined,
};

function contradicts(flag: string, other: string): Problem {
  return { code: "option-contradicts", at: { flag }, params: { other } };
}

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
    code: "several-directories",
    at: { directory },
    params: { directories: positionals, options: [...meant, ...given] },
  };
}
