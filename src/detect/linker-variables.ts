import { dirname } from "node:path/posix";
import { joinPaths } from "../core/paths.ts";
import { lineAt } from "../tree/disk.ts";
import { findVariable, type Graph, locatePackage, type Package, type Place } from "./graph.ts";
import type { Repository } from "../repository/repository.ts";
import { goReleaserBuilds } from "../read/yaml.ts";

/** A string variable that the project's own build lets the linker set. */
export interface LinkerVariable extends Place {
  /** `importpath.name`; `main.name` for the main package. */
  readonly target: string;
  /** `{version}`, `{revision}`, `{date}`, or the text itself. */
  readonly value: string;
  /** Why it is left out: the linker would set nothing, silently, or what it would set is not known. */
  readonly ineffective?: string;
}

const BUILD_FILES =
  /^(?:GNUmakefile|[Mm]akefile(?:\.\w+)?|.*\.mk|\.goreleaser\.ya?ml|\.promu\.ya?ml|goreleaser\.ya?ml|Dockerfile(?:\.[\w.-]+)?|[Bb]uild\.sh|justfile|[Tt]askfile\.ya?ml|magefile\.go)$/;
/** Values that stand for: not known. */
const DEFAULT = /^(?:dev|unknown|0\.0\.0)/;
const DIRECTORIES = [".", "build", "scripts", "hack", "ci", "make", "docker", ".github/workflows"];

/** The `-X importpath.name=value` of Makefiles, GoReleaser files, Dockerfiles and build scripts, each checked against the build graph. */
export function findLinkerVariables(
  repository: Repository,
  graph: Graph,
  dockerfiles: readonly string[],
): readonly LinkerVariable[] {
  const { files, module } = repository;
  const candidates = new Set<string>(dockerfiles);
  for (const home of new Set([module.directory, "."])) {
    for (const directory of DIRECTORIES) {
      for (const name of files.list(joinPaths(home, directory)).files) {
        if (
          BUILD_FILES.test(name) ||
          (directory === "scripts" && name.endsWith(".sh")) ||
          directory === ".github/workflows"
        )
          candidates.add(joinPaths(joinPaths(home, directory), name));
      }
    }
  }
  const variables = new Map<string, LinkerVariable>();
  for (const file of candidates) {
    // What was rendered for another program says nothing of this one.
    const isNoEvidence =
      isRendered(files.text(file) ?? "") &&
      (variables.size > 0 || dirname(file) !== module.directory);
    if (repository.rendered.has(file) || isNoEvidence) continue;
    for (const variable of [
      ...inFile(repository, file),
      ...goReleaserDefaults(repository, file, graph),
    ]) {
      const known = variables.get(variable.target);
      const checked =
        variable.ineffective === undefined ? check(repository, graph, variable) : variable;
      if (!known || (known.ineffective !== undefined && checked.ineffective === undefined))
        variables.set(variable.target, checked);
    }
  }
  return [...variables.values()];
}

// --- internal ---

function isRendered(text: string): boolean {
  return text.includes("-X 'main.version=$VERSION'");
}

function inFile({ files, module }: Repository, file: string): readonly LinkerVariable[] {
  const text = files.text(file) ?? "";
  if (!/-X[\s='"]/.test(text)) return [];
  const names = assignments(text, module.goMod.module ?? "");
  const found: LinkerVariable[] = [];
  for (const match of text.matchAll(
    /-X(?:\s+|=)(\\?["'])?((?:[\w.~/-]|\$[({]\w+[)}]|\$\w+|\{\{[^}]*\}\})+?)\.([A-Za-z_]\w*)=((?:\\?["']?)(?:\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|\{\{[^}]*\}\}|\$\$?\w+|`[^`\n]*`|[^\s"'\\`])*)/g,
  )) {
    const target = substitute(match[2] ?? "", names);
    if (target === undefined || !/^[\w.~/-]+$/.test(target)) continue;
    const raw =
      match[1] === undefined
        ? (match[4] ?? "").replace(/^\\?["']/, "")
        : untilQuote(text, match.index + match[0].length - (match[4] ?? "").length, match[1]);
    const name = match[3] ?? "";
    const value = meaning(name, raw, names);
    if (value === undefined) {
      if (raw !== "" && !DEFAULT.test(raw))
        found.push({
          target: `${target}.${name}`,
          value: raw,
          file,
          line: lineAt(text, match.index),
          ineffective: `what ${JSON.stringify(raw)} stands for is not known; --stamp gives it`,
        });
      continue;
    }
    // A main package may be named by its path; the linker knows it as main.
    found.push({ target: `${target}.${name}`, value, file, line: lineAt(text, match.index) });
  }
  return found;
}

// Between quotes a value may have spaces; a quote inside $(…) is the shell's.
function untilQuote(text: string, start: number, quote: string): string {
  const line = text.slice(start).split("\n", 1)[0] ?? "";
  let depth = 0;
  for (let at = 0; at < line.length; at += 1) {
    if (line.startsWith("$(", at)) depth += 1;
    else if (depth > 0 && line[at] === ")") depth -= 1;
    else if (depth === 0 && line.startsWith(quote, at)) return line.slice(0, at);
  }
  return line;
}

// Without ldflags of its own a GoReleaser build sets main.version, main.commit and main.date.
function goReleaserDefaults(
  repository: Repository,
  file: string,
  graph: Graph,
): readonly LinkerVariable[] {
  if (!/goreleaser\.ya?ml$/.test(file)) return [];
  if (
    goReleaserBuilds(repository.files.text(file) ?? "").some(({ ldflags }) => ldflags !== undefined)
  )
    return [];
  const values = { version: "{version}", commit: "{revision}", date: "{date}" };
  return Object.entries(values).flatMap(([name, value]) =>
    mainPackages(graph).some((one) => findVariable(repository, one, name))
      ? [{ target: `main.${name}`, value, file, line: 1 }]
      : [],
  );
}

function assignments(text: string, module: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(
    /^\s*(?:export\s+|ARG\s+|ENV\s+)?(\w+)\s*(?::|\?|::)?=[ \t]*([^\n#]*)/gm,
  )) {
    const plain = value.trim().replace(/^(["'])(.*)\1$/, "$2");
    names.set(
      name,
      /go list -m|^\s*\$\(shell (?:head|awk|grep|sed).*go\.mod/.test(plain) ? module : plain,
    );
  }
  return names;
}

function substitute(
  text: string,
  names: ReadonlyMap<string, string>,
  depth = 0,
): string | undefined {
  if (depth > 5) return undefined;
  let known = true;
  const result = text.replace(/\$[({](\w+)[)}]|\$(\w+)/g, (_all, one?: string, other?: string) => {
    const value = names.get(one ?? other ?? "");
    const full = value === undefined ? undefined : substitute(value, names, depth + 1);
    if (full === undefined) known = false;
    return full ?? "";
  });
  return known && !result.includes("{{") ? result : undefined;
}

/** What a linked value stands for, told by the variable's name and by the command behind the value. */
function meaning(
  name: string,
  raw: string,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const reference = /^\$[({]?(\w+)[)}]?$/.exec(raw)?.[1];
  const behind = `${raw} ${reference === undefined ? "" : (names.get(reference) ?? "")}`;
  const says = (expression: RegExp): boolean => expression.test(name) || expression.test(behind);
  if (!/[$`{]/.test(raw)) {
    if (raw === "" || DEFAULT.test(raw)) return undefined;
    return /^[\w.:/@+-]+$/.test(raw) && !/version|commit|date|revision/i.test(name)
      ? raw
      : /version/i.test(name)
        ? "{version}"
        : undefined;
  }
  if (
    /date|time/i.test(name) ||
    (!/version|commit|rev|sha|hash/i.test(name) && says(/\bdate\b|\.Date|BUILD_?(?:DATE|TIME)/i))
  )
    return "{date}";
  if (
    /commit|revision|rev$|sha|hash/i.test(name) ||
    (!/version|tag/i.test(name) &&
      says(/rev-parse|\.(?:Full|Short)?Commit|COMMIT|REVISION|GIT_SHA/))
  )
    return "{revision}";
  if (/version|tag|release/i.test(name) || says(/describe|\.Version|\.Tag|VERSION/))
    return "{version}";
  return undefined;
}

function check(repository: Repository, graph: Graph, variable: LinkerVariable): LinkerVariable {
  const at = variable.target.lastIndexOf(".");
  const importPath = variable.target.slice(0, at);
  const name = variable.target.slice(at + 1);
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
  if (locatePackage(repository, importPath)?.own || [...graph.external.keys()].length === 0)
    return { ...variable, target, ineffective: `${importPath} is not part of the program` };
  const ownModule = repository.modules.some(({ goMod }) =>
    importPath.startsWith(`${goMod.module}/`),
  );
  // A package of another module may be imported by yet another one: then it can be set, and if not, nothing is lost.
  return ownModule
    ? { ...variable, target, ineffective: `${importPath} does not exist` }
    : { ...variable, target };
}

function mainPackages(graph: Graph): readonly Package[] {
  return [...graph.packages.values()].filter(({ files }) => files[0]?.header.name === "main");
}
