/** Joins two relative POSIX paths where either may be `.`. */
export function joinPaths(directory: string, path: string): string {
  if (path === ".") return directory;
  return directory === "." ? path : `${directory}/${path}`;
}

/** Whether a path is a directory or lies below it; both are spelled the same way, import paths too. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** The path of `path` seen from `directory`, `.` if they are the same; both are relative to the same place. */
export function relativePath(directory: string, path: string): string {
  const start = elements(directory);
  const end = elements(path);
  let common = 0;
  while (common < start.length && start[common] === end[common]) common += 1;
  return [...start.slice(common).map(() => ".."), ...end.slice(common)].join("/") || ".";
}

/** The directory that a relative path lies in, `.` for a name alone. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : path.slice(0, slash);
}

/** The last element of a path. */
export function lastElement(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * The path that another one, seen from a directory, leads to.
 *
 * @param directory relative POSIX path, or `.`
 * @returns undefined where it is absolute or leads out
 */
export function resolvePath(directory: string, path: string): string | undefined {
  if (path.startsWith("/")) return undefined;
  const resolved = normalizePath(joinPaths(directory, path));
  return resolved === ".." || resolved.startsWith("../") ? undefined : resolved;
}

/** A relative path without `.` and empty elements, and without `..` but at its beginning; `.` if nothing is left. */
export function normalizePath(path: string): string {
  const result: string[] = [];
  for (const element of elements(path)) {
    if (element === ".." && result.length > 0 && result.at(-1) !== "..") result.pop();
    else result.push(element);
  }
  return result.join("/") || ".";
}

function elements(path: string): readonly string[] {
  return path.split("/").filter((element) => element !== "." && element !== "");
}
