import type { AnswerId, Answers } from "../core/questions/index.ts";
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
  /** Why answers cannot be changed so, in a sentence; undefined where they can. */
  readonly objection: (changes: Changes) => string | undefined;
  readonly onRound?: (round: Round) => void;
}

/** Rounds after which mending ends: each changes one thing, and no program was seen to need six. */
const MOST_ROUNDS = 8;

/**
 * Tries a program and, if wanted, changes the answer that each symptom leads to, until it works or
 * no answer can help. A change after which the same symptom comes again is taken back.
 *
 * @param mends whether answers may be changed; without it there is one round
 * @param before what was changed already, for another program of the same answers
 */
export async function verify(
  bench: Bench,
  mends: boolean,
  before: Changes = {},
): Promise<Verification> {
  const rounds: Round[] = [];
  let changed = before;
  // What the answers were before each change, by the change.
  const tried = new Map<string, Changes>();
  while (rounds.length < MOST_ROUNDS) {
    const round = await tryRound(bench, changed);
    rounds.push(round);
    bench.onRound?.(round);
    const change = changeOf(round.symptom);
    const key = JSON.stringify([round.symptom?.id, change]);
    changed = tried.get(key) ?? changed;
    if (!mends || change === undefined || tried.has(key) || rounds.length === MOST_ROUNDS) break;
    tried.set(key, changed);
    changed = { ...changed, ...change };
  }
  return { rounds, changed };
}

/** The answers that would mend a symptom, where some would. */
export function changeOf(symptom: Symptom | undefined): Changes | undefined {
  return symptom && "change" in symptom.remedy ? symptom.remedy.change : undefined;
}

// --- internal ---

async function tryRound(bench: Bench, changed: Changes): Promise<Round> {
  const { answers, trial } = await bench.attempt(changed);
  const verdict = judge(trial, answers);
  const symptom = verdict.works
    ? undefined
    : (recognise(trial, bench.evidence(answers)) ?? verdict.symptom);
  return { answers, trial, verdict, symptom: symptom && possible(symptom, bench, changed) };
}

// A change that the other answers forbid is none: then a person has to choose.
function possible(symptom: Symptom, { objection }: Bench, changed: Changes): Symptom {
  const change = changeOf(symptom);
  const problem = change && objection({ ...changed, ...change });
  return problem === undefined ? symptom : { ...symptom, remedy: { advice: problem } };
}
