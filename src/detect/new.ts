import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { GO_RELEASES } from "../facts.ts";
import { parseGoMod } from "../go/go-mod.ts";
import { modulePathProblem } from "../go/module-path.ts";
import { languageVersion, parseGoVersion } from "../go/version.ts";
import { NEW_PROJECT } from "../layout.ts";
import type { Detection } from "./detection.ts";
import { remoteModulePath } from "./git-remote.ts";

/** What a directory without a program says about the one that is to come. */
export function detectNew(directory: string): Detection {
  const goMod = read(join(directory, "go.mod"));
  const { module, go } = goMod === undefined ? {} : parseGoMod(goMod);
  const release = go === undefined ? undefined : supportedRelease(go);
  // Only the remote of a repository whose root is the target itself names its module: below the root it would need a sub-path.
  const config = read(join(directory, ".git", "config"));
  const remote = config && remoteModulePath(config);
  const found = {
    directory: basename(directory),
    ...(module && !modulePathProblem(module) ? { module } : {}),
    ...(release ? { go: release } : {}),
    ...(remote && !modulePathProblem(remote) ? { remote } : {}),
  };
  return { found, layout: { ...NEW_PROJECT, goMod: goMod !== undefined }, facts: [], notes: [] };
}

/** The supported release, such as `1.27`, that a go line belongs to. */
export function supportedRelease(go: string): string | undefined {
  const version = parseGoVersion(go);
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
