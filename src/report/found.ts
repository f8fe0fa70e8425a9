import { QUESTIONS } from "../core/questions.ts";
import type { Fact, Note } from "../detect/detection.ts";
import type { Painter } from "./paint.ts";

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
