import type { AnswerId, Answers } from "../core/questions.ts";
import type { Trial } from "./observation.ts";
import { judge, type Verdict } from "./verdict.ts";
import { recognise } from "./recognise.ts";
import type { Evidence, Symptom } from "./symptom.ts";

/** One attempt: what was built with which answers, and what came of it. */
export interface Round {
  readonly answers: Answers;
  readonly trial: Trial;
  readonly verdict: Verdict;
  readonly symptom: Symptom | undefined;
}

export interface Verification {
  readonly rounds: readonly Round[];
  /** Answers that were changed on the way, with their values of the end. */
  readonly changed: Changes;
}

export type Changes = Readonly<Partial<Record<AnswerId, unknown>>>;

export interface Bench {
  /** Renders, builds and runs the program with some answers changed. */
  readonly attempt: (changes: Changes) => Promise<{ answers: Answers; trial: Trial }>;
  readonly evidence: (answers: Answers) => Evidence;
  readonly onRound?: (round: Round) => void;
}

/** Rounds after which mending ends: each changes one thing, and no program was seen to need six. */
const MOST_ROUNDS = 8;

/**
 * Tries a program and, if wanted, changes the answer that each symptom leads to, until it works or
 * no answer can help. What was changed without an effect is named by the last round's symptom.
 *
 * @param mends whether answers may be changed; without it there is one round
 */
export async function verify(bench: Bench, mends: boolean): Promise<Verification> {
  const rounds: Round[] = [];
  let changed: Changes = {};
  const tried = new Set<string>();
  while (rounds.length < MOST_ROUNDS) {
    const { answers, trial } = await bench.attempt(changed);
    const evidence = bench.evidence(answers);
    const verdict = judge(trial, answers);
    const symptom = verdict.works ? undefined : (recognise(trial, evidence) ?? verdict.symptom);
    const round = { answers, trial, verdict, symptom };
    rounds.push(round);
    bench.onRound?.(round);
    const change = symptom && "change" in symptom.remedy ? symptom.remedy.change : undefined;
    const key = JSON.stringify(change);
    if (!mends || change === undefined || tried.has(key)) break;
    tried.add(key);
    changed = { ...changed, ...change };
  }
  return { rounds, changed };
}
