import { shellWord } from "../core/words.ts";
import { visible } from "../core/visible.ts";
import { type AnswerId, type Answers, QUESTION_LIST } from "../core/questions/index.ts";
import type { Painter } from "./paint.ts";

/** What to type next, after a project was written. */
export function nextSteps(directory: string, answers: Answers, paint: Painter): string {
  const make = answers.makefile === "Makefile" ? "make" : `make -f ${visible(answers.makefile)}`;
  const steps: [string, string][] = [
    [`${make} run`, "build the image and run it"],
    [`${make} test`, "vet and test"],
    [make, "list everything else"],
  ];
  if (directory !== ".") steps.unshift([`cd ${visible(shellWord(directory))}`, ""]);
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
  const flags = QUESTION_LIST.filter(({ id }) => ids.includes(id)).map(({ id, flag, form }) => {
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
