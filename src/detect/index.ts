import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { GO_RELEASES } from "../facts.ts";
import { parseGoMod } from "../go/go-mod.ts";
import { modulePathProblem } from "../go/module-path.ts";
import { languageVersion, parseGoVersion } from "../go/version.ts";
import type { Found } from "../questions.ts";
import { remoteModulePath } from "./git-remote.ts";

/** What the target directory and the repository around it already say. Reads files, runs nothing. */
export function detect(directory: string): Found {
  const goMod = read(join(directory, "go.mod"));
  const { module, go } = goMod === undefined ? {} : parseGoMod(goMod);
  const release = supportedRelease(go);
  const remote = findRemote(directory);
  return {
    directory: basename(directory),
    ...(module && !modulePathProblem(module) ? { module } : {}),
    ...(release ? { go: release } : {}),
    ...(remote && !modulePathProblem(remote) ? { remote } : {}),
  };
}

/** Whether a go.mod makes this directory the root of a module. */
export function isModuleRoot(directory: string): boolean {
  return read(join(directory, "go.mod")) !== undefined;
}

/** The directory that holds `.git`, at or above this one. */
export function workTree(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (exists(join(current, ".git"))) return current;
    if (dirname(current) === current) return undefined;
  }
}

// Only the remote of a repository whose root is the target itself names its module: below the root it would need a sub-path.
function findRemote(directory: string): string | undefined {
  const config = read(join(directory, ".git", "config"));
  return config && remoteModulePath(config);
}

function supportedRelease(go: string | undefined): string | undefined {
  const version = go === undefined ? undefined : parseGoVersion(go);
  const release = version && languageVersion(version);
  return release && (GO_RELEASES as readonly string[]).includes(release) ? release : undefined;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // absent or unreadable: nothing was found
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
