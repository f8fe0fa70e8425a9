import { refusal } from "../core/errors.ts";
import { isWithin, relativePath } from "../core/paths.ts";
import type { Tree } from "../tree/tree.ts";
import { buildList, commonDirectory, findWorkspace } from "./build-list.ts";
import { type Module, moduleHome, readModule } from "./module.ts";
import { buildContext, findMains, holdsGo, type Main } from "./packages.ts";
import { type GitFiles, gitFilesIn } from "../tree/git-files.ts";
import { explainMissingMain, explainMissingModule } from "./refusals.ts";
import { readVendorState, type VendorState } from "./vendor.ts";

export { type Module, moduleHome } from "./module.ts";
export { buildContext, isSource, type Main } from "./packages.ts";

/** What a repository with a Go program is made of. */
export interface Repository {
  readonly files: Tree;
  /** What git keeps of it. */
  readonly git: GitFiles;
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
  readonly vendor: VendorState;
  readonly mains: readonly Main[];
  /** The main packages that the target itself is, or holds, when it is not a module's root. */
  readonly preferred: readonly string[];
}

export interface ReadOptions {
  readonly tags?: readonly string[];
  readonly rendered?: ReadonlySet<string>;
  /** Finds a directory with a go.mod that is above the tree, and so no part of it. */
  readonly moduleAbove?: () => string | undefined;
  /** Absent where git's files are a part of the tree. */
  readonly git?: GitFiles | undefined;
}

/**
 * Reads the repository around a directory.
 *
 * @param files of the work tree, or of the directory itself where there is none
 * @param directory the target below it, POSIX
 * @param options.moduleAbove see {@link ReadOptions.moduleAbove}
 * @param options.tags build tags that were given
 * @param options.rendered see {@link Repository.rendered}
 * @returns undefined where there is no module to read and no Go code to explain
 * @throws KnownError (exit code 1) for Go code that no image can be made of, with the command that mends it
 */
export function readRepository(
  files: Tree,
  directory: string,
  { tags = [], rendered = new Set(), moduleAbove, git = gitFilesIn(files) }: ReadOptions = {},
): Repository | undefined {
  const home = moduleHome(files, directory);
  if (home === undefined) return explainMissingModule(files, directory, moduleAbove);
  if (!files.isDirectory(directory)) return undefined;
  if (directory !== home && !holdsGo(files, directory)) return undefined; // a new project inside a repository
  const module = readModule(files, home);
  const mains = findMains(files, module, buildContext(tags));
  if (mains.length === 0) return explainMissingMain(files, module, directory);
  const workspace = findWorkspace(files, home);
  const modules = buildList(files, module, workspace);
  const preferred =
    directory === home
      ? []
      : mains.filter((main) => isWithin(main.directory, directory)).map(({ pattern }) => pattern);
  if (directory !== home && preferred.length === 0)
    throw refusal(
      "no-main-package-here",
      { directory },
      {
        directory,
        programs: mains.map(({ pattern }) => pattern),
        home: relativePath(directory, home),
      },
    );
  return {
    files,
    git,
    rendered,
    module,
    modules,
    workspace,
    context: commonDirectory([
      ...modules.map((one) => one.directory),
      ...(workspace ? [workspace.directory] : []),
    ]),
    vendor: readVendorState(files, module, workspace),
    mains,
    preferred,
  };
}
