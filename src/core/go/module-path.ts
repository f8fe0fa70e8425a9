import { quoted } from "../words.ts";

const ELEMENT = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/;
// Names that no file may have on Windows, with or without an extension.
const WINDOWS_RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
// First elements without a dot belong to the standard library; a module of such a name shadows or collides with it.
const STANDARD_LIBRARY = new Set(
  (
    "all archive arena bufio builtin bytes cmd cmp compress container context crypto database debug embed encoding " +
    "errors expvar flag fmt go hash html image index internal io iter log main maps math mime net os path plugin reflect " +
    "regexp runtime simd slices sort std strconv strings structs sync syscall testing text time tool unicode unique " +
    "unsafe uuid vendor weak work"
  ).split(" "),
);

/** True for names that Windows keeps for devices (`con`, `nul.txt`, `COM1`). */
export function isWindowsReserved(name: string): boolean {
  return WINDOWS_RESERVED.test(name);
}

/**
 * Why a module path cannot be used, or undefined if it can. The rules are those of
 * golang.org/x/mod/module.CheckPath, and that the path must not collide with the standard library.
 */
export function modulePathProblem(path: string): string | undefined {
  if (path === "") return "is empty";
  if (path.length > 200) return "is longer than 200 characters";
  const elements = path.split("/");
  for (const element of elements) {
    const wrong = elementProblem(element);
    if (wrong !== undefined) return wrong;
  }
  const [first = ""] = elements;
  if (!first.includes(".") && STANDARD_LIBRARY.has(first))
    return `starts with ${quoted(first)}, which belongs to the standard library`;
  const last = elements.at(-1) ?? "";
  if (elements.length > 1 && /^v(?:[01]|0\d*)$/.test(last))
    return `ends with /${last}; only /v2 and above are major version suffixes`;
  if (first === "gopkg.in" && !/\.v\d+(?:-unstable)?$/.test(last))
    return "is under gopkg.in but does not end in .vN";
  return undefined;
}

function elementProblem(element: string): string | undefined {
  if (element === "") return "has an empty element (a slash at an end, or two in a row)";
  if (!ELEMENT.test(element) || element.startsWith("-"))
    return `has the element ${quoted(element)}; an element is made of A-Z a-z 0-9 - . _ ~ and starts with neither "-" nor "."`;
  if (element.endsWith(".")) return `has the element ${quoted(element)}, which ends with a dot`;
  return isWindowsReserved(element)
    ? `has the element ${quoted(element)}, a name that Windows reserves`
    : undefined;
}

/** The name `go build` would give the program of a module's root package: the last element that is not a major version. */
export function programName(modulePath: string): string {
  return executableName(modulePath).replace(/\.v\d+$/, "");
}

/** What `go build` calls the program of an import path: cmd/go/internal/load.DefaultExecName. */
export function executableName(importPath: string): string {
  const elements = importPath.split("/");
  const last = elements.at(-1) ?? "";
  return elements.length > 1 && /^v(?:[2-9]|[1-9]\d+)$/.test(last)
    ? (elements.at(-2) ?? last)
    : last;
}

/** Names of the programs of a module: `name` for the only one, several as `go build` calls them. */
export function programNames(
  patterns: readonly string[],
  module: string,
  name: string,
): readonly string[] {
  return patterns.length === 1
    ? [name]
    : patterns.map((pattern) =>
        executableName(pattern === "." ? module : `${module}/${pattern.slice(2)}`),
      );
}
