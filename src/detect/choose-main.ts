import { lastElement, relativePath } from "../core/paths.ts";
import { formatPlace } from "../core/place.ts";
import type { Main, Repository } from "../repository/repository.ts";
import { findReleases, patternOf } from "./goreleaser.ts";
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

/**
 * The main packages that somebody may choose from: those that GoReleaser builds first, without tools, tests and examples
 * where there are others. All of them can be named all the same.
 */
export function offeredMains(repository: Repository): readonly string[] {
  const { mains, module, preferred } = repository;
  const candidates =
    preferred.length > 0 ? mains.filter(({ pattern }) => preferred.includes(pattern)) : mains;
  const released = releasedFirst(repository, candidates);
  const others = candidates.filter(({ pattern }) => !released.includes(pattern));
  const meant = others.filter(
    ({ directory }) => !isAside(relativePath(module.directory, directory)),
  );
  const rest = released.length > 0 || meant.length > 0 ? meant : others;
  return [...released, ...rest.map(({ pattern }) => pattern)];
}

// --- internal ---

function builtByDockerfile(
  repository: Repository,
  candidates: readonly Main[],
): Choice | undefined {
  const [file] = findDockerfiles(repository, undefined);
  if (file === undefined) return undefined;
  const { packages, programs, started } = readDockerfile(repository, file, undefined);
  const isCandidate = isOneOf(candidates);
  const named = new Set(packages.map(({ value }) => value).filter(isCandidate));
  const [first] = packages;
  if (named.size === 1 && first)
    return { main: [...named], where: formatPlace(first), because: "the old Dockerfile builds it" };
  const program = lastElement(started?.value ?? "");
  const builds = programs.filter(
    ({ value: { output, packages: built } }) =>
      built.length === 1 && (output ?? lastElement(built[0] ?? "")) === program,
  );
  const [main] = builds.flatMap(({ value }) => value.packages.filter(isCandidate));
  if (main === undefined || !started || builds.length > 1) return undefined;
  const because = "the old image starts it";
  return { main: [main], where: formatPlace(started), because };
}

function builtByGoReleaser(
  repository: Repository,
  candidates: readonly Main[],
): Choice | undefined {
  const releases = findReleases(repository);
  const [target, ...others] = releasedFirst(repository, candidates);
  if (!releases || !target || others.length > 0) return undefined;
  return { main: [target], where: releases.file, because: "GoReleaser builds it" };
}

// The programs that GoReleaser builds, without those that it builds but are not there.
function releasedFirst(repository: Repository, candidates: readonly Main[]): readonly string[] {
  const targets = new Set((findReleases(repository)?.builds ?? []).map(patternOf));
  return [...targets].filter(isOneOf(candidates));
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
