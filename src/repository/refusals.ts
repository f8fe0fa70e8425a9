import { refusal } from "../core/errors.ts";
import { joinPaths, relativePath } from "../core/paths.ts";
import { parseHeader } from "../read/go-source.ts";
import type { Tree } from "../tree/tree.ts";
import { type Module, moduleHome, readModule } from "./module.ts";
import { buildContext, findMains, holdsGo, isSource } from "./packages.ts";

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

/**
 * Whether there is a module or a program at a directory, usable or not: then an error is better than a new project below
 * it. Cheaper than reading the repository: it ends at the first Go file.
 */
export function holdsProgram(files: Tree, directory: string): boolean {
  const home = moduleHome(files, directory);
  if (home === directory) return true;
  if (!files.isDirectory(directory)) return false;
  if (holdsGo(files, directory)) return true;
  return (
    home === undefined && OTHER_LANGUAGES.some((name) => files.isFile(joinPaths(directory, name)))
  );
}

/**
 * Explains a directory that is in no module.
 *
 * @param moduleAbove see ReadOptions
 * @returns undefined where nothing speaks against a new program
 * @throws KnownError (exit code 1) for Go code without a module, and for programs in other languages
 */
export function explainMissingModule(
  files: Tree,
  directory: string,
  moduleAbove?: () => string | undefined,
): undefined {
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
  const above = directory === "." ? moduleAbove?.() : undefined;
  if (above !== undefined)
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

/**
 * Explains a module without a program.
 *
 * @returns undefined for a go.mod and nothing else: the program is still to be written
 * @throws KnownError (exit code 1) that names where there are programs
 */
export function explainMissingMain(files: Tree, module: Module, directory: string): undefined {
  if (!holdsGo(files, module.directory)) return undefined;
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
