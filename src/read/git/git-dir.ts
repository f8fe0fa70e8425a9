/** Where git keeps a repository. Absolute paths, with "/" between their elements. */
export interface GitDirectory {
  /** Of this work tree: HEAD and index. */
  readonly own: string;
  /** Of all work trees together: config, refs, objects, info. */
  readonly common: string;
}

/** How {@link findGitDirectory} looks at a disk. Paths as in {@link GitDirectory}. */
export interface Look {
  kind(path: string): "file" | "directory" | undefined;
  /** The beginning of a regular file. */
  text(path: string): string | undefined;
}

/**
 * The git directory of a work tree: its `.git`, or what the file of that name points to (submodules, added work
 * trees).
 *
 * @param workTree absolute
 * @returns undefined where there is none, and where it would be on another machine
 */
export function findGitDirectory(workTree: string, look: Look): GitDirectory | undefined {
  const own = ownDirectory(workTree, look);
  if (own === undefined || look.kind(own) !== "directory") return undefined;
  if (look.kind(`${own}/HEAD`) !== "file") return undefined;
  const shared = look.text(`${own}/commondir`);
  const common = shared === undefined ? own : resolvePath(own, firstLine(shared));
  return common === undefined || look.kind(common) !== "directory" ? undefined : { own, common };
}

// --- internal ---

const LONGEST_PATH = 4096;

function ownDirectory(workTree: string, look: Look): string | undefined {
  const path = `${workTree.replace(/\/+$/, "")}/.git`;
  if (look.kind(path) !== "file") return path;
  const [, target] = /^gitdir: (.+)$/.exec(firstLine(look.text(path) ?? "")) ?? [];
  return target === undefined ? undefined : resolvePath(workTree, target);
}

// A path of two slashes is a share of another machine on Windows, and to look there tells it who asks.
function resolvePath(base: string, target: string): string | undefined {
  const path = target.replaceAll("\\", "/");
  if (path === "" || path.length > LONGEST_PATH || path.startsWith("//") || path.includes("\0"))
    return undefined;
  const isAbsolute = path.startsWith("/") || /^[A-Za-z]:\//.test(path);
  const elements = (isAbsolute ? path : `${base}/${path}`).split("/");
  const resolved: string[] = [];
  for (const [index, element] of elements.entries()) {
    if (element === "..") {
      if (resolved.length > 1) resolved.pop();
    } else if (index === 0 || (element !== "" && element !== ".")) resolved.push(element);
  }
  return resolved.length === 1 && resolved[0] === "" ? "/" : resolved.join("/");
}

function firstLine(text: string): string {
  return text.split("\n")[0]?.replace(/\r$/, "") ?? "";
}
