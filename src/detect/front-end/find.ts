import { isWithin, joinPaths, normalizePath, parentPath } from "../../core/paths.ts";
import { configuredOutput, outputDirectory, parsePackage } from "../../read/package-json.ts";
import type { Repository } from "../../repository/repository.ts";
import { holdsOutput } from "../embeds.ts";
import { findInstall, type Install } from "./install.ts";

/** A front end that has to be built before the program can be; paths below the repository's root. */
export interface FrontEnd {
  /** Directory of the package.json. */
  readonly directory: string;
  /** What it builds and the program needs. */
  readonly output: string;
  /** Name of the script that builds it. */
  readonly script: string;
  /** Undefined without a lock file. */
  readonly install: Install | undefined;
}

/** What stands in a directory until the front end is built. */
const PLACEHOLDER = /^(?:\..*|README(?:\.md)?|placeholder.*|index\.html)$/i;

/** What bundlers write to unless they are told otherwise. Checked 2026-11-25. */
const DEFAULT_OUTPUTS: ReadonlyMap<string, string> = new Map([
  ["vite", "dist"],
  ["astro", "dist"],
  ["parcel", "dist"],
  ["vue-cli-service", "dist"],
  ["react-scripts", "build"],
]);

const CONFIGS = ["vite.config.ts", "vite.config.js", "vite.config.mts", "vite.config.mjs"];

/** How deep below the root, and in how many directories, a package.json is looked for. */
const DEEPEST = 4;
const MOST_DIRECTORIES = 2_000;

/**
 * The front end that makes what the program needs at a path: the nearest package.json at or above it with a build script, or
 * another one whose output it is, or lies in it. Only for a directory that is absent, or that holds nothing but a placeholder
 * which git keeps, or where the output itself is absent.
 */
export function findFrontEnd(repository: Repository, path: string): FrontEnd | undefined {
  const { files } = repository;
  const exists = path === "." || files.isFile(path) || files.isDirectory(path);
  // A page of its own may be all that a program embeds.
  const isAbsent = !holdsOutput(files, path);
  if (exists && !isAbsent && !isPlaceholder(repository, path)) return partOf(repository, path);
  const built =
    (isAbsent ? scriptAbove(repository, path) : undefined) ??
    packagesIn(repository).find(({ output, isCertain }) => isCertain && output === path);
  if (!built) return undefined;
  const { directory, script } = built;
  return { directory, script, output: path, install: findInstall(repository, directory) };
}

/** Whether a directory holds nothing but what keeps it in git. */
export function isPlaceholder({ files }: Repository, path: string): boolean {
  const { files: names, directories } = files.list(path);
  return (
    files.isDirectory(path) &&
    directories.length === 0 &&
    names.every((name) => PLACEHOLDER.test(name))
  );
}

/** Whether a script of some package.json is known to build into a directory. */
export function isKnownOutput(repository: Repository, path: string): boolean {
  return packagesIn(repository).some(({ output }) => output === path);
}

// --- internal ---

interface Package {
  readonly directory: string;
  readonly script: string;
  readonly output: string;
  /** Whether the output is written down, and not what a bundler takes by itself. */
  readonly isCertain: boolean;
}

// Of a directory that is there, the part that is built.
function partOf(repository: Repository, path: string): FrontEnd | undefined {
  const { files } = repository;
  if (path === "." || !files.isDirectory(path)) return undefined;
  const built = packagesIn(repository).find(
    ({ output }) =>
      output !== path &&
      isWithin(output, path) &&
      (!files.isDirectory(output) || isPlaceholder(repository, output)),
  );
  if (!built) return undefined;
  const { directory, script, output } = built;
  return { directory, script, output, install: findInstall(repository, directory) };
}

function scriptAbove(
  repository: Repository,
  path: string,
): Pick<Package, "directory" | "script"> | undefined {
  for (let directory = parentPath(path); ; directory = parentPath(directory)) {
    if (manifestIn(repository, directory).scripts.has("build"))
      return { directory, script: "build" };
    if (directory === "." || directory === repository.context) return undefined;
  }
}

/** Every script that builds into a directory that is known. */
function packagesIn(repository: Repository): readonly Package[] {
  const { files } = repository;
  const packages: Package[] = [];
  let searched = 0;
  const enter = (name: string, path: string): boolean =>
    !/^(?:\..*|node_modules|vendor|testdata)$/.test(name) && path.split("/").length <= DEEPEST;
  for (const directory of files.walk(".", enter)) {
    searched += 1;
    if (searched > MOST_DIRECTORIES) break;
    if (files.isFile(joinPaths(directory, "package.json")))
      packages.push(...outputsOf(repository, directory));
  }
  return packages;
}

function outputsOf(repository: Repository, directory: string): readonly Package[] {
  const { scripts } = manifestIn(repository, directory);
  const config = CONFIGS.map((name) => repository.files.text(joinPaths(directory, name))).find(
    (text) => text !== undefined,
  );
  const configured = config === undefined ? undefined : configuredOutput(config);
  return [...scripts].flatMap(([script, command]) => {
    const bundler = [...DEFAULT_OUTPUTS].find(([name]) => isBuiltBy(command, name));
    const given =
      outputDirectory(command) ?? (bundler && script === "build" ? configured : undefined);
    const output = given ?? (script === "build" ? bundler?.[1] : undefined);
    if (output === undefined) return [];
    const path = normalizePath(joinPaths(directory, output));
    return [{ directory, script, output: path, isCertain: given !== undefined }];
  });
}

function isBuiltBy(command: string, bundler: string): boolean {
  const words = command.split(/\s+/);
  const at = words.indexOf(bundler);
  return at !== -1 && words[at + 1] === "build";
}

function manifestIn({ files }: Repository, directory: string): ReturnType<typeof parsePackage> {
  return parsePackage(files.text(joinPaths(directory, "package.json")) ?? "");
}
