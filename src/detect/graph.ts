import { joinPaths, isWithin } from "../core/paths.ts";
import type { Place } from "../core/place.ts";
import { type BuildContext, constraintMatches, nameMatches } from "../read/build-constraint.ts";
import { type GoHeader, parseHeader } from "../read/go-source/header.ts";
import { buildContext, type Main, type Repository } from "../repository/repository.ts";

export interface GoFile {
  readonly path: string;
  readonly header: GoHeader;
}

/** A package whose sources are here. */
export interface Package {
  readonly importPath: string;
  readonly directory: string;
  /** Files that are compiled for linux with cgo. */
  readonly files: readonly GoFile[];
  /** False for what is vendored. */
  readonly own: boolean;
  /** Whether there are files that stand in for the ones with cgo. */
  readonly withoutCgo: boolean;
}

/** Everything that some main packages are built from, as far as its sources are here. */
export interface Graph {
  readonly packages: ReadonlyMap<string, Package>;
  /** Packages of other modules whose sources are not here, and who imports them first. */
  readonly external: ReadonlyMap<string, Place>;
  /** Packages of the standard library, and who imports them first; one of the own packages, if one does. */
  readonly standard: ReadonlyMap<string, Place & { readonly own: boolean }>;
}

/** A file of the program's own packages, as it is read. */
export interface OwnFile extends GoFile {
  readonly text: string;
}

/** Sees the files of a package that are compiled. */
export type Visit = (importPath: string, files: readonly OwnFile[]) => void;

/**
 * Follows the imports of some main packages.
 *
 * @param visit sees each of the own packages: a file is read once
 */
export function readGraph(
  repository: Repository,
  mains: readonly Main[],
  tags: readonly string[],
  visit: Visit,
): Graph {
  const context = buildContext(tags);
  const packages = new Map<string, Package>();
  const external = new Map<string, Place>();
  const standard = new Map<string, Place & { readonly own: boolean }>();
  const queue: Source[] = mains.map(({ directory }) => ({
    importPath: importPathOf(repository, directory),
    directory,
    own: true,
  }));
  const seen = new Set(queue.map(({ importPath }) => importPath));
  const follow = (imported: string, place: Place, own: boolean): void => {
    if (seen.has(imported)) {
      if (own && standard.get(imported)?.own === false) standard.set(imported, { ...place, own });
      return;
    }
    seen.add(imported);
    const found = locatePackage(repository, imported);
    if (found) queue.push({ importPath: imported, ...found });
    else if (isStandard(imported)) standard.set(imported, { ...place, own });
    else external.set(imported, place);
  };
  for (let source = queue.pop(); source !== undefined; source = queue.pop()) {
    const one = readPackage(repository, source, context, visit);
    packages.set(source.importPath, one);
    for (const { path, header } of one.files)
      for (const { path: imported, line } of header.imports)
        follow(imported, { file: path, line }, source.own);
  }
  return { packages, external, standard };
}

type Source = Pick<Package, "importPath" | "directory" | "own">;

function readPackage(
  { files }: Repository,
  source: Source,
  context: BuildContext,
  visit: Visit,
): Package {
  const compiled: GoFile[] = [];
  const visited: OwnFile[] = [];
  let withoutCgo = false;
  for (const name of files.list(source.directory).files) {
    if (!isGoFile(name) || !nameMatches(name, context)) continue;
    const path = joinPaths(source.directory, name);
    const text = files.text(path) ?? "";
    const header = parseHeader(text);
    const { constraint } = header;
    if (constraint === undefined || constraintMatches(constraint, context)) {
      compiled.push({ path, header });
      if (source.own) visited.push({ path, header, text });
    } else if (constraintMatches(constraint, { ...context, cgo: false })) withoutCgo = true;
  }
  if (source.own) visit(source.importPath, visited);
  return { ...source, files: compiled, withoutCgo };
}

// The go command passes over names that begin with a dot or an underscore.
function isGoFile(name: string): boolean {
  return name.endsWith(".go") && !name.startsWith("_") && !name.startsWith(".");
}

/** The import path of a package of the repository. */
export function importPathOf({ modules }: Repository, directory: string): string {
  const [module] = modules
    .filter(({ directory: home }) => home === "." || isWithin(directory, home))
    .sort((a, b) => b.directory.length - a.directory.length);
  const path = module?.goMod.module ?? "main";
  const rest =
    module === undefined || module.directory === directory
      ? ""
      : module.directory === "."
        ? directory
        : directory.slice(module.directory.length + 1);
  return rest === "" ? path : `${path}/${rest}`;
}

/** The directory below the root that holds a package's sources, if they are here. */
export function locatePackage(
  { files, modules, module, workspace, vendor }: Repository,
  importPath: string,
): { readonly directory: string; readonly own: boolean } | undefined {
  const [owner] = modules
    .filter(({ goMod }) => goMod.module !== undefined && isWithin(importPath, goMod.module))
    .sort((a, b) => (b.goMod.module?.length ?? 0) - (a.goMod.module?.length ?? 0));
  if (owner?.goMod.module !== undefined) {
    const directory = joinPaths(
      owner.directory,
      importPath.slice(owner.goMod.module.length + 1) || ".",
    );
    if (files.isDirectory(directory)) return { directory, own: true };
  }
  const vendored = joinPaths((workspace ?? module).directory, `vendor/${importPath}`);
  return vendor === "used" && files.isDirectory(vendored)
    ? { directory: vendored, own: false }
    : undefined;
}

/** Import paths whose first element has no dot are the standard library's; "C" is cgo. */
export function isStandard(importPath: string): boolean {
  return !(importPath.split("/")[0] ?? "").includes(".");
}
