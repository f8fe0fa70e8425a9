import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import inquirer from "inquirer";
import { possibleValues, type RawAnswers, resolveOne } from "../core/answers.ts";
import { colouredDiff, unifiedDiff } from "../report/diff.ts";
import type { Environment } from "../io/environment.ts";
import { safeEnvironment } from "../io/program.ts";
import { visible, visibleLines } from "../core/visible.ts";
import { CancelledError } from "../core/errors.ts";
import {
  type AnswerId,
  type Answers,
  type Found,
  type Question,
  QUESTIONS,
} from "../core/questions.ts";
import type { Painter } from "../report/paint.ts";
import { combinationProblems } from "../core/rules.ts";
import type { Change } from "../update/reconcile.ts";
import type { Deciders, Decision } from "../update/settle.ts";
import { fromBytes, toBytes } from "../update/text.ts";

/** Asks for the directory of a new project. */
export async function askDirectory(
  fallback: string,
  problem: (directory: string) => string | undefined,
): Promise<string> {
  return prompt({
    type: "input",
    message: "Directory of the project",
    default: fallback,
    validate: (directory: string) => problem(directory) ?? true,
  });
}

/** Asks which of several main packages the image is for. */
export async function askMain(mains: readonly string[]): Promise<readonly string[]> {
  return prompt({
    type: "checkbox",
    message: "Which programs?",
    choices: mains.map((value) => ({ value, name: value })),
    validate: (selected: readonly unknown[]) => selected.length > 0 || "choose one at least",
  });
}

/**
 * Asks what is neither given nor decided by the answers before it, in the order of the table.
 *
 * @returns the given values and the new ones
 * @throws CancelledError when the user leaves a prompt
 */
export async function askQuestions(given: RawAnswers, found: Found): Promise<RawAnswers> {
  const raw: Partial<Record<AnswerId, unknown>> = { ...given };
  const before: Record<string, unknown> = {};
  for (const question of QUESTIONS) {
    const known = before as Partial<Answers>;
    if (raw[question.id] === undefined && isOpen(question, known, found))
      raw[question.id] = await prompt(promptOf(question, known, found));
    const parsed = resolveOne(question, raw[question.id], known, found);
    if ("value" in parsed) before[question.id] = parsed.value;
  }
  return raw;
}

/** Where a difference is shown. */
interface Terminal {
  write(text: Uint8Array): unknown;
}

/** Asks what shall become of files that differ, or are no longer rendered. */
export function deciders(terminal: Terminal, paint: Painter, environment: Environment): Deciders {
  return {
    conflict: (change) => askConflict(change, terminal, paint, environment),
    removal: (path) =>
      prompt({
        type: "confirm",
        message: `${visible(path)} is no longer rendered, and was not edited. Remove it?`,
        default: true,
      }),
  };
}

// --- internal ---

async function askConflict(
  change: Change,
  terminal: Terminal,
  paint: Painter,
  environment: Environment,
): Promise<Decision> {
  const { path, ours = "", theirs = "", merged } = change;
  const editor = environment["VISUAL"] || environment["EDITOR"];
  for (;;) {
    const answer = await prompt<
      "skip" | "overwrite" | "overwrite all" | "quit" | "diff" | "merge" | "edit"
    >({
      type: "expand",
      message: `${visible(path)} differs: overwrite it? (d shows the difference, h explains)`,
      default: "n",
      expanded: false,
      choices: [
        { key: "y", name: "yes, overwrite it", value: "overwrite" },
        { key: "n", name: "no, keep yours", value: "skip" },
        { key: "a", name: "all: overwrite this and all that follow", value: "overwrite all" },
        { key: "q", name: "quit, and write nothing", value: "quit" },
        { key: "d", name: "show the difference", value: "diff" },
        ...(merged ? [{ key: "m", name: "merge, with conflict markers", value: "merge" }] : []),
        ...(editor
          ? [
              {
                key: "e",
                name: `edit ${merged ? "the merged file" : "yours"} in ${editor}`,
                value: "edit",
              },
            ]
          : []),
      ],
    });
    if (answer === "diff") {
      const difference = toBytes(unifiedDiff(path, ours, theirs)).toString("utf8");
      terminal.write(Buffer.from(colouredDiff(visibleLines(difference), paint)));
      continue;
    }
    if (answer !== "edit") return answer;
    const text = merged?.text ?? ours;
    const edited = edit(path, text, editor ?? "", environment);
    if (edited !== undefined && edited !== text) return { edited };
  }
}

// Undefined if the editor says that it failed, or could not be started.
function edit(
  path: string,
  text: string,
  editor: string,
  environment: Environment,
): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), "goslim-edit-"));
  try {
    // The name ends up in a shell's command, and a record may have chosen it.
    const name = basename(path).replace(/^-|[^\w.-]/g, "_");
    writeFileSync(join(directory, name), toBytes(text));
    // The variable may hold arguments, as in "code --wait", and is a shell's word list.
    const { status } = spawnSync(`${editor} ${name}`, {
      cwd: directory,
      stdio: "inherit",
      shell: true,
      env: safeEnvironment({ environment, outside: [] }),
    });
    return status === 0 ? fromBytes(readFileSync(join(directory, name))) : undefined;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function isOpen(question: Question, before: Partial<Answers>, found: Found): boolean {
  if (!question.asked || (question.detected && found[question.id] !== undefined)) return false;
  if (question.applies && !question.applies.to(before)) return false;
  if (question.form !== "boolean" && question.form !== "choice") return true;
  return possibleValues(question, before).length > 1;
}

function promptOf(question: Question, before: Partial<Answers>, found: Found): object {
  const parsed = resolveOne(question, undefined, before, found);
  const fallback = "value" in parsed ? parsed.value : undefined;
  const validate = (raw: unknown): string | true => {
    const result = question.parse(raw, found);
    return "problem" in result ? result.problem : true;
  };
  const message = question.title;
  if (question.form === "boolean") return { type: "confirm", message, default: fallback };
  if (question.form === "choices") {
    const checked = Array.isArray(fallback) ? fallback : [];
    return {
      type: "checkbox",
      message,
      pageSize: 12,
      choices: question.choices?.map(({ value, hint }) => ({
        value,
        name: `${value} (${hint})`,
        short: value,
        checked: checked.includes(value),
      })),
      validate: (selected: readonly { readonly value: string }[]) =>
        validate(selected.map(({ value }) => value)),
    };
  }
  if (question.form === "choice") {
    const choices = (question.choices ?? []).filter(({ only }) => only?.(before) ?? true);
    const width = Math.max(...choices.map(({ value }) => value.length));
    return {
      type: "select",
      message,
      default: fallback,
      choices: choices.map(({ value, hint }) => {
        const [conflict] = combinationProblems({ ...before, [question.id]: value });
        return {
          value,
          name: `${value.padEnd(width)}  ${hint}`,
          short: value,
          disabled: conflict ? `(${conflict.message})` : false,
        };
      }),
    };
  }
  return { type: "input", message, default: fallback, validate };
}

async function prompt<Value>(question: object): Promise<Value> {
  try {
    const answers: Record<string, unknown> = await inquirer.prompt([
      { ...question, name: "value" } as never,
    ]);
    return answers["value"] as Value;
  } catch (error) {
    // By name: bundling may duplicate the class.
    if (error instanceof Error && /^(?:Exit|Abort|Cancel)PromptError$/.test(error.name))
      throw new CancelledError("cancelled");
    throw error;
  }
}
