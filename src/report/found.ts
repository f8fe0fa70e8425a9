import { visible } from "../core/visible.ts";
import { QUESTIONS } from "../core/questions/index.ts";
import type { Fact, Note } from "../detect/detection.ts";
import type { Painter } from "./paint.ts";

/** What was found in a repository: what, which value, because of what, and the flag that overrules it. */
export function factLines(facts: readonly Fact[], notes: readonly Note[], paint: Painter): string {
  if (facts.length === 0) return "";
  const name = (fact: Fact): string =>
    fact.answer === undefined ? fact.what : `--${QUESTIONS[fact.answer].flag}`;
  const width = Math.max(...facts.map((fact) => name(fact).length));
  const values = facts.map((fact) => visible(fact.value));
  const value = Math.min(32, Math.max(...values.map((text) => text.length)));
  const lines = facts.map((fact, index) => {
    const why = [fact.because, fact.where && `(${fact.where})`].filter(Boolean).join(" ");
    const shown = paint("bold", cut(values[index] ?? "", 60).padEnd(value));
    return `  ${name(fact).padEnd(width)}  ${shown}  ${paint("dim", visible(why))}\n`;
  });
  return `Found; a flag overrules\n${lines.join("")}\n${noteLines(notes, paint)}`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** What the user should know, and what to do about it. */
export function noteLines(notes: readonly Note[], paint: Painter): string {
  if (notes.length === 0) return "";
  const lines = notes.map(({ message, where, hint }) => {
    const told = visible(`${message}${where && ` (${where})`}`);
    return `${paint("yellow", "note")} ${told}\n  ${visible(hint)}\n`;
  });
  return `${lines.join("")}\n`;
}
