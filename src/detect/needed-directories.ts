import { NEEDED_DIRECTORIES } from "../core/facts/needed-directories.ts";
import { isWithin, joinPaths, lastElement } from "../core/paths.ts";
import type { Repository } from "../repository/repository.ts";

/**
 * Directories, of the module or beside its main packages, whose names and files say that a program opens them at run time.
 *
 * @param homes directories to look in
 * @param provided what the image or the program holds already: files and directories
 */
export function neededDirectories(
  repository: Repository,
  homes: readonly string[],
  provided: readonly string[],
): readonly string[] {
  const { files } = repository;
  const found = [...new Set(homes)].flatMap((home) =>
    files.list(home).directories.map((name) => joinPaths(home, name)),
  );
  return found.filter(
    (path) =>
      looksNeeded(repository, path) &&
      !provided.some((one) => isWithin(one, path) || isWithin(path, one)),
  );
}

// --- internal ---

function looksNeeded({ files }: Repository, path: string): boolean {
  const kind = NEEDED_DIRECTORIES.find(({ names }) => names.includes(lastElement(path)));
  if (!kind) return false;
  const { files: names, directories } = files.list(path);
  const all = [
    ...names,
    ...directories.flatMap((child) => files.list(joinPaths(path, child)).files),
  ];
  // Manifests of a cluster, and sources of a front end, are read by others.
  const isOthers = all.some((name) => /^(?:kustomization\.ya?ml|package\.json)$/.test(name));
  return !isOthers && all.some((name) => kind.endings.includes(name.replace(/^.*\./, "")));
}
