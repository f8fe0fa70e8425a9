import { refusal } from "../core/errors.ts";
import { joinPaths, relativePath } from "../core/paths.ts";
import { parseHeader } from "../read/go-source/header.ts";
import type { Tree } from "../tree/tree.ts";
import { type Module, moduleHome, readModule } from "./module.ts";
import { buildContext, findMains, holdsGo, isSource, otherTarget } from "./packages.ts";

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
      "other-language",
      { file: joinPaths(directory, other) },
      { directory: joinPaths(relativePath(".", directory), "app") },
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
      "modules-below",
      { directory },
      {
        directory,
        modules: homes.length,
        programs: programs.slice(0, 10).map((child) => relativePath(directory, child)),
      },
    );
  }
  const above = directory === "." ? moduleAbove?.() : undefined;
  if (above !== undefined) throw refusal("module-above", { directory }, { above });
  throw refusal("no-go-mod", { file: "go.mod" }, { directory });
}

/**
 * Explains a module without a program.
 *
 * @returns undefined for a go.mod and nothing else: the program is still to be written
 * @throws KnownError (exit code 1) that names where there are programs
 */
export function explainMissingMain(files: Tree, module: Module, directory: string): undefined {
  if (!holdsGo(files, module.directory)) return undefined;
  for (const child of files.walk(module.directory, isSource)) {
    const other = otherTarget(files, child);
    if (other !== undefined)
      throw refusal("not-for-containers", other.where, { because: other.because });
  }
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
    "library",
    { directory },
    {
      module: module.goMod.module ?? module.directory,
      modules: others.map((child) => relativePath(directory, child)),
      constrained: elsewhere.slice(0, 5),
    },
  );
}
