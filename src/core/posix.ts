// Paths of an image and words of a command line, which may be absolute and end with a slash: as `node:path/posix` takes
// them, for the code that a browser runs too. Paths of the repository are those of paths.ts.

/** The last element of a path, without slashes at its end. */
export function basename(path: string): string {
  const end = endOf(path);
  return path.slice(path.lastIndexOf("/", end - 1) + 1, end);
}

/** What is before the last element: `.` for a name alone. */
export function dirname(path: string): string {
  const end = endOf(path);
  const slash = path.lastIndexOf("/", end - 1);
  if (end === 0 || slash <= 0) return path.startsWith("/") ? "/" : ".";
  // POSIX gives a path that begins with two slashes a meaning of its own.
  return slash === 1 && path.startsWith("/") ? "//" : path.slice(0, slash);
}

/** A path without `.`, empty elements and `..` that can be resolved; a slash at its end stays. */
export function normalize(path: string): string {
  if (path === "") return ".";
  const isAbsolute = path.startsWith("/");
  const result: string[] = [];
  for (const element of path.split("/")) {
    if (element === "" || element === ".") continue;
    if (element !== "..") result.push(element);
    else if (result.length > 0 && result.at(-1) !== "..") result.pop();
    else if (!isAbsolute) result.push(element);
  }
  const joined = result.join("/");
  if (joined === "") return isAbsolute ? "/" : path.endsWith("/") ? "./" : ".";
  return `${isAbsolute ? "/" : ""}${joined}${path.endsWith("/") ? "/" : ""}`;
}

/** Where the slashes at the end begin. */
function endOf(path: string): number {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end -= 1;
  return end;
}
