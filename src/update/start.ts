import { join } from "node:path";
import { version } from "virtual:version";
import type { RawAnswers } from "../core/answers.ts";
import type { Project } from "../detect/project.ts";
import { workTree } from "../repository/repository.ts";
import type { Environment } from "../io/environment.ts";
import { type BaseFacts, BASES } from "../core/facts.ts";
import { isImagePlatform } from "../core/go/platform.ts";
import type { Preset } from "../io/preset.ts";
import type { Answers } from "../core/questions.ts";
import { redirected } from "../core/image-reference.ts";
import { detect, readRecord, render, type Start } from "./project.ts";
import type { ProjectRecord } from "./record.ts";

interface Wishes {
  readonly flags: RawAnswers;
  readonly file: RawAnswers;
  /** As `--preset` gives it. */
  readonly preset: string | undefined;
}

interface Surroundings {
  readonly env: Environment;
  readonly cwd: string;
  readonly ask:
    | { readonly askMain: (mains: readonly string[]) => Promise<readonly string[]> }
    | undefined;
}

interface Beginning {
  readonly start: Start;
  readonly project: Project;
}

/** Finds out what is there, with what an earlier run has left. */
export async function begin(
  path: string,
  { flags, file, preset: given }: Wishes,
  { env, cwd, ask }: Surroundings,
): Promise<Beginning> {
  const attempt = async (record: ProjectRecord | undefined, home: string): Promise<Beginning> => {
    const start = {
      record,
      flags,
      file,
      preset: await presetOf(given, record?.preset, cwd, home),
      environment: env,
    };
    return { start, project: await detect(path, start, ask?.askMain) };
  };
  const { home, record } = readRecord(path, version);
  const first = await attempt(record, home);
  const own = join(first.project.root, first.project.layout.directory);
  // A new program below another module: the record there is not its own.
  return own === home ? first : attempt(undefined, own);
}

/** What is pinned of the images and actions that are rendered; looked up if that is asked for. */
export async function pinsOf(
  start: Start,
  project: Project,
  answers: Answers,
  mode: "missing" | "update" | undefined,
  today: Date,
): Promise<ReadonlyMap<string, string>> {
  const pins = start.record?.pins ?? new Map<string, string>();
  if (mode === undefined) return pins; // those of images that are not rendered now say that digests are wanted
  const texts = render(start, answers, project, new Map())
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

// A preset that the record names lies where it says, seen from there; one that is given, seen from here.
async function presetOf(
  given: string | undefined,
  recordedName: string | undefined,
  cwd: string,
  home: string,
): Promise<Preset | undefined> {
  const name = given ?? recordedName;
  if (name === undefined || name === "none") return undefined;
  const { loadPreset, loadRecordedPreset } = await import("../io/preset.ts");
  return given === undefined
    ? loadRecordedPreset(name, home, workTree(home) ?? home)
    : loadPreset(name, cwd, home);
}
