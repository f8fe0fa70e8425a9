import {
  type AnswerId,
  type AnswerValue,
  type Found,
  type Question,
  QUESTIONS,
  shown,
} from "../core/questions.ts";
import type { Fact, Note } from "./detection.ts";
import { answer, type AnswerFinding, type Attributed } from "./finding.ts";

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
    const verdict = judge(finding, found);
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

/** The build tags of a list that are some: the graph is read with them before any trait is looked for. */
export function acceptTags(tags: readonly string[]): readonly string[] {
  const finding = answer("tags", tags, "", "");
  return (judge(finding, { directory: "" }).value ?? []) as readonly string[];
}

// --- internal ---

/** What came of one finding: the value, if there is one, and what is wrong with the rest. */
interface Verdict {
  readonly value: AnswerValue | undefined;
  readonly problems: readonly string[];
}

/** Another finding was there before. */
const NOT_JUDGED: Verdict = { value: undefined, problems: [] };

function byPrecedence(findings: readonly Attributed[]): readonly (AnswerFinding & Attributed)[] {
  const rank = ({ likely, onlyWith }: AnswerFinding): number =>
    (onlyWith === undefined ? 0 : 2) + (likely ? 1 : 0);
  return findings
    .filter((finding) => finding.kind === "answer")
    .sort((one, other) => rank(one) - rank(other));
}

// Of a list the entries that fit are kept.
function judge({ answer: id, value }: AnswerFinding, known: Found): Verdict {
  const question = questionOf(id);
  const problemOf = (raw: unknown): string | undefined => {
    const parsed = question.parse(raw, known);
    return "problem" in parsed ? parsed.problem : undefined;
  };
  const entries: readonly unknown[] = question.form === "list" && Array.isArray(value) ? value : [];
  const judged = entries.map((entry) => ({ entry, problem: problemOf([entry]) }));
  const fitting = judged.filter(({ problem }) => problem === undefined);
  const isMixed = fitting.length > 0 && fitting.length < judged.length;
  const parsed = question.parse(isMixed ? fitting.map(({ entry }) => entry) : value, known);
  const problems = isMixed ? judged.flatMap(({ problem }) => problem ?? []) : [];
  return "problem" in parsed
    ? { value: undefined, problems: [...problems, parsed.problem] }
    : { value: parsed.value, problems };
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

function questionOf(id: AnswerId): Question {
  const question = QUESTIONS.find((one) => one.id === id);
  if (!question) throw new Error(`there is no question for ${id}`);
  return question;
}
