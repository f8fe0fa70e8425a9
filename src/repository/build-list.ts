import { type At, type KnownError, refusal } from "../core/errors.ts";
import { isPlainPath } from "../core/layout.ts";
import { isWithin, joinPaths, lastElement, resolvePath } from "../core/paths.ts";
import { ancestors, type GoMod } from "../read/go-mod.ts";
import type { Tree } from "../tree/tree.ts";
import { type Module, readGoMod, readModule } from "./module.ts";

/** The go.work that counts, as for the go command: the nearest one upwards, and only if it uses the module. */
export function findWorkspace(files: Tree, home: string): Module | undefined {
  const found = ancestors(home).find((candidate) => files.isFile(joinPaths(candidate, "go.work")));
  if (found === undefined) return undefined;
  const goMod = readGoMod(files, joinPaths(found, "go.work"));
  return goMod.uses.some(({ target }) => resolvePath(found, target) === home)
    ? { directory: found, goMod }
    : undefined;
}

/**
 * A module and all that it is built together with: a workspace's modules, and local replacements.
 *
 * @throws KnownError (exit code 1) for one that is outside of the repository, or not there
 */
export function buildList(
  files: Tree,
  module: Module,
  workspace: Module | undefined,
): readonly Module[] {
  const list = new Map([[module.directory, module]]);
  const queue: { readonly directory: string; readonly goMod: GoMod; readonly file: string }[] = [
    { ...module, file: joinPaths(module.directory, "go.mod") },
  ];
  if (workspace) queue.push({ ...workspace, file: joinPaths(workspace.directory, "go.work") });
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    for (const { target, subject, line } of [...item.goMod.replaces, ...item.goMod.uses]) {
      const directory = resolvePath(item.directory, target);
      if (directory === undefined)
        throw refusal(
          "module-outside",
          { file: item.file, line },
          { target, repository: lastElement(files.root.replaceAll("\\", "/")) },
        );
      if (list.has(directory) || isIdle(item, directory, subject)) continue;
      if (!files.isFile(joinPaths(directory, "go.mod")))
        throw absentModule(files, { file: item.file, line }, target, directory);
      const found = readModule(files, directory);
      list.set(directory, found);
      // Only the main modules' replacements count; those of a workspace are all main.
      if (workspace !== undefined && item.goMod.uses.length > 0)
        queue.push({ ...found, file: joinPaths(directory, "go.mod") });
    }
  }
  return [...list.values()];
}

/**
 * Whether a replacement is of no use and would only be in the way: no Dockerfile could name its directory, and the
 * module requires nothing that it stands in for.
 *
 * @param subject the module that it stands in for; nothing for a module of a workspace
 */
export function isIdle(
  { goMod }: Pick<Module, "goMod">,
  directory: string,
  subject: string,
): boolean {
  if (directory === "." || isPlainPath(directory) || subject === "") return false;
  return goMod.requires.every(({ target }) => target !== subject);
}

/** The directory that holds all of some directories. */
export function commonDirectory(directories: readonly string[]): string {
  const [first = ".", ...others] = directories;
  return (
    ancestors(first).find(
      (candidate) => candidate === "." || others.every((other) => isWithin(other, candidate)),
    ) ?? "."
  );
}

function absentModule(files: Tree, at: At, target: string, directory: string): KnownError {
  const rule = files.ignored(directory) ?? files.ignored(joinPaths(directory, "go.mod"));
  return rule === undefined
    ? refusal("module-absent", at, { target })
    : refusal("module-ignored", at, { target, rule });
}
