/** Judges an absolute path in the image. */
export function imagePathProblem(path: string): string | undefined {
  if (path.length > 200 || !/^(?:\/[\w.@+-]+)+$/.test(path))
    return "is not an absolute path of plain letters, such as /data";
  return hasDots(path) ? "has . or .. in it" : undefined;
}

/** Judges a working directory in the image, which may be the root. */
export function workdirProblem(path: string): string | undefined {
  return path === "/" ? undefined : imagePathProblem(path);
}

// A volume belongs to the program's user: of these directories the image must keep hold.
const SYSTEM_DIRECTORIES = [
  "bin",
  "dev",
  "etc",
  "lib",
  "lib64",
  "proc",
  "sbin",
  "sys",
  "tmp",
  "usr",
];
const BELOW_SYSTEM_DIRECTORIES = ["bin", "lib", "local", "local/bin", "ssl"];

/** Judges a directory in the image that the program writes to. */
export function volumeProblem(path: string): string | undefined {
  const wrong = imagePathProblem(path);
  if (wrong !== undefined) return wrong;
  const [, top = "", ...rest] = path.split("/");
  const isSystem =
    SYSTEM_DIRECTORIES.includes(top) &&
    (rest.length === 0 || BELOW_SYSTEM_DIRECTORIES.includes(rest.join("/")));
  return isSystem ? "is a directory of the system" : undefined;
}

/** Judges `source:destination`, from the build context into the image. */
export function copyProblem(pair: string): string | undefined {
  const [source = "", destination = "", ...rest] = pair.split(":");
  if (rest.length > 0 || destination === "")
    return "is not source:destination, such as templates:/app/templates";
  if (!/^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(source) || hasDots(source))
    return "has a source that is no path of letters, digits and . _ @ + - below the build context";
  const wrong = imagePathProblem(destination);
  return wrong && `has a destination that ${wrong}`;
}

function hasDots(path: string): boolean {
  return path.split("/").some((element) => element === "." || element === "..");
}
