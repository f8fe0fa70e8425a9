import { isWithin, joinPaths, relativePath } from "../core/paths.ts";
import type { ProjectRecord } from "./record.ts";

/**
 * A record as it reads after its project was moved within the repository: the files that came along are known by their new
 * paths, and the others, such as a workflow, by their old ones.
 *
 * @param home directory of the record now, below the repository's root
 * @param exists whether there is a file at a path below the root
 */
export function followMove(
  record: ProjectRecord,
  home: string,
  exists: (path: string) => boolean,
): ProjectRecord {
  const before = homeBefore(record);
  if (before === undefined || before === home) return record;
  const files = [...record.files].map(([path, ids]) => {
    if (before !== "." && !isWithin(path, before)) return [path, ids] as const;
    const moved = joinPaths(home, relativePath(before, path));
    return [exists(moved) ? moved : path, ids] as const;
  });
  return { ...record, files: new Map(files) };
}

// --- internal ---

// A Dockerfile and a Makefile are rendered where the record is.
function homeBefore({ answers, files }: ProjectRecord): string | undefined {
  for (const name of [answers.dockerfile ?? "Dockerfile", answers.makefile ?? "Makefile"]) {
    const path = [...files.keys()].find((one) => one === name || one.endsWith(`/${String(name)}`));
    if (path !== undefined) return path.includes("/") ? path.replace(/\/[^/]*$/, "") : ".";
  }
  return undefined;
}
