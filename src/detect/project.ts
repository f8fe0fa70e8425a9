import { basename, join } from "node:path";
import type { RawAnswers } from "../core/answers.ts";
import { shownShellWord } from "../core/words.ts";
import { usageError } from "../core/errors.ts";
import { QUESTIONS } from "../core/questions/index.ts";
import type { Detection } from "./detection.ts";
import type { Environment } from "../io/environment.ts";
import { detectNew, type NewTarget } from "./new.ts";
import type { Choice } from "./program.ts";
import { findAbove, locate, workTree } from "../repository/locate.ts";
import { holdsProgram } from "../repository/refusals.ts";
import { type ReadOptions, readRepository, type Repository } from "../repository/repository.ts";
import { gitFilesIn } from "../tree/git-files.ts";
import { openGitFiles } from "../tree/git-files-on-disk.ts";
import { openClone } from "../tree/clone.ts";

/** What else than the directory itself is known when a project is read. */
export interface ProjectReadOptions extends Pick<ReadOptions, "rendered"> {
  /** Texts of files that are about to be written, by path below the root. */
  readonly overlay?: ReadonlyMap<string, string>;
}

export interface Project extends Detection {
  /** Absolute path of the directory that all rendered files are below. */
  readonly root: string;
}

/**
 * Finds out what is in a directory: a program, whose repository is read, or none yet.
 *
 * @param askMain asks which of several main packages are meant; absent where nobody can be asked
 * @param environment for the go command, which refines what the sources say; without one it is not asked
 * @param read what an earlier run rendered, and what this one is about to write
 * @throws KnownError for Go code that no image can be made of (exit code 1), and for several main packages
 * none of which was chosen (exit code 2)
 */
export async function detectProject(
  directory: string,
  given: RawAnswers,
  askMain: ((mains: readonly string[]) => Promise<readonly string[]>) | undefined,
  environment?: Environment,
  read: ProjectReadOptions = {},
): Promise<Project> {
  const { root, target } = locate(directory, workTree(directory));
  const tags = givenTags(given);
  const repository = readRepository(openClone(root, target, read.overlay), target, {
    ...read,
    tags,
    git: openGitFiles(root),
    moduleAbove: () => findAbove(root, "go.mod"),
  });
  if (repository) return { root, ...(await detectChosen(repository, given, askMain, environment)) };
  return { root, ...detectNew(newTarget(root, target, read)) };
}

/** The same where a new program is wanted, whatever is there. */
export function detectNewProject(directory: string): Project {
  const { root, target } = locate(directory, workTree(directory));
  return { root, ...detectNew(newTarget(root, target)) };
}

/** Whether there is a module or Go code here, usable or not: then an error is better than a new project below it. */
export function holdsProject(directory: string): boolean {
  const { root, target } = locate(directory, workTree(directory));
  return holdsProgram(openClone(root, target), target);
}

// --- internal ---

function newTarget(
  root: string,
  target: string,
  { rendered = new Set(), overlay }: ProjectReadOptions = {},
): NewTarget {
  const directory = basename(join(root, target));
  const files = openClone(root, target, overlay);
  return { files, git: openGitFiles(root) ?? gitFilesIn(files), rendered, target, directory };
}

async function detectChosen(
  repository: Repository,
  given: RawAnswers,
  askMain: Parameters<typeof detectProject>[2],
  environment: Environment | undefined,
): Promise<Detection> {
  // Parsers of Dockerfiles and YAML, which a new project does without.
  const [{ chooseMain, detectProgram, offeredMains }, { goList }] = await Promise.all([
    import("./index.ts"),
    import("./go-list.ts"),
  ]);
  const { files, mains, module } = repository;
  const known = mains.map(({ pattern }) => pattern);
  const choice =
    givenMain(given, known) ??
    chooseMain(repository) ??
    (askMain && { main: await askMain(offeredMains(repository)), where: "", because: "as given" });
  if (!choice) {
    const options = offeredMains(repository).map((pattern) => `--main=${shownShellWord(pattern)}`);
    throw usageError([
      { code: "several-programs", at: { flag: "--main" }, params: { programs: known, options } },
    ]);
  }
  return detectProgram(repository, choice, {
    directory: basename(join(files.root, module.directory)),
    ...(given.tags === undefined ? {} : { tags: givenTags(given) }),
    ...(environment ? { listPackages: (...programs) => goList(...programs, environment) } : {}),
  });
}

function givenMain({ main }: RawAnswers, mains: readonly string[]): Choice | undefined {
  if (main === undefined) return undefined;
  const parsed = QUESTIONS.main.parse(main, { directory: "", mains });
  if ("problem" in parsed)
    throw usageError([
      { code: "value-invalid", at: { flag: "--main" }, params: { reason: parsed.problem } },
    ]);
  return { main: parsed.value, where: "", because: "as given" };
}

// Whether they are build tags at all is judged with the other answers.
function givenTags({ tags }: RawAnswers): readonly string[] {
  if (typeof tags === "string") return [tags];
  return Array.isArray(tags) ? tags : [];
}
