import { ancestors } from "../../read/go-mod.ts";
import { joinPaths, relativePath } from "../../core/paths.ts";
import { parsePackage } from "../../read/package-json.ts";
import { itemsOf, parseYaml, valueOf } from "../../read/yaml.ts";
import type { Repository } from "../../repository/repository.ts";
import type { Tree } from "../../tree/tree.ts";

/** How the dependencies of a package.json are installed; paths below the repository's root. */
export interface Install {
  /** The directory that has the lock file: the package's own, or the workspace's above it. */
  readonly root: string;
  readonly lock: Lock;
  /** What it takes beside the root's package.json and the lock: configuration, patches, manifests of the workspace. */
  readonly inputs: readonly string[];
  /** Whether it takes all files, since a script runs that may read any. */
  readonly early: boolean;
  /** Yarn 2 or later, which reads the lock file in another way. */
  readonly yarn2: boolean;
  /** A variable that .npmrc or .yarnrc.yml asks for, which would be a secret. */
  readonly secret: { readonly file: string; readonly name: string } | undefined;
}

/** Lock files, the surest first where there are several. */
const LOCKS = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
] as const;

type Lock = (typeof LOCKS)[number];

/** What package managers read at the step that installs. */
const INPUTS = [
  ".npmrc",
  ".yarn",
  ".yarnrc",
  ".yarnrc.yml",
  ".pnpmfile.cjs",
  "bunfig.toml",
  "patches",
  "pnpm-workspace.yaml",
];

/** More manifests than are copied one by one. */
const MOST_MANIFESTS = 40;
/** Directories that are searched for manifests. */
const MOST_DIRECTORIES = 2_000;

/** Finds how a package's dependencies are installed; undefined without a lock file, when a build is another one each day. */
export function findInstall({ files }: Repository, directory: string): Install | undefined {
  for (const root of ancestors(directory)) {
    const lock = LOCKS.find((name) => files.isFile(joinPaths(root, name)));
    if (lock === undefined) continue;
    const patterns = workspacePatterns(files, root);
    if (root !== directory && patterns.length === 0) return undefined;
    return readInstall(files, { root, directory, lock, patterns });
  }
  return undefined;
}

// --- internal ---

interface Found {
  readonly root: string;
  readonly directory: string;
  readonly lock: Lock;
  readonly patterns: readonly string[];
}

function readInstall(files: Tree, { root, directory, lock, patterns }: Found): Install {
  const configuration = INPUTS.map((name) => joinPaths(root, name)).filter(
    (path) => files.isFile(path) || files.isDirectory(path),
  );
  const members = memberDirectories(files, root, patterns, directory);
  const scripts = [root, ...members].map((one) => parsePackage(manifestOf(files, one)));
  const yarn2 =
    lock === "yarn.lock" &&
    (files.isFile(joinPaths(root, ".yarnrc.yml")) ||
      /^__metadata:/m.test(files.text(joinPaths(root, lock))?.slice(0, 2_000) ?? ""));
  return {
    root,
    lock,
    inputs: [...configuration, ...members.map((one) => joinPaths(one, "package.json"))],
    early: members.length > MOST_MANIFESTS || scripts.some(({ runsAtInstall }) => runsAtInstall),
    yarn2,
    secret: findSecret(files, configuration),
  };
}

function manifestOf(files: Tree, directory: string): string {
  return files.text(joinPaths(directory, "package.json")) ?? "";
}

function workspacePatterns(files: Tree, root: string): readonly string[] {
  const { workspaces } = parsePackage(manifestOf(files, root));
  const text = files.text(joinPaths(root, "pnpm-workspace.yaml"));
  const packages = text === undefined ? [] : itemsOf(valueOf(parseYaml(text), "packages"));
  const patterns = packages.flatMap((one) => (one.kind === "scalar" ? [one.text] : []));
  return [...workspaces, ...patterns].map((one) => one.replace(/^\.\//, "").replace(/\/$/, ""));
}

function memberDirectories(
  files: Tree,
  root: string,
  patterns: readonly string[],
  own: string,
): readonly string[] {
  if (patterns.length === 0) return [];
  const matches = patterns.filter((one) => !one.startsWith("!")).map(matcher);
  const members: string[] = [];
  let searched = 0;
  const enter = (name: string): boolean => name !== "node_modules" && !name.startsWith(".");
  for (const directory of files.walk(root, enter)) {
    searched += 1;
    if (searched > MOST_DIRECTORIES) break;
    if (directory === root || !files.isFile(joinPaths(directory, "package.json"))) continue;
    const path = relativePath(root, directory);
    if (directory === own || matches.some((match) => match(path))) members.push(directory);
  }
  return members.sort();
}

// `apps/*` is each directory in apps, `apps/**` each one below it.
function matcher(pattern: string): (path: string) => boolean {
  const wanted = pattern.split("/");
  const deep = wanted.indexOf("**");
  const fixed = deep === -1 ? wanted : wanted.slice(0, deep);
  return (path) => {
    const elements = path.split("/");
    if (deep === -1 ? elements.length !== fixed.length : elements.length <= fixed.length)
      return false;
    return fixed.every((one, index) => one === "*" || one === elements[index]);
  };
}

function findSecret(files: Tree, paths: readonly string[]): Install["secret"] {
  for (const file of paths.filter((path) => /\.(?:npmrc|yarnrc\.yml)$/.test(path))) {
    const name = /\$\{(\w+)[}:?-]/.exec(files.text(file) ?? "")?.[1];
    if (name !== undefined) return { file, name };
  }
  return undefined;
}
