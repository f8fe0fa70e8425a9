import { createHash } from "node:crypto";
import type { RawAnswers } from "../core/answers.ts";
import { joinPaths } from "../core/paths.ts";
import { type AnswerId, type Found, QUESTION_LIST } from "../core/questions/index.ts";
import type { Project } from "../detect/project.ts";
import { openTree } from "../tree/disk.ts";

/**
 * What only the go command could know. It is no decision: it holds as long as the modules and imports that it was asked for
 * stay as they are.
 */
export interface Evidence {
  /** SHA-256 of what it was found for, in hex. */
  readonly of: string;
  /** Answers in which the go command knew better than the sources alone. */
  readonly answers: RawAnswers;
}

/** A project, and what of it the next run need not ask the go command for. */
export interface EvidencedProject extends Project {
  readonly evidence?: Evidence;
  /** What does not hold any more: kept for the next one who can ask, it says nothing here. */
  readonly staleEvidence?: Evidence;
}

/**
 * Adds to what the sources say what the go command says or once said.
 *
 * @param project as its sources alone describe it
 * @param recorded of an earlier run; used only if it was found for the same modules and imports
 * @param ask detects with the help of the go command; absent where that shall not be asked
 */
export async function addEvidence(
  project: Project,
  recorded: Evidence | undefined,
  ask: (() => Promise<Project>) | undefined,
): Promise<EvidencedProject> {
  const of = digestBasis(project);
  if (of === undefined) return project;
  if (recorded?.of === of) return applyEvidence(project, recorded);
  const asked = await ask?.();
  if (asked?.foundWithoutGo === undefined)
    return { ...project, ...(recorded ? { staleEvidence: recorded } : {}) };
  const { found, foundWithoutGo } = asked;
  const answers = Object.fromEntries(
    QUESTION_LIST.map(({ id }) => [id, found[id]] as const).filter(
      ([id, value]) => value !== undefined && !isSame(value, foundWithoutGo[id]),
    ),
  );
  return { ...asked, evidence: { of, answers } };
}

/**
 * The answers of a record that did not tell decisions from findings, without those that are found anyway. Nor does "no CA
 * certificates" stay where the go command knows better: it was most likely the go command that said so.
 */
export function dropFound(answers: RawAnswers, { found, evidence }: EvidencedProject): RawAnswers {
  const known = Object.entries(answers).filter(([id, raw]) => {
    const parsed = QUESTION_LIST.find((question) => question.id === id)?.parse(raw, found);
    if (id === "caCerts" && evidence !== undefined) return false;
    return !(parsed && "value" in parsed && isSame(parsed.value, found[id as AnswerId]));
  });
  return Object.fromEntries(known);
}

// --- internal ---

// Undefined where all that is built in has its sources here: then the go command knows no more than they say.
function digestBasis({ root, layout, imports }: Project): string | undefined {
  if (imports === undefined) return undefined;
  const files = openTree(root);
  const directories = layout.modules.map((module) => joinPaths(layout.context, module));
  const names = directories.flatMap((one) => [joinPaths(one, "go.mod"), joinPaths(one, "go.sum")]);
  if (layout.workspace !== undefined) {
    const workspace = joinPaths(layout.context, layout.workspace);
    names.push(joinPaths(workspace, "go.work"), joinPaths(workspace, "go.work.sum"));
  }
  const hash = createHash("sha256");
  // The same after a checkout with other line ends, and after a move of all of them.
  for (const name of names)
    hash.update(JSON.stringify((files.text(name) ?? "").replaceAll("\r\n", "\n")));
  return hash.update(JSON.stringify(imports)).digest("hex");
}

// It may be anybody's who wrote the record: what no question takes is no evidence.
function applyEvidence(project: Project, evidence: Evidence): EvidencedProject {
  const found: Record<string, unknown> = { ...project.found };
  for (const { id, parse } of QUESTION_LIST) {
    const raw = evidence.answers[id];
    if (raw === undefined) continue;
    const parsed = parse(raw, project.found);
    if ("problem" in parsed) return project;
    found[id] = parsed.value;
  }
  const facts = project.facts.filter(
    ({ answer }) => answer === undefined || evidence.answers[answer] === undefined,
  );
  return { ...project, found: found as unknown as Found, facts, evidence };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
