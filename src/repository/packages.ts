import type { At } from "../core/known-error.ts";
import { executableName, programName } from "../core/go/module-path.ts";
import { joinPaths, relativePath } from "../core/paths.ts";
import { type BuildContext, constraintMatches, nameMatches } from "../read/build-constraint.ts";
import { type GoHeader, parseHeader } from "../read/go-source/header.ts";
import type { Tree } from "../tree/tree.ts";
import type { Module } from "./module.ts";

/** A main package. */
export interface Main {
  /** As the go command takes it, from the module's directory: `.` or `./cmd/api`. */
  readonly pattern: string;
  /** Below the repository's root. */
  readonly directory: string;
  /** What `go build` would call the program. */
  readonly name: string;
}

/** Any linux platform: what depends on the platform is not what a repository is recognised by. */
export function buildContext(tags: readonly string[]): BuildContext {
  return { os: "linux", arch: "amd64", cgo: true, tags };
}

/** Directories that hold no part of a program: the go command skips most of them, and so does everybody who reads a repository. */
export function isSource(name: string): boolean {
  return (
    !name.startsWith(".") &&
    !name.startsWith("_") &&
    name !== "testdata" &&
    name !== "node_modules" &&
    name !== "vendor"
  );
}

/** Whether there is Go code at or below a directory, tests not counted. */
export function holdsGo(files: Tree, directory: string): boolean {
  for (const child of files.walk(directory, isSource))
    if (files.list(child).files.some((name) => name.endsWith(".go") && !name.endsWith("_test.go")))
      return true;
  return false;
}

/** The main packages of a module. */
export function findMains(files: Tree, module: Module, context: BuildContext): readonly Main[] {
  const isPassedOver = ignoredBy(module);
  const enter = (name: string, child: string): boolean =>
    isSource(name) && !isPassedOver(child) && !files.isFile(joinPaths(child, "go.mod"));
  const mains: Main[] = [];
  for (const directory of files.walk(module.directory, enter)) {
    if (packageHeader(files, directory, context)?.name !== "main") continue;
    if (otherTarget(files, directory) !== undefined) continue;
    const path = relativePath(module.directory, directory);
    const name =
      path === "."
        ? programName(module.goMod.module ?? "")
        : executableName(`${module.goMod.module}/${path}`);
    mains.push({ pattern: path === "." ? "." : `./${path}`, directory, name });
  }
  return mains;
}

/** Packages that only programs for other machines than linux import, and what compiles those. */
const OTHER_TARGETS: ReadonlyMap<string, string> = new Map([
  ["machine", "which only TinyGo has, for boards without an operating system"],
  ["syscall/js", "which is there only in a browser (GOOS=js)"],
]);

/** Why the main package of a directory is a program for another machine; undefined if it is none. */
export function otherTarget(
  files: Tree,
  directory: string,
): { readonly where: At; readonly because: string } | undefined {
  for (const name of files.list(directory).files) {
    if (!name.endsWith(".go") || name.endsWith("_test.go")) continue;
    const path = joinPaths(directory, name);
    const header = parseHeader(files.text(path) ?? "");
    // A file behind a constraint of its own leaves the others to linux.
    if (header.name !== "main" || header.constraint !== undefined) continue;
    if (!nameMatches(name, buildContext([]))) continue;
    for (const { path: imported, line } of header.imports) {
      const because = OTHER_TARGETS.get(imported);
      if (because !== undefined)
        return { where: { file: path, line }, because: `it imports ${imported}, ${because}` };
    }
  }
  return undefined;
}

// --- internal ---

// As the go command reads `ignore`: with ./ from the module's root, else at any depth.
function ignoredBy({ directory: home, goMod }: Module): (directory: string) => boolean {
  const targets = goMod.ignores.map(({ target }) => target.replace(/\/$/, ""));
  return (directory) => {
    const path = relativePath(home, directory);
    return targets.some((target) =>
      target.startsWith("./") ? path === target.slice(2) : `/${path}`.endsWith(`/${target}`),
    );
  };
}

/** Header of the first file of a directory that the go command would compile for linux, which names the package. */
function packageHeader(
  files: Tree,
  directory: string,
  context: BuildContext,
): GoHeader | undefined {
  for (const name of files.list(directory).files) {
    if (
      !name.endsWith(".go") ||
      name.startsWith("_") ||
      name.startsWith(".") ||
      !nameMatches(name, context)
    )
      continue;
    const header = parseHeader(files.text(joinPaths(directory, name)) ?? "");
    if (
      header.name !== undefined &&
      header.name !== "documentation" &&
      (header.constraint === undefined || constraintMatches(header.constraint, context))
    )
      return header;
  }
  return undefined;
}
