import { type Resolution, resolveAnswers } from "../core/answers.ts";
import { type BaseFacts, BASES } from "../core/facts.ts";
import { isImagePlatform } from "../core/go/platform.ts";
import { redirected } from "../core/image-reference.ts";
import type { Answers } from "../core/questions.ts";
import type { Project } from "../detect/project.ts";
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

/** What is rendered, by the preset's templates where it has some, with the digests that are known. */
export function renderProject(
  { preset }: Start,
  answers: Answers,
  { layout }: Project,
  pins: ReadonlyMap<string, string>,
): readonly PlannedFile[] {
  return applyPins(plan(answers, layout, preset ? { overrides: preset.templates } : {}), pins);
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
