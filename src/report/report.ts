import { styleText } from "node:util";
import { shellWord } from "../commands/arguments.ts";
import type { Fact, Note } from "../detect/detection.ts";
import type { KnownError } from "../core/errors.ts";
import type { Finding } from "../update/check.ts";
import { hasMarkers } from "../update/markers.ts";
import type { Change } from "../update/reconcile.ts";
import type { Outcome } from "../update/settle.ts";
import { type Answers, type AnswerId, QUESTIONS } from "../core/questions.ts";

type Style = Parameters<typeof styleText>[0];
/** Applies a style, or not: colours are the caller's decision. */
export type Painter = (style: Style, text: string) => string;

const STYLES: Readonly<Record<Outcome["state"], Style>> = {
  create: "green",
  identical: "dim",
  update: "green",
  keep: "dim",
  merge: "green",
  conflict: "red",
  overwrite: "yellow",
  skip: "dim",
  deleted: "dim",
  unused: "yellow",
  left: "dim",
  remove: "yellow",
};

// What the word alone does not say.
const REASONS: Readonly<Partial<Record<Outcome["state"], string>>> = {
  keep: "edited by you, nothing new to add",
  deleted: "by you; --force brings it back",
  unused: "no longer rendered; --prune removes it",
  left: "no longer rendered, but edited: it is yours",
};

/** A line a file, the state first. */
export function outcomeLines(outcomes: readonly Outcome[], paint: Painter): string {
  return outcomes
    .map(({ path, state, conflicts }) => {
      const why = conflicts ? "with conflict markers, to be resolved" : REASONS[state];
      return `${paint(conflicts ? "red" : STYLES[state], state.padStart(11))}  ${path}${why ? paint("dim", `  ${why}`) : ""}\n`;
    })
    .join("");
}

/** What was found in a repository: what, which value, because of what, and the flag that overrules it. */
export function factLines(facts: readonly Fact[], notes: readonly Note[], paint: Painter): string {
  if (facts.length === 0) return "";
  const name = (fact: Fact): string =>
    fact.answer === undefined
      ? fact.what
      : `--${QUESTIONS.find(({ id }) => id === fact.answer)?.flag}`;
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

/** What is out of date, a line each, and what to do about it. */
export function findingLines(findings: readonly Finding[], paint: Painter): string {
  if (findings.length === 0) return "up to date\n";
  const kind = Math.max(...findings.map((finding) => finding.kind.length));
  const where = Math.max(...findings.map((finding) => finding.where.length));
  const lines = findings.map(
    (finding) =>
      `  ${paint("yellow", finding.kind.padEnd(kind))}  ${finding.where.padEnd(where)}  ${finding.message}\n`,
  );
  const hints = [...new Set(findings.map(({ hint }) => hint))].map((hint) => `  ${hint}\n`);
  return `${lines.join("")}\n${hints.join("")}`;
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
  if (answers.debugSymbols === "split")
    steps.push([`${make} debug-symbols`, "symbols for gdb and Delve"]);
  const width = Math.max(20, ...steps.map(([command]) => command.length + 2));
  return `\nNext:\n${steps.map(([command, why]) => `  ${why ? command.padEnd(width) + paint("dim", why) : command}\n`).join("")}`;
}

/** The command that gives the same answers without asking. */
export function equivalentCommand(
  invocation: string,
  directory: string,
  answers: Answers,
  ids: readonly AnswerId[],
  policy: string,
): string {
  const flags = QUESTIONS.filter(({ id }) => ids.includes(id)).map(({ id, flag, form }) => {
    const value = answers[id];
    if (form === "list")
      return (value as readonly string[]).map((word) => `--${flag}=${shellWord(word)}`).join(" ");
    if (form === "boolean") return value ? `--${flag}` : `--no-${flag}`;
    return `--${flag}=${shellWord(Array.isArray(value) ? value.join(",") : String(value))}`;
  });
  return [...invocation.split(" "), shellWord(directory), "--yes", ...flags, policy]
    .filter(Boolean)
    .join(" ");
}

/** A known error for people: what, and what to do next. */
export function errorText({ problems }: KnownError, paint: Painter): string {
  return problems
    .map(
      ({ flag, message, hint }) =>
        `${paint("red", "error")} ${paint("bold", flag)}: ${message}\n${hint ? `  ${hint.replaceAll("\n", "\n  ")}\n` : ""}`,
    )
    .join("");
}

/** The same for machines. */
export function errorJson({ problems, exitCode }: KnownError): object {
  return { status: exitCode === 2 ? "usage" : "refused", exitCode, problems };
}

/**
 * What stands in the way, and the options that resolve it.
 *
 * @param isOlder whether another version rendered before
 */
export function conflictText(changes: readonly Change[], isOlder: boolean, paint: Painter): string {
  const count = changes.length === 1 ? "1 file differs" : `${changes.length} files differ`;
  const marked = changes.filter(({ ours }) => ours !== undefined && hasMarkers(ours));
  const unknown = changes.filter(
    (change) => change.recorded.length > 0 && !change.merged && !marked.includes(change),
  );
  const base =
    unknown.length === 0
      ? ""
      : `  what was rendered before is not in the repository's history, for ${unknown.map(({ path }) => path).join(", ")}${isOlder ? ": --fetch-base renders it again with the version that did" : ""}\n`;
  const markers =
    marked.length === 0
      ? ""
      : `  conflict markers of an earlier merge are to be resolved first, in ${marked.map(({ path }) => path).join(", ")}\n`;
  const merge = changes.some(({ merged }) => merged)
    ? "--on-conflict=merge writes both with conflict markers, "
    : "";
  return `${paint("red", "error")} ${count} and cannot be merged: ${changes.map(({ path }) => path).join(", ")}; nothing was written\n${markers}${base}  --on-conflict=skip keeps yours, ${merge}--on-conflict=overwrite (--force) replaces them; in a terminal, without --yes, each is asked for\n`;
}

/** Which files hold conflict markers now. */
export function markersText(paths: readonly string[], paint: Painter): string {
  return `${paint("red", "error")} resolve the conflict markers in ${paths.join(", ")}\n`;
}
