import { lastElement } from "../core/paths.ts";
import type { Main, Repository } from "../repository/repository.ts";
import { type Accepted, acceptFindings } from "./accept.ts";
import { readDelivery } from "./delivery.ts";
import type { Detection } from "./detection.ts";
import type { Attributed, ListedPackages, Trait } from "./finding.ts";
import { layoutOf } from "./layout.ts";
import { type Choice, type Program, readProgram } from "./program.ts";
import { isRenderedDockerfile } from "./taken.ts";
import { TRAITS } from "./traits/index.ts";

export { chooseMain, offeredMains } from "./choose-main.ts";

/** Everything that is built in, by import path, as the go command knows it; undefined where it could not be asked. */
export type ListPackages = (
  repository: Repository,
  mains: readonly Main[],
  tags: readonly string[],
) => ListedPackages | undefined;

export interface DetectOptions {
  /** Name of the directory that the module is in. */
  readonly directory: string;
  /** Build tags that were given. */
  readonly tags?: readonly string[];
  /** Asks the go command too; without it nobody is asked. */
  readonly listPackages?: ListPackages;
}

/**
 * What a repository says about some of its programs: it is read, each trait says what it finds, and what its question takes
 * is accepted.
 *
 * @throws KnownError (exit code 1) for a program that no supported release of Go compiles
 */
export function detectProgram(
  repository: Repository,
  choice: Choice,
  { directory, tags, listPackages }: DetectOptions,
): Detection {
  const program = readProgram(repository, choice, tags);
  const listed = isComplete(program)
    ? undefined
    : listPackages?.(repository, program.mains, program.tags);
  const findings = findTraits(TRAITS, program, listed);
  const known = {
    directory,
    mains: repository.mains.map(({ pattern }) => pattern),
    module: repository.module.goMod.module ?? "main",
  };
  const accept = (some: readonly Attributed[], goWasAsked: boolean): Accepted =>
    acceptFindings(some, {
      known,
      goWasAsked,
      isOwnWork: (where) => isOwnWork(repository, where),
    });
  const { found, facts, notes } = accept(findings, listed !== undefined);
  // What the go command says is not the same on every machine.
  const alone = findings.filter(({ needs }) => needs === undefined);
  return {
    found,
    ...(listed ? { foundWithoutGo: accept(alone, false).found } : {}),
    ...(isComplete(program) ? {} : { imports: importsOf(program) }),
    layout: layoutOf(program.repository, findings),
    facts,
    notes,
    delivery: readDelivery(program, found, notes),
  };
}

/**
 * Looks for all traits of a program that can be looked for.
 *
 * @param listed what the go command says of it; without it, traits that need that are left out
 */
export function findTraits(
  traits: readonly Trait[],
  program: Program,
  listed: ListedPackages | undefined,
): readonly Attributed[] {
  return traits.flatMap((trait) => {
    const findings =
      trait.needs === undefined ? trait.find(program) : listed ? trait.find(program, listed) : [];
    return findings.map((finding) => ({ ...finding, by: trait.id, needs: trait.needs }));
  });
}

// --- internal ---

// Then all of the program's sources are here, and the go command knows no more than they say.
function isComplete({ graph }: Program): boolean {
  return graph.external.size === 0;
}

function importsOf({ graph }: Program): readonly string[] {
  return [...graph.standard.keys(), ...graph.external.keys()].sort();
}

// What an earlier run wrote is no evidence of the user's.
function isOwnWork({ files }: Repository, where: string): boolean {
  const path = where.replace(/:\d+$/, "");
  return lastElement(path) === "Dockerfile" && isRenderedDockerfile(files.text(path) ?? "");
}
