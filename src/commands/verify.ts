import { rmSync } from "node:fs";
import { CancelledError, KnownError } from "../core/errors.ts";
import { type Progress, startProgress } from "../report/progress.ts";
import { type ProgramRound, roundLines, type VerificationResult } from "../report/verification.ts";
import { noteLines } from "../report/found.ts";
import { openClone } from "../tree/clone.ts";
import type { Tree } from "../tree/tree.ts";
import { toBytes } from "../update/text.ts";
import type { Change } from "../update/reconcile.ts";
import { exportClone, overlayFiles, type WrittenFile } from "../verify/context.ts";
import { type Engine, findEngine } from "../verify/engine.ts";
import { evidenceOf } from "../verify/evidence.ts";
import { isOwnerAlive, makeWorkspace, OWNER, removeStaleWorkspaces } from "../verify/owner.ts";
import { listImages, missingCredentials, subjectOf } from "../verify/subject.ts";
import { removeOwn } from "../verify/remove.ts";
import { DEFAULT_LIMITS, tryOnce } from "../verify/trial.ts";
import { type Bench, type Changes, verify } from "../verify/verify.ts";
import { changeAnswers, compare, render, type RenderedRun } from "./run.ts";

/** A run whose image was tried, with the answers of the end. */
export interface VerifiedRun {
  readonly run: RenderedRun;
  readonly result: VerificationResult;
}

/**
 * Builds what a clone would have with the rendered files, and runs it, changing answers if that is
 * wanted. Nothing of the project is written.
 *
 * @throws KnownError where there is no container engine, CancelledError on an interruption
 */
export async function verifyRun(run: RenderedRun): Promise<VerifiedRun> {
  const { context, project, people, options } = run;
  const controller = new AbortController();
  const takeBack = context.onInterrupt(() => controller.abort(new CancelledError("interrupted")));
  const progress = startProgress(people, !options.json);
  let workspace: string | undefined;
  let engine: Engine | undefined;
  try {
    const source = { environment: context.env, outside: [project.root] };
    engine = await findEngine(source, controller.signal);
    removeStaleWorkspaces();
    await removeOwn(engine, (owner) => !isOwnerAlive(owner));
    workspace = makeWorkspace();
    const tree = openClone(project.root, project.layout.directory);
    exportClone(tree, project.layout.context, workspace);
    return await tryImages(run, { engine, workspace, tree, progress });
  } finally {
    progress.clear();
    if (engine) await removeOwn(engine, (owner) => owner === OWNER).catch(() => undefined);
    if (workspace !== undefined) rmSync(workspace, { recursive: true, force: true });
    takeBack();
  }
}

// --- internal ---

interface Means {
  readonly engine: Engine;
  /** Absolute directory that stands for the repository's root. */
  readonly workspace: string;
  readonly tree: Tree;
  readonly progress: Progress;
}

// One image after the other: what the first needs, the others are given too, since they have the same answers.
async function tryImages(run: RenderedRun, means: Means): Promise<VerifiedRun> {
  const { people, options, project, context } = run;
  const mends = options.verify === "fix";
  const rounds: ProgramRound[] = [];
  let changed: Changes = {};
  const missing = missingCredentials(run.resolution.answers, project.layout, context.env);
  if (missing !== undefined)
    people.write(noteLines([{ message: missing, where: "", hint: "" }], people.paint));
  for (const program of listImages(run.resolution.answers)) {
    const bench: Bench = {
      ...benchOf(run, means, program),
      onRound: (round) => {
        means.progress.clear();
        rounds.push({ ...round, program });
        people.write(roundLines({ ...round, program }, mends, people.paint));
      },
    };
    changed = (await verify(bench, mends, changed)).changed;
    if (!rounds.at(-1)?.verdict.works) break;
  }
  const works = rounds.at(-1)?.verdict.works ?? false;
  const last = Object.keys(changed).length === 0 ? run : await rendered(run, changed);
  return { run: last, result: { works, rounds, changed } };
}

function benchOf(run: RenderedRun, means: Means, program: string | undefined): Bench {
  const { project, context, options } = run;
  const { engine, workspace, tree, progress } = means;
  const limits = { ...DEFAULT_LIMITS, network: options.verifyNetwork ?? DEFAULT_LIMITS.network };
  return {
    attempt: async (changes) => {
      const attempted = await rendered(run, changes);
      const { answers } = attempted.resolution;
      overlayFiles(writtenFiles(attempted), workspace);
      const subject = subjectOf(workspace, answers, project.layout, program, context.env);
      const trial = await tryOnce(engine, subject, OWNER, (text) => say(progress, text), limits);
      return { answers, trial };
    },
    evidence: (answers) => evidenceOf(tree, project.layout, answers),
    objection: (changes) => {
      try {
        changeAnswers(run, changes);
        return undefined;
      } catch (error) {
        if (error instanceof KnownError) return error.message;
        throw error;
      }
    },
  };
}

async function rendered(run: RenderedRun, changes: Changes): Promise<RenderedRun> {
  return render(changeAnswers(run, changes));
}

/** The files as they will be on the disk: with the edits that are kept or merged. */
function writtenFiles(run: RenderedRun): readonly WrittenFile[] {
  return compare(run).changes.flatMap((change) => {
    const text = textAfter(change, run.options.onConflict === "skip");
    return text === undefined ? [] : [{ path: change.path, content: toBytes(text) }];
  });
}

function textAfter({ state, ours, theirs, merged }: Change, skips: boolean): string | undefined {
  if (state === "identical" || state === "keep" || (state === "conflict" && skips)) return ours;
  return state === "merge" ? merged?.text : (theirs ?? ours);
}

// BuildKit prints much; only which of the two it is is told.
function say(progress: Progress, text: string): void {
  if (text === "building\n" || text === "running\n") progress.say(text.trim());
}
