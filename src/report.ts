import { styleText } from "node:util";
import { shellWord } from "./args.ts";
import type { Fact, Note } from "./detect/detection.ts";
import type { Comparison } from "./disk/compare.ts";
import type { KnownError } from "./errors.ts";
import { type Answers, type AnswerId, QUESTIONS } from "./questions.ts";

/** What happened, or in a dry run would happen, to one file. */
export interface Outcome {
  readonly path: string;
  readonly owner: string;
  readonly state: Comparison["state"] | "overwrite" | "skip";
}

type Style = Parameters<typeof styleText>[0];
/** Applies a style, or not: colours are the caller's decision. */
export type Painter = (style: Style, text: string) => string;

const STYLES: Readonly<Record<Outcome["state"], Style>> = {
  create: "green",
  identical: "dim",
  conflict: "red",
  overwrite: "yellow",
  skip: "dim",
};

/** A line a file, the state first. */
export function outcomeLines(outcomes: readonly Outcome[], paint: Painter): string {
  return outcomes.map(({ path, state }) => `${paint(STYLES[state], state.padStart(11))}  ${path}\n`).join("");
}

/** What was found in a repository: what, which value, because of what, and the flag that overrules it. */
export function factLines(facts: readonly Fact[], notes: readonly Note[], paint: Painter): string {
  if (facts.length === 0) return "";
  const name = (fact: Fact): string => (fact.answer === undefined ? fact.what : `--${QUESTIONS.find(({ id }) => id === fact.answer)?.flag}`);
  const width = Math.max(...facts.map((fact) => name(fact).length));
  const value = Math.min(32, Math.max(...facts.map((fact) => fact.value.length)));
  const lines = facts.map((fact) => {
    const why = [fact.because, fact.where && `(${fact.where})`].filter(Boolean).join(" ");
    return `  ${name(fact).padEnd(width)}  ${paint("bold", cut(fact.value, 60).padEnd(value))}  ${paint("dim", why)}\n`;
  });
  return `Found; a flag overrules\n${lines.join("")}\n${noteLines(notes, paint)}`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** What the user should know, and what to do about it. */
export function noteLines(notes: readonly Note[], paint: Painter): string {
  if (notes.length === 0) return "";
  return `${notes.map(({ message, where, hint }) => `${paint("yellow", "note")} ${message}${where && ` (${where})`}\n  ${hint}\n`).join("")}\n`;
}

/** What to type next, after a project was written. */
export function nextSteps(directory: string, answers: Answers, paint: Painter): string {
  const make = answers.makefile === "Makefile" ? "make" : `make -f ${answers.makefile}`;
  const steps: [string, string][] = [
    [`${make} run`, "build the image and run it"],
    [`${make} test`, "vet and test"],
    [make, "list everything else"],
  ];
  if (directory !== ".") steps.unshift([`cd ${shellWord(directory)}`, ""]);
  if (answers.debugSymbols === "split") steps.push([`${make} debug-symbols`, "symbols for gdb and Delve"]);
  const width = Math.max(20, ...steps.map(([command]) => command.length + 2));
  return `\nNext:\n${steps.map(([command, why]) => `  ${why ? command.padEnd(width) + paint("dim", why) : command}\n`).join("")}`;
}

/** The command that gives the same answers without asking. */
export function equivalentCommand(invocation: string, directory: string, answers: Answers, ids: readonly AnswerId[], policy: string): string {
  const flags = QUESTIONS.filter(({ id }) => ids.includes(id)).map(({ id, flag, form }) => {
    const value = answers[id];
    if (form === "list") return (value as readonly string[]).map((word) => `--${flag}=${shellWord(word)}`).join(" ");
    if (form === "boolean") return value ? `--${flag}` : `--no-${flag}`;
    return `--${flag}=${shellWord(Array.isArray(value) ? value.join(",") : String(value))}`;
  });
  return [...invocation.split(" "), shellWord(directory), "--yes", ...flags, policy].filter(Boolean).join(" ");
}

/** A known error for people: what, and what to do next. */
export function errorText({ problems }: KnownError, paint: Painter): string {
  return problems
    .map(({ flag, message, hint }) => `${paint("red", "error")} ${paint("bold", flag)}: ${message}\n${hint ? `  ${hint.replaceAll("\n", "\n  ")}\n` : ""}`)
    .join("");
}

/** The same for machines. */
export function errorJson({ problems, exitCode }: KnownError): object {
  return { status: exitCode === 2 ? "usage" : "refused", exitCode, problems };
}

/** What stands in the way, and the options that resolve it. */
export function conflictText(paths: readonly string[], paint: Painter): string {
  const count = paths.length === 1 ? "1 file exists and differs" : `${paths.length} files exist and differ`;
  return `${paint("red", "error")} ${count}; nothing was written\n  --on-conflict=skip keeps yours, --on-conflict=overwrite (--force) replaces them, in a terminal, without --yes, each is asked for\n`;
}
