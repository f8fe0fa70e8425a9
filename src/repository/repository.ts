import { joinPaths, relativePath, isWithin } from "../core/paths.ts";
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { normalize } from "node:path/posix";
import { refusal } from "../core/errors.ts";
import { type BuildContext, constraintMatches, nameMatches } from "../read/build-constraint.ts";
import { ancestors, type GoMod, parseGoMod, parseVendorModules } from "../read/go-mod.ts";
import { executableName, programName } from "../core/go/module-path.ts";
import { type GoHeader, parseHeader } from "../read/go-source.ts";
import { compareGoVersions, parseGoVersion } from "../core/go/version.ts";
import { Files } from "../tree/disk.ts";

/** A go.mod or go.work of the repository, and its directory below the repository's root. */
export interface Module {
  readonly directory: string;
  readonly goMod: GoMod;
}

/** A main package. */
export interface Main {
  /** As the go command takes it, from the module's directory: `.` or `./cmd/api`. */
  readonly pattern: string;
  /** Below the repository's root. */
  readonly directory: string;
  /** What `go build` would call the program. */
  readonly name: string;
}

/** What a repository with a Go program is made of. */
export interface Repository {
  readonly files: Files;
  /** Paths that an earlier run rendered: they are no evidence of the user's. */
  readonly rendered: ReadonlySet<string>;
  /** The module that the program is in. */
  readonly module: Module;
  /** That module and all that it is built together with: a workspace's, and local replacements. */
  readonly modules: readonly Module[];
  /** The go.work that counts. */
  readonly workspace: Module | undefined;
  /** Directory below the root that holds all of the modules. */
  readonly context: string;
  /** Whether vendor/ is what the go command builds from. */
  readonly vendor: "used" | "unused" | "stale" | "none";
  readonly mains: readonly Main[];
  /** The main packages that the target itself is, or holds, when it is not a module's root. */
  readonly preferred: readonly string[];
}

/** Any linux platform: what depends on the platform is not what a repository is recognised by. */
export function buildContext(tags: readonly string[]): BuildContext {
  return { os: "linux", arch: "amd64", cgo: true, tags };
}

export interface ReadOptions {
  readonly tags?: readonly string[];
  readonly rendered?: ReadonlySet<string>;
  readonly overlay?: ReadonlyMap<string, string>;
}

/**
 * Reads the repository around a directory.
 *
 * @param root the work tree, or the directory itself where there is none: absolute, without symbolic links
 * @param directory the target below it, POSIX
 * @param options.tags build tags that were given
 * @param options.rendered see {@link Repository.rendered}
 * @param options.overlay texts of files that are about to be written
 * @returns undefined where there is no module to read and no Go code to explain
 * @throws KnownError (exit code 1) for Go code that no image can be made of, with the command that mends it
 */
export function readRepository(
  root: string,
  directory: string,
  { tags = [], rendered = new Set(), overlay }: ReadOptions = {},
): Repository | undefined {
  const files = new Files(root, overlay);
  const home = moduleHome(files, directory);
  if (home === undefined) return withoutModule(files, directory);
  if (!files.isDirectory(directory)) return undefined;
  if (directory !== home && !holdsGo(files, directory)) return undefined; // a new project inside a repository
  const module = readModule(files, home);
  const mains = findMains(files, module, buildContext(tags));
  if (mains.length === 0) return withoutMain(files, module, directory);
  const workspace = findWorkspace(files, home);
  const modules = buildList(files, module, workspace);
  const preferred =
    directory === home
      ? []
      : mains.filter((main) => isWithin(main.directory, directory)).map(({ pattern }) => pattern);
  if (directory !== home && preferred.length === 0)
    throw refusal(
      "[dir]",
      `${directory} holds no main package`,
      `its module has ${mains.map(({ pattern }) => pattern).join(", ")}: create-goslim ${relativePath(directory, home)}`,
    );
  return {
    files,
    rendered,
    module,
    modules,
    workspace,
    context: commonDirectory([
      ...modules.map((one) => one.directory),
      ...(workspace ? [workspace.directory] : []),
    ]),
    vendor: vendorState(files, module, workspace),
    mains,
    preferred,
  };
}

/** The directory of the module that a directory belongs to: the nearest with a go.mod, here or above. */
export function moduleHome(files: Files, directory: string): string | undefined {
  return ancestors(directory).find((candidate) => files.isFile(joinPaths(candidate, "go.mod")));
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

/** Header of the first file of a directory that the go command would compile for linux, which names the package. */
function packageHeader(
  files: Files,
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

// --- internal ---

// Manifests of other languages: what is there is a program, but not one in Go.
const OTHER_LANGUAGES = [
  "package.json",
  "Cargo.toml",
  "pyproject.toml",
  "setup.py",
  "pom.xml",
  "build.gradle",
  "composer.json",
  "Gemfile",
  "CMakeLists.txt",
];

function withoutModule(files: Files, directory: string): undefined {
  if (!files.isDirectory(directory)) return undefined;
  if (!holdsGo(files, directory)) {
    const other = OTHER_LANGUAGES.find((name) => files.isFile(joinPaths(directory, name)));
    if (other === undefined) return undefined;
    throw refusal(
      joinPaths(directory, other),
      "there is a program here, but no Go code",
      `for a new Go program, name a directory of its own: create-goslim ${joinPaths(relativePath(".", directory), "app")}`,
    );
  }
  const homes = [...files.walk(directory, isSource)].filter((child) =>
    files.isFile(joinPaths(child, "go.mod")),
  );
  if (homes.length > 0) {
    const programs = homes.filter(
      (child) => findMains(files, readModule(files, child), buildContext([])).length > 0,
    );
    throw refusal(
      "[dir]",
      `there is no go.mod in ${directory === "." ? "this directory" : directory}, but ${homes.length === 1 ? "one" : String(homes.length)} below it`,
      programs.length > 0
        ? `choose a module with a program: ${programs
            .slice(0, 10)
            .map((child) => `create-goslim ${relativePath(directory, child)}`)
            .join(", ")}`
        : "none of the modules has a main package",
    );
  }
  const above = findAbove(files.root, "go.mod");
  if (directory === "." && above !== undefined)
    throw refusal(
      "[dir]",
      `the module of this Go code is in ${above}, above it, and without a git repository nothing says that both belong together`,
      `name that directory, with --main; or make it a repository: git init ${above}`,
    );
  throw refusal(
    "go.mod",
    `there is Go code in ${directory === "." ? "this directory" : directory}, but no go.mod`,
    "make it a module first: go mod init <module path> && go mod tidy",
  );
}

function withoutMain(files: Files, module: Module, directory: string): undefined {
  if (!holdsGo(files, module.directory)) return undefined; // a go.mod and nothing else: the program is still to be written
  const elsewhere = [...files.walk(module.directory, isSource)].flatMap((child) =>
    files
      .list(child)
      .files.filter(
        (name) =>
          name.endsWith(".go") &&
          parseHeader(files.text(joinPaths(child, name)) ?? "").name === "main",
      )
      .map((name) => joinPaths(child, name)),
  );
  const others = [...files.walk(".", isSource)]
    .filter((child) => child !== module.directory && files.isFile(joinPaths(child, "go.mod")))
    .filter((child) => findMains(files, readModule(files, child), buildContext([])).length > 0);
  throw refusal(
    "[dir]",
    `${module.goMod.module ?? module.directory} is a library: none of its packages is a program (package main)`,
    others.length > 0
      ? `${others.length === 1 ? "a module below it has one" : "modules below it have some"}: ${others.map((child) => `create-goslim ${relativePath(directory, child)}`).join(", ")}`
      : elsewhere.length > 0
        ? `${elsewhere.slice(0, 5).join(", ")} is package main, but a build constraint keeps it from linux, or from a build without a tag: then give it with --tags=<tag>`
        : "add a main package, for instance in cmd/<name>/main.go, or name another directory",
  );
}

function holdsGo(files: Files, directory: string): boolean {
  for (const child of files.walk(directory, isSource))
    if (files.list(child).files.some((name) => name.endsWith(".go") && !name.endsWith("_test.go")))
      return true;
  return false;
}

function readModule(files: Files, directory: string): Module {
  return { directory, goMod: parseGoMod(files.text(joinPaths(directory, "go.mod")) ?? "") };
}

function findMains(files: Files, module: Module, context: BuildContext): readonly Main[] {
  const enter = (name: string, child: string): boolean =>
    isSource(name) && !files.isFile(joinPaths(child, "go.mod"));
  const mains: Main[] = [];
  for (const directory of files.walk(module.directory, enter)) {
    if (packageHeader(files, directory, context)?.name !== "main") continue;
    const path = relativePath(module.directory, directory);
    const name =
      path === "."
        ? programName(module.goMod.module ?? "")
        : executableName(`${module.goMod.module}/${path}`);
    mains.push({ pattern: path === "." ? "." : `./${path}`, directory, name });
  }
  return mains;
}

// As the go command does: the nearest go.work upwards, and only if it uses the module.
function findWorkspace(files: Files, home: string): Module | undefined {
  const found = ancestors(home).find((candidate) => files.isFile(joinPaths(candidate, "go.work")));
  if (found === undefined) return undefined;
  const goMod = parseGoMod(files.text(joinPaths(found, "go.work")) ?? "");
  return goMod.uses.some(({ target }) => inside(found, target) === home)
    ? { directory: found, goMod }
    : undefined;
}

function buildList(files: Files, module: Module, workspace: Module | undefined): readonly Module[] {
  const list = new Map([[module.directory, module]]);
  const queue: { readonly directory: string; readonly goMod: GoMod; readonly file: string }[] = [
    { ...module, file: joinPaths(module.directory, "go.mod") },
  ];
  if (workspace) queue.push({ ...workspace, file: joinPaths(workspace.directory, "go.work") });
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    for (const { target, line } of [...item.goMod.replaces, ...item.goMod.uses]) {
      const directory = inside(item.directory, target);
      if (directory === undefined)
        throw refusal(
          `${item.file}:${line}`,
          `${target} is outside of ${files.root.split(sep).at(-1)}, so that no build context can hold it`,
          "move the module into the repository, or require a released version of it",
        );
      if (list.has(directory)) continue;
      if (!files.isFile(joinPaths(directory, "go.mod")))
        throw refusal(
          `${item.file}:${line}`,
          `there is no module in ${target}`,
          "check the module out, or remove the line",
        );
      const found = readModule(files, directory);
      list.set(directory, found);
      // Only the main modules' replacements count; those of a workspace are all main.
      if (workspace !== undefined && item.goMod.uses.length > 0)
        queue.push({ ...found, file: joinPaths(directory, "go.mod") });
    }
  }
  return [...list.values()];
}

// The path that another, relative path leads to, or undefined if that is outside.
function inside(directory: string, target: string): string | undefined {
  if (target.startsWith("/")) return undefined;
  const path = normalize(joinPaths(directory, target)).replace(/\/$/, "");
  return path === ".." || path.startsWith("../") ? undefined : path;
}

function commonDirectory(directories: readonly string[]): string {
  const [first = ".", ...others] = directories;
  return (
    ancestors(first).find(
      (candidate) => candidate === "." || others.every((other) => isWithin(other, candidate)),
    ) ?? "."
  );
}

// The go command builds from vendor/ if the go line is 1.14 or newer, and refuses one that does not fit.
function vendorState(
  files: Files,
  module: Module,
  workspace: Module | undefined,
): Repository["vendor"] {
  const home = (workspace ?? module).directory;
  const listed = files.text(joinPaths(home, "vendor/modules.txt"));
  if (listed === undefined) return "none";
  const version = parseGoVersion(module.goMod.go ?? "1.16");
  const since = parseGoVersion("1.14");
  if (version && since && compareGoVersions(version, since) < 0) return "unused";
  if (workspace !== undefined) return listed.startsWith("## workspace") ? "used" : "unused";
  const vendored = parseVendorModules(listed);
  return module.goMod.requires.every(({ target, subject }) => vendored.has(`${target} ${subject}`))
    ? "used"
    : "stale";
}

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

// Of what does not exist yet, as much as does.
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? resolve(path) : join(real(dirname(path)), basename(path));
  }
}
