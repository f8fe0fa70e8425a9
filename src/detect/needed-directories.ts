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
  const all = [
    path,
    ...files.list(path).directories.map((child) => joinPaths(path, child)),
  ].flatMap((directory) => files.list(directory).files.map((name) => joinPaths(directory, name)));
  // Manifests of a cluster, and sources of a front end, are read by others.
  const isOthers = all.some((file) =>
    /^(?:kustomization\.ya?ml|package\.json)$/.test(lastElement(file)),
  );
  const wanted = all.filter((file) => kind.endings.includes(file.replace(/^.*\./, "")));
  return (
    !isOthers && wanted.slice(0, MOST_READ).some((file) => !isManifest(files.text(file) ?? ""))
  );
}

/** Files that are looked into: a directory of manifests has nothing else in it. */
const MOST_READ = 20;

// Every object of Kubernetes says what it is by these two.
function isManifest(text: string): boolean {
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text);
}
