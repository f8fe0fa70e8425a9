import { compareGoVersions } from "../core/go/compare.ts";
import { parseGoVersion } from "../core/go/version.ts";
import { isWithin, joinPaths, parentPath } from "../core/paths.ts";
import type { Place } from "../core/place.ts";
import { goReleaserBuilds } from "../read/goreleaser.ts";
import {
  isComposed,
  isPlaceholder,
  linkerFlags,
  meaningOfName,
  meaningOfValue,
  substituteVariables,
} from "../read/linker-flags.ts";
import { assignedVariables, takenLines, withoutTrials } from "../read/makefile.ts";
import type { Repository } from "../repository/repository.ts";
import { findVariable } from "./find-variable.ts";
import { type Graph, locatePackage, type Package } from "./graph.ts";

/** A string variable that the project's own build lets the linker set. */
export interface LinkerVariable extends Place {
  /** `importpath.name`; `main.name` for the main package. */
  readonly target: string;
  /** `{version}`, `{revision}`, `{date}`, or the text itself. */
  readonly value: string;
  /** Why it is left out: the linker would set nothing, silently, or what it would set is not known. */
  readonly ineffective?: string;
  /** What is written, where the value is only a part of it. */
  readonly partOf?: string;
}

/** Files that programs are built by, in one of the directories below. */
const BUILD_FILES = [
  /^(?:GNUmakefile|[Mm]akefile(?:\.\w+)?|.*\.mk)$/,
  /^(?:\.?goreleaser|\.promu|[Tt]askfile)\.ya?ml$/,
  /^Dockerfile(?:\.[\w.-]+)?$/,
  /^(?:[Bb]uild\.sh|justfile|magefile\.go)$/,
];
const MAKEFILE = /(?:^|\/)(?:GNUmakefile|[Mm]akefile(?:\.\w+)?|[^/]*\.mk)$/;
const DIRECTORIES = [".", "build", "scripts", "hack", "ci", "make", "docker", ".github/workflows"];

/** Whether a file of one of the directories may hold a build. */
function isBuildFile(directory: string, name: string): boolean {
  if (directory === ".github/workflows") return true;
  if (directory === "scripts" && name.endsWith(".sh")) return true;
  return BUILD_FILES.some((expression) => expression.test(name));
}

/**
 * The `-X importpath.name=value` of Makefiles, GoReleaser files, Dockerfiles and build scripts, each checked against the
 * build graph.
 *
 * @param dockerfiles paths of those that are read too, wherever they are
 */
export function findLinkerVariables(
  repository: Repository,
  graph: Graph,
  dockerfiles: readonly string[],
): readonly LinkerVariable[] {
  const variables = new Map<string, LinkerVariable>();
  for (const file of new Set([...dockerfiles, ...buildFiles(repository)])) {
    if (isNoEvidence(repository, file, variables.size > 0)) continue;
    const candidates = [
      ...variablesIn(repository, file),
      ...goReleaserDefaults(repository, file, graph),
    ];
    for (const variable of candidates) {
      const known = variables.get(variable.target);
      const checked =
        variable.ineffective === undefined ? check(repository, graph, variable) : variable;
      if (!known || (known.ineffective !== undefined && checked.ineffective === undefined))
        variables.set(variable.target, checked);
    }
  }
  return [...variables.values()];
}

/** Paths of the files that programs are built by. */
export function buildFiles({ files, module }: Repository): readonly string[] {
  return [...new Set([module.directory, "."])].flatMap((home) =>
    DIRECTORIES.flatMap((directory) =>
      files
        .list(joinPaths(home, directory))
        .files.filter((name) => isBuildFile(directory, name))
        .map((name) => joinPaths(joinPaths(home, directory), name)),
    ),
  );
}

// --- internal ---

// What was rendered for another program says nothing of this one.
function isNoEvidence(
  { files, module, rendered }: Repository,
  file: string,
  isKnown: boolean,
): boolean {
  if (rendered.has(file)) return true;
  const isRendered = (files.text(file) ?? "").includes("-X 'main.version=$VERSION'");
  return isRendered && (isKnown || parentPath(file) !== module.directory);
}

function variablesIn({ files, module }: Repository, file: string): readonly LinkerVariable[] {
  const text = buildTextOf(file, files.text(file) ?? "");
  const flags = linkerFlags(text);
  if (flags.length === 0) return [];
  const names = withModulePath(assignedVariables(text), module.goMod.module ?? "");
  return flags.flatMap(({ importPath, name, value: raw, line }) => {
    const path = substituteVariables(importPath, names);
    if (path === undefined || !/^[\w.~/-]+$/.test(path)) return [];
    const target = `${path}.${name}`;
    if (isComposed(raw)) return [composedVariable(target, name, raw, { file, line })];
    const value = meaningOfValue(name, raw, names);
    if (value !== undefined) return [{ target, value, file, line }];
    if (isPlaceholder(raw)) return [];
    const ineffective = `what ${JSON.stringify(raw)} stands for is not known; --stamp gives it`;
    return [{ target, value: raw, file, line, ineffective }];
  });
}

// What compiles the program that is shipped: no trial of it, no branch that nobody takes.
function buildTextOf(file: string, text: string): string {
  return withoutTrials(MAKEFILE.test(file) ? takenLines(text) : text);
}

function composedVariable(target: string, name: string, raw: string, place: Place): LinkerVariable {
  const value = meaningOfName(name);
  if (value !== undefined) return { target, value, partOf: raw, ...place };
  const ineffective = `${JSON.stringify(raw)} is made of several parts, and --stamp sets one; a variable for each can be set`;
  return { target, value: raw, ineffective, ...place };
}

// Commands that print the module's path.
function withModulePath(
  variables: ReadonlyMap<string, string>,
  module: string,
): ReadonlyMap<string, string> {
  const printsModule = /go list -m|^\$\(shell (?:head|awk|grep|sed).*go\.mod/;
  return new Map(
    [...variables].map(([name, value]) => [name, printsModule.test(value) ? module : value]),
  );
}

// Without ldflags of its own a GoReleaser build sets main.version, main.commit and main.date.
function goReleaserDefaults(
  repository: Repository,
  file: string,
  graph: Graph,
): readonly LinkerVariable[] {
  if (!/goreleaser\.ya?ml$/.test(file)) return [];
  const builds = goReleaserBuilds(repository.files.text(file) ?? "");
  if (builds.some(({ setsLinkerFlags }) => setsLinkerFlags)) return [];
  const values = { version: "{version}", commit: "{revision}", date: "{date}" };
  return Object.entries(values).flatMap(([name, value]) =>
    mainPackages(graph).some((one) => findVariable(repository, one, name))
      ? [{ target: `main.${name}`, value, file, line: 1 }]
      : [],
  );
}

/** The variable as the linker knows it, and whether it would set anything. A main package may be named by its path; the linker calls it main. */
function check(repository: Repository, graph: Graph, variable: LinkerVariable): LinkerVariable {
  const dot = variable.target.lastIndexOf(".");
  const importPath = variable.target.slice(0, dot);
  const name = variable.target.slice(dot + 1);
  const mains = mainPackages(graph);
  const isMain = importPath === "main" || mains.some((one) => one.importPath === importPath);
  const target = isMain ? `main.${name}` : variable.target;
  const declared = isMain ? mains : [graph.packages.get(importPath)].filter((one) => one?.own);
  if (declared.some((one) => one && findVariable(repository, one, name)))
    return { ...variable, target };
  if (importPath === "main" || graph.packages.get(importPath)?.own)
    return { ...variable, target, ineffective: `${importPath} has no string variable ${name}` };
  // The sources of other modules may not be here; that they are imported has to do.
  if (graph.packages.has(importPath) || graph.external.has(importPath))
    return { ...variable, target };
  const ineffective = whyAbsent(repository, graph, variable, { importPath, name });
  return { ...variable, target, ...(ineffective === undefined ? {} : { ineffective }) };
}

// Why nothing would be set in a package that the program is not seen to import.
function whyAbsent(
  repository: Repository,
  graph: Graph,
  { value }: LinkerVariable,
  { importPath, name }: { readonly importPath: string; readonly name: string },
): string | undefined {
  const own = sameEnd(graph, importPath);
  const meant = own === undefined ? "" : `; meant is --stamp=${own}.${name}=${value}`;
  if (locatePackage(repository, importPath)?.own || graph.external.size === 0)
    return `${importPath} is not part of the program${meant}`;
  const isOwnModule = repository.modules.some(({ goMod }) =>
    importPath.startsWith(`${goMod.module}/`),
  );
  if (isOwnModule) return `${importPath} does not exist`;
  // A package of another module may be imported by yet another one: then it can be set, and if not, nothing is lost.
  return isOfRequiredModule(repository, importPath)
    ? undefined
    : `no module of the build has ${importPath}${meant}`;
}

// Modules that are required only by others are listed since Go 1.17.
function isOfRequiredModule({ modules }: Repository, importPath: string): boolean {
  return modules.some(({ goMod }) => {
    const version = parseGoVersion(goMod.go ?? "1.16");
    const listed = parseGoVersion("1.17");
    const isComplete = version && listed && compareGoVersions(version, listed) >= 0;
    return !isComplete || goMod.requires.some(({ target }) => isWithin(importPath, target));
  });
}

// The own package that most likely is called by a path that the module had before.
function sameEnd({ packages }: Graph, importPath: string): string | undefined {
  const found = [...packages.values()].filter(
    ({ own, importPath: path }) => own && path.includes("/") && isWithinEnd(importPath, path),
  );
  return found.length === 1 ? found[0]?.importPath : undefined;
}

function isWithinEnd(importPath: string, path: string): boolean {
  return importPath.endsWith(`/${path.slice(path.indexOf("/") + 1)}`);
}

function mainPackages(graph: Graph): readonly Package[] {
  return [...graph.packages.values()].filter(({ files }) => files[0]?.header.name === "main");
}
