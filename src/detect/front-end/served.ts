import type { Repository } from "../../repository/repository.ts";
import type { Literal, SourceTraits } from "../source-traits.ts";
import { findFrontEnd, type FrontEnd } from "./find.ts";
import type { Install } from "./install.ts";

/** What a program opens, and the front end that makes it. */
export interface ServedFrontEnd extends Literal {
  readonly frontEnd: FrontEnd;
  readonly install: Install;
}

/** The front end that makes a directory which the program opens, and which no clone has. */
export function findServed(
  repository: Repository,
  { reads, ignoredReads, absentReads }: SourceTraits,
): ServedFrontEnd | undefined {
  for (const { file, line, value: opened } of [...absentReads, ...ignoredReads, ...reads]) {
    const value = directoryOf(opened);
    if (value === undefined) continue;
    const frontEnd = findFrontEnd(repository, value);
    if (frontEnd?.install && frontEnd.output === value)
      return { file, line, value, frontEnd, install: frontEnd.install };
  }
  return undefined;
}

// Of a page the directory that it is in.
function directoryOf(path: string): string | undefined {
  if (!path.endsWith("/index.html")) return /\.\w+$/.test(path) ? undefined : path;
  return path.slice(0, path.lastIndexOf("/"));
}
