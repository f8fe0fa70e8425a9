import { refusal } from "../core/errors.ts";
import { joinPaths } from "../core/paths.ts";
import { ancestors, type GoMod, parseGoMod } from "../read/go-mod.ts";
import type { Tree } from "../tree/tree.ts";

/** A go.mod or go.work of the repository, and its directory below the repository's root. */
export interface Module {
  readonly directory: string;
  readonly goMod: GoMod;
}

/** The directory of the module that a directory belongs to: the nearest with a go.mod, here or above. */
export function moduleHome(files: Tree, directory: string): string | undefined {
  return ancestors(directory).find((candidate) => files.isFile(joinPaths(candidate, "go.mod")));
}

/** Reads the go.mod of a directory; an empty one where there is none. */
export function readModule(files: Tree, directory: string): Module {
  return { directory, goMod: readGoMod(files, joinPaths(directory, "go.mod")) };
}

/**
 * Reads a go.mod or go.work.
 *
 * @throws KnownError (exit code 1) for one that is too large to be read whole: half of it would say something else
 */
export function readGoMod(files: Tree, path: string): GoMod {
  if (files.isCut(path)) throw refusal("go-mod-too-large", { file: path });
  return parseGoMod(files.text(path) ?? "");
}
