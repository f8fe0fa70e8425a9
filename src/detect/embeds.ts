import { PLACEHOLDER_TEXT } from "../core/layout.ts";
import { joinPaths, normalizePath, parentPath } from "../core/paths.ts";
import type { Place } from "../core/place.ts";
import type { Tree } from "../tree/tree.ts";
import { embedsOf } from "../read/go-source/directives.ts";
import { lex } from "../read/go-source/lex.ts";
import { outputDirectory, packageScripts } from "../read/package-json.ts";
import type { Graph } from "./graph.ts";
import type { Repository } from "../repository/repository.ts";

export interface EmbedInput extends Place {
  /** Directory or file below the repository's root: the pattern up to its first wildcard. */
  readonly path: string;
  readonly exists: boolean;
  /** The rule by which git ignores what is there. */
  readonly ignored: string | undefined;
}

const LOCKS = ["package-lock.json", "yarn.lock", "pnpm-lock.yaml"] as const;

/** A front end that has to be built before the program can embed it. */
export interface Frontend {
  /** Directory of the package.json, below the repository's root. */
  readonly directory: string;
  /** What it builds and the program embeds, below the repository's root. */
  readonly output: string;
  readonly lock: (typeof LOCKS)[number];
  /** Name of the script that builds it. */
  readonly script: string;
}

/** What the program's own packages embed. */
export function readEmbeds({ files }: Repository, graph: Graph): readonly EmbedInput[] {
  const inputs: EmbedInput[] = [];
  for (const { own, directory, files: sources } of graph.packages.values()) {
    if (!own) continue;
    for (const { path, header } of sources) {
      if (!header.imports.some((one) => one.path === "embed")) continue;
      for (const { pattern, line } of embedsOf(lex(files.text(path) ?? ""))) {
        const fixed = pattern.split("/");
        const wild = fixed.findIndex((element) => /[*?[]/.test(element));
        const target = joinPaths(
          directory,
          (wild === -1 ? fixed : fixed.slice(0, wild)).join("/") || ".",
        );
        inputs.push({
          file: path,
          line,
          path: target,
          exists: target === "." || files.isFile(target) || files.isDirectory(target),
          ignored: target === "." ? undefined : files.ignored(target),
        });
      }
    }
  }
  return inputs;
}

/** What keeps a directory in git, or stands there until the front end is built. */
const PLACEHOLDER = /^(?:\..*|README(?:\.md)?|placeholder.*|index\.html)$/i;

/**
 * The front end that makes an embedded directory: the nearest package.json at or above it with a build script, or another
 * one whose script names the directory as its output (`--outDir`). Only for a directory that is absent, or that holds
 * nothing but a placeholder which git keeps; and only with a lock file, without which a build is another one each day.
 */
export function findFrontend(repository: Repository, input: EmbedInput): Frontend | undefined {
  const { files } = repository;
  const { files: names, directories } = files.list(input.path);
  const isPlaceholder =
    files.isDirectory(input.path) &&
    directories.length === 0 &&
    names.every((name) => PLACEHOLDER.test(name));
  if (input.exists && !isPlaceholder && holdsOutput(files, input.path)) return undefined;
  // A page of its own may be all that a program embeds.
  const isAbsent = !holdsOutput(files, input.path);
  const built =
    (isAbsent ? scriptAbove(repository, input.path) : undefined) ??
    scriptWithOutput(repository, input.path);
  if (!built) return undefined;
  const lock = LOCKS.find((name) => files.isFile(joinPaths(built.directory, name)));
  return lock && { ...built, output: input.path, lock };
}

/** Whether go:embed finds something at a path, placeholders of our own not counted. */
export function holdsOutput(files: Tree, path: string): boolean {
  if (files.list(path).directories.length > 0) return true;
  const paths = files.isFile(path)
    ? [path]
    : files
        .list(path)
        .files.filter((name) => !/^[._]/.test(name))
        .map((name) => joinPaths(path, name));
  return paths.some((one) => files.text(one)?.trim() !== PLACEHOLDER_TEXT);
}

type Script = Pick<Frontend, "directory" | "script">;

function scriptAbove(repository: Repository, path: string): Script | undefined {
  for (let directory = parentPath(path); ; directory = parentPath(directory)) {
    if (scriptsIn(repository, directory).has("build")) return { directory, script: "build" };
    if (directory === "." || directory === repository.context) return undefined;
  }
}

function scriptWithOutput(repository: Repository, path: string): Script | undefined {
  const { context, files } = repository;
  for (const name of files.list(context).directories) {
    const directory = joinPaths(context, name);
    for (const [script, command] of scriptsIn(repository, directory)) {
      const output = outputDirectory(command);
      if (output !== undefined && normalizePath(`${directory}/${output}`) === path)
        return { directory, script };
    }
  }
  return undefined;
}

function scriptsIn({ files }: Repository, directory: string): ReadonlyMap<string, string> {
  return packageScripts(files.text(joinPaths(directory, "package.json")) ?? "");
}

/** Patterns of the ignore file that would drop something of an embedded directory. */
export function oftenIgnored(files: Tree, path: string): readonly string[] {
  const names = files.isDirectory(path)
    ? [...files.walk(path, () => true)].flatMap((directory) => files.list(directory).files)
    : [];
  return [
    ...(names.includes(".env") ? ["**/.env"] : []),
    ...(names.some((name) => name.startsWith(".env.")) ? ["**/.env.*"] : []),
    ...(names.some((name) => name.endsWith("_test.go")) && path !== "." ? ["**/*_test.go"] : []),
  ];
}
