import { joinPaths, relativePath } from "../core/paths.ts";
import { formatPlace } from "../core/place.ts";
import { goReleaserBuilds } from "../read/goreleaser.ts";
import type { Main, Repository } from "../repository/repository.ts";
import { findDockerfiles, readDockerfile } from "./old-image/index.ts";
import type { Choice } from "./program.ts";

/** Directories whose programs are not what a repository is for. */
const ASIDE = new Set(
  (
    "test tests testing e2e integration integration_test integration_tests example examples sample samples _sample _samples " +
    "demo demos tool tools hack script scripts build ci doc docs contrib bench benchs benchmark benchmarks gen generate " +
    "magefile magefiles internal"
  ).split(" "),
);
const ASIDE_ENDING = /[-_](?:test|gen|example)$/;
const GORELEASER = [".goreleaser.yml", ".goreleaser.yaml", "goreleaser.yml"];

/** The main packages that an image is made of, if the repository says so; undefined if somebody has to choose. */
export function chooseMain(repository: Repository): Choice | undefined {
  const { mains, preferred } = repository;
  if (preferred.length === 1)
    return { main: preferred, where: "", because: "it is in the directory that was given" };
  const [only] = mains;
  if (mains.length === 1 && only)
    return { main: [only.pattern], where: "", because: "the only main package" };
  const candidates =
    preferred.length > 0 ? mains.filter(({ pattern }) => preferred.includes(pattern)) : mains;
  return (
    builtByDockerfile(repository, candidates) ??
    builtByGoReleaser(repository, candidates) ??
    onlyOneNotAside(repository, candidates)
  );
}

// --- internal ---

function builtByDockerfile(
  repository: Repository,
  candidates: readonly Main[],
): Choice | undefined {
  const [file] = findDockerfiles(repository, undefined);
  const built = file === undefined ? [] : readDockerfile(repository, file, undefined).packages;
  const named = new Set(built.map(({ value }) => value).filter(isOneOf(candidates)));
  const [first] = built;
  if (named.size !== 1 || !first) return undefined;
  return { main: [...named], where: formatPlace(first), because: "the old Dockerfile builds it" };
}

function builtByGoReleaser(
  { files, module, rendered }: Repository,
  candidates: readonly Main[],
): Choice | undefined {
  for (const name of GORELEASER) {
    const path = joinPaths(module.directory, name);
    if (rendered.has(path)) continue;
    const builds = goReleaserBuilds(files.text(path) ?? "");
    const targets = new Set(builds.map(({ main }) => patternOf(main)));
    const [target] = targets;
    if (targets.size === 1 && target !== undefined && isOneOf(candidates)(target))
      return { main: [target], where: name, because: "GoReleaser builds it" };
  }
  return undefined;
}

function onlyOneNotAside(
  { mains, module }: Repository,
  candidates: readonly Main[],
): Choice | undefined {
  const [first, ...others] = candidates.filter(
    ({ directory }) => !isAside(relativePath(module.directory, directory)),
  );
  if (!first || others.length > 0) return undefined;
  const because = `the other ${mains.length - 1} are tools, tests or examples`;
  return { main: [first.pattern], where: "", because };
}

function isOneOf(candidates: readonly Main[]): (wanted: string) => boolean {
  return (wanted) => candidates.some(({ pattern }) => pattern === wanted);
}

/** Whether a directory, or one that it is in, holds what is not what the repository is for. */
export function isAside(directory: string): boolean {
  return directory.split("/").some((name) => ASIDE.has(name) || ASIDE_ENDING.test(name));
}

/** The pattern that the go command takes for a package or file that GoReleaser names. */
function patternOf(path: string): string {
  const directory = path
    .replace(/\/?[^/]*\.go$/, "")
    .replace(/^\.\//, "")
    .replace(/\/$/, "");
  return directory === "" || directory === "." ? "." : `./${directory}`;
}
