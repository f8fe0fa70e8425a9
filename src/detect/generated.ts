import { CODE_GENERATORS, type CodeGenerator } from "../core/facts/generators.ts";
import { isWithin, joinPaths, lastElement, parentPath, relativePath } from "../core/paths.ts";
import type { Place } from "../core/place.ts";
import { generatorProblem } from "../core/values/generator.ts";
import { generatesOf } from "../read/go-source/directives.ts";
import { lex } from "../read/go-source/lex.ts";
import type { Repository } from "../repository/repository.ts";
import type { Graph } from "./graph.ts";

/** Code of the program's own modules that a clone lacks. */
export interface Missing extends Place {
  /** An import path, or the file that would be made. */
  readonly name: string;
  /** Directory where it would be, below the repository's root. */
  readonly directory: string;
  /** The source that it would be made from. */
  readonly source?: string;
}

/** A command that makes code, and what says so. */
export interface Generation {
  readonly command: string;
  readonly where: string;
}

/** Packages that are imported, but in no clone, and Go files that their sources stand without. */
export function findMissing(repository: Repository, graph: Graph): readonly Missing[] {
  return [...missingPackages(repository, graph), ...missingFiles(repository, graph)];
}

/**
 * The commands that make what is missing, as far as the project says which: `go:generate` lines that need no installed
 * program, then the generators whose configuration or sources are here, in the version that go.mod or an old build names.
 *
 * @param texts of old builds, by path, in which versions are named
 */
export function findGenerations(
  repository: Repository,
  graph: Graph,
  missing: readonly Missing[],
  texts: ReadonlyMap<string, string>,
): readonly Generation[] {
  const known = CODE_GENERATORS.filter((one) => isUsed(one, repository, missing));
  const runs = known.map((one) => runOf(one, repository, texts));
  if (runs.length > 0 && runs.every((one) => one !== undefined)) return runs;
  return directives(repository, graph, missing);
}

// --- internal ---

function missingPackages({ modules }: Repository, graph: Graph): readonly Missing[] {
  return [...graph.external].flatMap(([name, place]) => {
    const owner = modules.find(
      ({ goMod }) => goMod.module !== undefined && isWithin(name, goMod.module),
    );
    const path = owner?.goMod.module;
    if (owner === undefined || path === undefined || name === path) return [];
    return [{ ...place, name, directory: joinPaths(owner.directory, name.slice(path.length + 1)) }];
  });
}

function missingFiles({ files }: Repository, graph: Graph): readonly Missing[] {
  const sources = CODE_GENERATORS.flatMap(({ source }) => source ?? []);
  return [...graph.packages.values()].flatMap(({ own, directory }) => {
    if (!own) return [];
    const names = files.list(directory).files;
    return sources.flatMap(({ ending, generated }) => {
      const source = names.find(
        (name) =>
          name.endsWith(ending) && !names.includes(`${name.slice(0, -ending.length)}${generated}`),
      );
      if (source === undefined) return [];
      const name = joinPaths(directory, `${source.slice(0, -ending.length)}${generated}`);
      return [{ name, directory, source, file: joinPaths(directory, source), line: 1 }];
    });
  });
}

function isUsed(
  { configurations = [], directory, source }: CodeGenerator,
  { files, module }: Repository,
  missing: readonly Missing[],
): boolean {
  if (source && missing.some((one) => one.source?.endsWith(source.ending))) return true;
  const packages = missing.filter((one) => one.source === undefined);
  if (packages.length === 0) return false;
  if (directory !== undefined)
    return packages.some((one) => lastElement(one.directory) === directory);
  return configurations.some((name) => files.isFile(joinPaths(module.directory, name)));
}

// Programs that a configuration starts would have to be installed.
function needsPrograms(command: string, { files, module }: Repository): boolean {
  if (!command.endsWith("/buf")) return false;
  const text = files.text(joinPaths(module.directory, "buf.gen.yaml")) ?? "";
  return /^\s*(?:-\s*)?(?:local:(?!\s*\[?\s*["']?go["']?\s*[,\]])|protoc_builtin:|name:|plugin:\s*(?!buf\.build)[\w-]+\s*$)/m.test(
    text,
  );
}

function runOf(
  { command, module, args }: CodeGenerator,
  repository: Repository,
  texts: ReadonlyMap<string, string>,
): Generation | undefined {
  const home = repository.module;
  const { tools, requires } = home.goMod;
  if (needsPrograms(command, repository)) return undefined;
  const goMod = joinPaths(home.directory, "go.mod");
  const tool = tools.find(({ target }) => target === command);
  if (tool)
    return { command: `go tool ${lastElement(command)} ${args}`, where: `${goMod}:${tool.line}` };
  for (const [where, text] of texts) {
    const at = text.indexOf(`${command}@`);
    const version =
      at === -1 ? undefined : /^[\w.+-]+/.exec(text.slice(at + command.length + 1))?.[0];
    if (version !== undefined) return { command: `go run ${command}@${version} ${args}`, where };
  }
  const required = requires.find(({ target }) => target === module);
  return (
    required && {
      command: `go run ${command}@${required.subject} ${args}`,
      where: `${goMod}:${required.line}`,
    }
  );
}

// Of the packages that are built, of the module's root, and of the nearest directories above what is missing.
function directives(
  { files, module }: Repository,
  graph: Graph,
  missing: readonly Missing[],
): readonly Generation[] {
  const own = [...graph.packages.values()].filter((one) => one.own).map((one) => one.directory);
  const directories = new Set([
    ...missing.flatMap(({ directory }) => [directory, parentPath(directory)]),
    module.directory,
    ...own,
  ]);
  return [...directories].flatMap((directory) => {
    if (
      directory !== module.directory &&
      module.directory !== "." &&
      !isWithin(directory, module.directory)
    )
      return [];
    const lines = files
      .list(directory)
      .files.filter((name) => name.endsWith(".go"))
      .flatMap((name) => {
        const path = joinPaths(directory, name);
        const text = files.text(path) ?? "";
        return text.includes("//go:generate")
          ? generatesOf(lex(text)).map(({ command, line }) => ({
              command,
              where: `${path}:${line}`,
            }))
          : [];
      });
    const [first] = lines;
    const areRunnable = lines.every(({ command }) => /^go\s+(?:run|tool)\s/.test(command));
    const target = relativePath(module.directory, directory);
    const command = `go generate ${target === "." ? "." : `./${target}`}`;
    return first && areRunnable && generatorProblem(command) === undefined
      ? [{ command, where: first.where }]
      : [];
  });
}
