import { basename } from "node:path/posix";
import { type Resolution, resolveAnswers } from "../core/answers.ts";
import { type BaseFacts, BASES } from "../core/facts.ts";
import { type Problem, usageError } from "../core/errors.ts";
import { isImagePlatform } from "../core/go/platform.ts";
import { redirected } from "../core/image-reference.ts";
import type { Answers } from "../core/questions/index.ts";
import type { Project } from "../detect/project.ts";
import { isProgramFile } from "../core/record-file.ts";
import { plan, type PlannedFile } from "../render/plan.ts";
import { applyPins } from "./pins.ts";
import type { Start } from "./start.ts";

/** Completes the answers of a run. */
export function completeAnswers(
  { flags, file, record, preset }: Start,
  { found }: Project,
): Resolution {
  return resolveAnswers({
    flags,
    file,
    ...(record ? { record: record.answers } : {}),
    ...(preset ? { preset: preset.answers } : {}),
    found,
  });
}

/**
 * What is rendered, by the preset's templates where it has some, with the digests that are known.
 *
 * @throws KnownError (exit code 2) where a file would have the name of another one
 */
export function renderProject(
  { preset }: Start,
  answers: Answers,
  { layout }: Project,
  pins: ReadonlyMap<string, string>,
): readonly PlannedFile[] {
  const files = plan(answers, layout, preset ? { overrides: preset.templates } : {});
  refuseSharedNames(files, answers);
  return applyPins(files, pins);
}

/** What is pinned of the images and actions that are rendered; looked up if that is asked for. */
export async function findPins(
  start: Start,
  project: Project,
  answers: Answers,
  mode: "missing" | "update" | undefined,
  today: Date,
): Promise<ReadonlyMap<string, string>> {
  const pins = start.record?.pins ?? new Map<string, string>();
  if (mode === undefined) return pins; // those of images that are not rendered now say that digests are wanted
  const texts = renderProject(start, answers, project, new Map())
    .filter(({ owner }) => owner === "managed")
    .map(({ text }) => text);
  const { resolvePins } = await import("../registry/pin.ts");
  const { image }: BaseFacts = BASES[answers.base];
  const base = image === undefined ? undefined : redirected(image, answers.registry);
  return resolvePins({
    texts,
    pins,
    base,
    platforms: answers.platforms.filter(isImagePlatform),
    mode,
    environment: start.environment,
    today,
  });
}

// --- internal ---

/** Answers that name a file. */
const NAMING = ["dockerfile", "makefile", "workflow"] as const;

function refuseSharedNames(files: readonly PlannedFile[], answers: Answers): void {
  // On some disks letter case makes no difference.
  const paths = files.map(({ path }) => path.toLowerCase());
  const shared = paths
    .filter((path, index) => paths.indexOf(path) !== index)
    .map((path) => basename(path));
  const problems = NAMING.filter(
    (id) => isProgramFile(answers[id]) || shared.includes(answers[id].toLowerCase()),
  ).map((id): Problem => ({
    code: "name-of-another-file",
    at: { flag: `--${id}` },
    params: { name: answers[id] },
  }));
  if (problems.length > 0) throw usageError(problems);
}
