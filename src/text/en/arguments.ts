import { quoted, shellWord } from "../../core/words.ts";
import { text } from "../text.ts";

/** What is wrong with a command line. */
export const ARGUMENTS = {
  "option-unknown": text<{ meant: string | undefined }>("there is no such option", ({ meant }) =>
    meant === undefined ? "create-goslim --help lists all options" : `did you mean ${meant}?`,
  ),
  "option-repeated": text<{ before: string; value: string }>(
    ({ before, value }) => `is given twice, as ${quoted(before)} and ${quoted(value)}`,
    "give it once",
  ),
  "option-takes-no-value": text<{ flag: string; negated: string }>(
    "takes no value",
    ({ flag, negated }) => `write ${flag} or ${negated}`,
  ),
  "option-cannot-be-negated": text<{ flag: string }>(
    "there is no such option",
    ({ flag }) => `${flag} takes a value`,
  ),
  "option-needs-value": text<{ flag: string; choices: readonly string[] }>(
    "needs a value",
    ({ flag, choices }) =>
      `write ${flag}=<value>; ${choices.length > 0 ? `the choices are ${choices.join(", ")}` : "create-goslim --help describes it"}`,
  ),
  "option-contradicts": text<{ other: string }>(({ other }) => `contradicts ${other}`),
  "several-directories": text<{
    directories: readonly string[];
    /** What the options that npm kept for itself were. */
    options: readonly string[];
  }>(
    ({ directories }) =>
      `only one directory can be given, not ${directories.length}: ${directories.map(quoted).join(", ")}`,
    ({ directories: [first = ""], options }) =>
      `for several projects: --update or --check\nnpm hands options on only behind "--"; write\n  npm create goslim@latest ${shellWord(first)} -- ${options.join(" ")}`,
  ),
  "list-not-alone": text('"-" is a list on standard input, alone and with --update or --check'),
  "policy-unknown": text<{ value: string; choices: readonly string[] }>(
    ({ value, choices }) => `${quoted(value)} is not a policy; choose one of ${choices.join(", ")}`,
  ),
  "policy-asks": text<{ other: string }>(
    ({ other }) => `ask contradicts ${other}`,
    "choose fail, merge, skip or overwrite",
  ),
  "pointless-with-check": text("is pointless with --check, which changes nothing"),
  "only-with-check": text("is for --check"),
  "one-directory-at-a-time": text("is for one directory at a time"),
  "standard-input-twice": text(
    "cannot be read from standard input for several directories",
    "give a file",
  ),
  "pin-mode-unknown": text<{ value: string }>(
    ({ value }) => `${quoted(value)} is no way to pin; write --pin or --pin=update`,
  ),
  "verify-mode-unknown": text<{ value: string }>(
    ({ value }) => `${quoted(value)} is no way to verify; write --verify or --verify=fix`,
  ),
  "only-with-verify": text("is for --verify"),
  "network-unknown": text<{ value: string }>(
    ({ value }) => `${quoted(value)} is not the name of a network`,
    "bridge, or one of docker network ls",
  ),
  "not-days": text<{ value: string }>(({ value }) => `${quoted(value)} is not a number of days`),
  "no-terminal": text(
    "there is no terminal to ask in",
    "leave it out, and answer by flags or --answers",
  ),
  "no-terminal-for-conflicts": text(
    "there is no terminal to ask in",
    "choose fail, merge, skip or overwrite",
  ),
  "directory-invalid": text<{ directory: string; reason: string }>(
    ({ directory, reason }) => `${quoted(directory)} ${reason}`,
  ),
  "directory-in-the-way": text<{ directory: string; reason: string }>(
    ({ directory, reason }) => `${quoted(directory)} ${reason}`,
    "name another directory",
  ),
  "directory-gone": text("the current directory is gone", "change to one that exists"),
  "never-rendered": text<{ directory: string; exists: boolean; command: string }>(
    ({ directory, exists }) =>
      `${quoted(directory)} ${exists ? "has no .goslim.json, so nothing is known of an earlier run" : "does not exist"}`,
    ({ command }) => `render it first: ${command}`,
  ),
  "project-failed": text<{ reason: string }>(({ reason }) => reason),
};
