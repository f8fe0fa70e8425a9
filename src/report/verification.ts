import { type AnswerId, type AnswerValue, QUESTIONS, shown } from "../core/questions/index.ts";
import { visible, visibleLines } from "../core/visible.ts";
import { changeOf, type Changes, type Round } from "../verify/verify.ts";
import type { Painter } from "./paint.ts";

/** A round, and the program that was tried where each has an image of its own. */
export interface ProgramRound extends Round {
  readonly program: string | undefined;
}

/** What came of building and running the image. */
export interface VerificationResult {
  readonly works: boolean;
  readonly rounds: readonly ProgramRound[];
  /** Answers that were changed so that it works. */
  readonly changed: Changes;
}

/** Characters and lines of what a program or a build printed last that are told. */
const TOLD = { characters: 4000, lines: 12 };

/** One round for people: what was seen, why, and what follows. */
export function roundLines(round: ProgramRound, mends: boolean, paint: Painter): string {
  const { program, verdict, symptom } = round;
  const { works, seen, remarks } = verdict;
  const change = changeOf(symptom);
  const state = works ? paint("green", "works") : paint("red", "does not work");
  const lines = [
    `${state}  ${visible(program === undefined ? seen : `${program}: ${seen}`)}`,
    ...(symptom ? [`  ${visible(symptom.message)}`] : []),
    ...(change ? [`  ${mends ? "tried next" : "--verify=fix tries"}: ${flags(change)}`] : []),
    ...remarks.map((remark) => `  ${paint("yellow", "note")} ${visible(remark)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** Why it does not work in the end, and the step that only a person can take. */
export function failureText({ rounds }: VerificationResult, paint: Painter): string {
  const last = rounds.at(-1);
  if (!last) return "";
  const { symptom, verdict } = last;
  const advice = symptom && "advice" in symptom.remedy ? symptom.remedy.advice : undefined;
  const told = symptom ? "" : lastLines(outputOf(last));
  const lines = [
    `${paint("red", "error")} ${paint("bold", "--verify")}: ${visible(symptom?.message ?? verdict.seen)}`,
    ...(advice ? [`  ${visible(advice)}`] : []),
    ...(told ? [paint("dim", `  ${visibleLines(told).replaceAll("\n", "\n  ")}`)] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** The same for machines. */
export function verificationJson({ works, rounds, changed }: VerificationResult): object {
  return {
    works,
    changed,
    rounds: rounds.map((round) => {
      const { program, verdict, symptom, trial } = round;
      return {
        ...(program === undefined ? {} : { program }),
        stage: trial.stage,
        ...verdict,
        symptom: symptom && { id: symptom.id, message: symptom.message, ...symptom.remedy },
        ...(verdict.works ? {} : { output: outputOf(round).slice(-TOLD.characters) }),
      };
    }),
  };
}

/** Flags that give answers, as in a command. */
function flags(changes: Changes): string {
  return Object.entries(changes)
    .map(([id, value]) => {
      const { flag, form } = QUESTIONS[id as AnswerId];
      if (form === "boolean") return value ? `--${flag}` : `--no-${flag}`;
      return `--${flag}=${visible(shown(value as AnswerValue))}`;
    })
    .join(" ");
}

function outputOf({ trial }: Round): string {
  return trial.stage === "build"
    ? trial.log
    : (trial.observation.startError ?? trial.observation.output);
}

function lastLines(text: string): string {
  return text.slice(-TOLD.characters).trim().split("\n").slice(-TOLD.lines).join("\n");
}
