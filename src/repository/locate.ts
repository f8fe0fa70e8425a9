import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";

/**
 * The work tree and the target below it. Without a work tree the target stands alone: what lies above it may be anybody's, so
 * nothing is read or written there.
 */
export function locate(
  directory: string,
  workTree: string | undefined,
): { readonly root: string; readonly target: string } {
  const absolute = real(directory);
  const root = workTree === undefined ? absolute : real(workTree);
  return {
    root,
    target:
      absolute === root
        ? "."
        : absolute
            .slice(root.length + 1)
            .split(sep)
            .join("/"),
  };
}

/** The directory that holds `.git`, at or above this one. */
export function workTree(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(join(current, ".git"))) return current;
    if (dirname(current) === current) return undefined;
  }
}

/**
 * The nearest directory above one that holds a file of this name, where no git repository says which of them belong together.
 *
 * @param root absolute
 */
export function findAbove(root: string, name: string): string | undefined {
  if (workTree(root) !== undefined) return undefined;
  for (let current = dirname(root); ; current = dirname(current)) {
    if (existsSync(join(current, name))) return current;
    if (dirname(current) === current) return undefined;
  }
}

// --- internal ---

// Of what does not exist yet, as much as does.
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? resolve(path) : join(real(dirname(path)), basename(path));
  }
}
