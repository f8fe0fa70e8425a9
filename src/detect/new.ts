import { parseGoMod } from "../read/go-mod.ts";
import { modulePathProblem, programName } from "../core/go/module-path.ts";
import { supportedRelease } from "../core/go/release.ts";
import { languageVersion, parseGoVersion } from "../core/go/version.ts";
import { NEW_PROJECT } from "../core/layout.ts";
import { joinPaths } from "../core/paths.ts";
import type { Answers, Found } from "../core/questions/index.ts";
import type { Detection } from "./detection.ts";
import { remoteModulePath } from "../read/git/remote.ts";
import type { Repository } from "../repository/repository.ts";
import { findDefaultBranch } from "./default-branch.ts";
import { findTaken } from "./taken.ts";

/** A directory without a program. */
export interface NewTarget extends Pick<Repository, "files" | "git" | "rendered"> {
  /** The directory below the root of the repository around it, POSIX; `.` where there is none around it. */
  readonly target: string;
  /** The directory's own name. */
  readonly directory: string;
}

/** What a directory without a program says about the one that is to come. */
export function detectNew({ files, git, rendered, target, directory }: NewTarget): Detection {
  const goMod = files.text(joinPaths(target, "go.mod"));
  const { module, go } = goMod === undefined ? {} : parseGoMod(goMod);
  const release = go === undefined ? undefined : supportedRelease(go);
  // Only the remote of a repository whose root is the target itself names its module: below the root it would need a sub-path.
  const config = files.text(joinPaths(target, ".git/config"));
  const remote = config && remoteModulePath(config);
  const found = {
    directory,
    ...(module && !modulePathProblem(module) ? { module } : {}),
    ...(release ? { go: release } : {}),
    ...(remote && !modulePathProblem(remote) ? { remote } : {}),
  };
  const surroundings = { files, git, module: { directory: target }, context: target, rendered };
  const { names, bot, ignoreFile, tested } = findTaken(surroundings);
  const branch = findDefaultBranch(surroundings);
  const layout = {
    ...NEW_PROJECT,
    goMod: goMod !== undefined,
    directory: target,
    context: target,
    tested,
    ...(ignoreFile === undefined ? {} : { dockerignore: "dockerfile" as const }),
  };
  const decided = branch === undefined ? {} : { branch: branch.name };
  if (target === ".") return { found: { ...found, ...decided }, layout, facts: [], notes: [] };
  // Other programs of the repository may have what belongs to all of them.
  const taken = Object.fromEntries(names.map(({ answer, name }) => [answer, name]));
  return {
    found: { ...found, ...decided, ...taken, ...(bot === undefined ? {} : { updates: "none" }) },
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
