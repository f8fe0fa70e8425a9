import { type AnswerId, type AnswerValue, type Found, shown } from "../core/questions/index.ts";
import type { Fact, Note } from "./detection.ts";
import type { AnswerFinding, Attributed } from "./finding.ts";
import { judgeValue, questionOf, type Verdict } from "./judge.ts";

/** What is known of a program before its traits: what answers are judged by. */
export type Known = Pick<Found, "directory" | "mains" | "module">;

/** What came of all findings. */
export interface Accepted {
  readonly found: Found;
  /** In the order of the findings. */
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
}

/** How findings are judged. */
export interface Judging {
  readonly known: Known;
  /** Whether the go command was asked. */
  readonly goWasAsked: boolean;
  /** Whether an earlier run of this tool wrote what stands at a place: then it is no evidence of the user's. */
  readonly isOwnWork: (where: string) => boolean;
}

/**
 * Takes the findings whose values their questions take.
 *
 * Of several findings for one answer the first that is taken counts, in this order: findings that depend on no other answer
 * before those that do; certain ones before likely ones; then the order of the registry.
 */
export function acceptFindings(
  findings: readonly Attributed[],
  { known, goWasAsked, isOwnWork }: Judging,
): Accepted {
  const found: Found = { ...known, existing: true };
  const verdicts = new Map<AnswerFinding, Verdict>();
  const taken = new Map<AnswerId, AnswerValue>();
  for (const finding of byPrecedence(findings)) {
    const { answer, onlyWith } = finding;
    if (taken.has(answer) || (onlyWith !== undefined && !taken.has(onlyWith))) continue;
    const verdict = judgeValue(answer, finding.value, found);
    verdicts.set(finding, verdict);
    if (verdict.value !== undefined) taken.set(answer, verdict.value);
  }
  const facts: Fact[] = [];
  const notes: Note[] = [];
  for (const finding of findings) {
    const { by } = finding;
    if (finding.kind === "fact") {
      const { what, value, where, because } = finding;
      facts.push({ what, value, where, because, by });
    } else if (finding.kind === "note") {
      const { message, where, hint, unless } = finding;
      const isPointless =
        unless === "go list" ? goWasAsked : unless !== undefined && taken.has(unless);
      if (!isPointless) notes.push({ message, where, hint, by });
    } else if (finding.kind === "answer") {
      const { problems, value } = verdicts.get(finding) ?? NOT_JUDGED;
      notes.push(...problems.map((problem) => leftOut(finding, problem)));
      if (value !== undefined) facts.push(factOf(finding, value, isOwnWork(finding.where)));
    }
  }
  return {
    found: { ...found, ...healthRoute(findings), ...Object.fromEntries(taken) },
    facts,
    notes,
  };
}

// --- internal ---

/** Another finding was there before. */
const NOT_JUDGED: Verdict = { value: undefined, problems: [] };

function byPrecedence(findings: readonly Attributed[]): readonly (AnswerFinding & Attributed)[] {
  const rank = ({ likely, onlyWith }: AnswerFinding): number =>
    (onlyWith === undefined ? 0 : 2) + (likely ? 1 : 0);
  return findings
    .filter((finding) => finding.kind === "answer")
    .sort((one, other) => rank(one) - rank(other));
}

function leftOut({ answer: id, where, by }: AnswerFinding & Attributed, problem: string): Note {
  const { title, flag } = questionOf(id);
  return { message: `${title}: ${problem}`, where, hint: `left out; --${flag} gives it`, by };
}

function factOf(
  { answer: id, where, because, by }: AnswerFinding & Attributed,
  value: AnswerValue,
  isOwnWork: boolean,
): Fact {
  return {
    answer: id,
    what: questionOf(id).title,
    value: shown(value),
    where,
    because: isOwnWork ? "as rendered before" : because,
    by,
  };
}

function healthRoute(findings: readonly Attributed[]): Pick<Found, "healthRoute"> {
  const found = findings.find((finding) => finding.kind === "health route");
  return found ? { healthRoute: found.route } : {};
}
