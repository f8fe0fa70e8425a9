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

function elements(path: string): readonly string[] {
  return path.split("/").filter((element) => element !== "." && element !== "");
}
