import { isWithin, lastElement, relativePath } from "../../core/paths.ts";
import type { Repository } from "../../repository/repository.ts";
import type { Literal, SourceTraits } from "../source-traits.ts";
import { findFrontEnd, type FrontEnd, isKnownOutput } from "./find.ts";
import type { Install } from "./install.ts";

/** What a program opens, and the front end that makes it. */
export interface ServedFrontEnd extends Literal {
  readonly frontEnd: FrontEnd;
  readonly install: Install;
}

/** The front end that makes a directory which the program opens, and which no clone has. */
export function findServed(
  repository: Repository,
  { reads, ignoredReads, absentReads, writes }: SourceTraits,
): ServedFrontEnd | undefined {
  for (const { file, line, value: opened } of [...absentReads, ...ignoredReads, ...reads]) {
    const value = directoryOf(opened);
    if (value === undefined || !isOutput(repository, value)) continue;
    const own = relativePath(repository.module.directory, value);
    if (writes.some((one) => isWithin(one.value.replace(/^\.\//, ""), own))) continue;
    const frontEnd = findFrontEnd(repository, value);
    if (frontEnd?.install && frontEnd.output === value)
      return { file, line, value, frontEnd, install: frontEnd.install };
  }
  return undefined;
}

// A directory that is opened may be for anything: it counts by its name, or as the known output of a build.
function isOutput(repository: Repository, path: string): boolean {
  return /^(?:dist|build|out|_site)$/.test(lastElement(path)) || isKnownOutput(repository, path);
}

// Of a page the directory that it is in.
function directoryOf(path: string): string | undefined {
  if (!path.endsWith("/index.html")) return /\.\w+$/.test(path) ? undefined : path;
  return path.slice(0, path.lastIndexOf("/"));
}
