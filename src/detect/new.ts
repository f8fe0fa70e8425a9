import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { GO_RELEASES } from "../core/facts.ts";
import { parseGoMod } from "../read/go-mod.ts";
import { modulePathProblem, programName } from "../core/go/module-path.ts";
import { languageVersion, parseGoVersion } from "../core/go/version.ts";
import { NEW_PROJECT } from "../core/layout.ts";
import type { Answers, Found } from "../core/questions.ts";
import type { Detection } from "./detection.ts";
import { Files } from "../tree/disk.ts";
import { remoteModulePath } from "../read/git-config.ts";
import type { ReadOptions } from "../repository/repository.ts";
import { ownFiles } from "./taken.ts";

/**
 * What a directory without a program says about the one that is to come.
 *
 * @param root of the repository around it, or the directory itself
 * @param target the directory below the root, POSIX
 */
export function detectNew(
  root: string,
  target: string,
  { rendered = new Set(), overlay }: ReadOptions = {},
): Detection {
  const directory = target === "." ? root : join(root, target);
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
  const { names, bot, ignoreFile, tested } = ownFiles({
    files: new Files(root, overlay),
    module: { directory: target },
    context: target,
    rendered,
  });
  const layout = {
    ...NEW_PROJECT,
    goMod: goMod !== undefined,
    directory: target,
    context: target,
    tested,
    ...(ignoreFile === undefined ? {} : { dockerignore: "dockerfile" as const }),
  };
  if (target === ".") return { found, layout, facts: [], notes: [] };
  // Other programs of the repository may have what belongs to all of them.
  const taken = Object.fromEntries(names.map(({ answer, name }) => [answer, name]));
  return {
    found: { ...found, ...taken, ...(bot === undefined ? {} : { updates: "none" }) },
    layout,
    facts: [],
    notes: [],
  };
}

/**
 * What detection will find in the program that is rendered for these answers. Known without the parsers of existing
 * programs, which would cost as much as all the rest of a new one; a test compares it with what they find.
 */
export function willBeFound({ module, kind, port, go }: Answers, before: Found): Found {
  const { directory, dockerfile, makefile, workflow, updates } = before;
  const version = parseGoVersion(go);
  return {
    directory,
    existing: true,
    mains: ["."],
    main: ["."],
    module,
    name: programName(module),
    kind,
    ...(version ? { go: languageVersion(version) } : {}),
    ...(kind === "service" && port !== null ? { port, healthRoute: "/healthz" } : {}),
    caCerts: false,
    tzdata: "none",
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(makefile === undefined ? {} : { makefile }),
    ...(workflow === undefined ? {} : { workflow }),
    ...(updates === undefined ? {} : { updates }),
  };
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
