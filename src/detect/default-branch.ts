import { branchProblem } from "../core/values/git-names.ts";
import { parseHead, parseOriginHead, parsePackedRefs } from "../read/git/refs.ts";
import type { Repository } from "../repository/repository.ts";
import { ownWorkflows } from "./workflows.ts";

/** The branch that a repository's releases are made from, and what says so. */
export interface DefaultBranch {
  readonly name: string;
  readonly where: string;
  readonly because: string;
}

/** What the rendered workflow has without any evidence. */
const USUAL = "main";
/** Names of default branches, the usual ones first. */
const KNOWN: readonly string[] = [USUAL, "master", "trunk", "default", "develop", "development"];

/**
 * The default branch, by the surest evidence: what the clone noted of its origin, what the project's own workflows
 * name, and what is checked out. Undefined where nothing says anything but the usual: then nothing has to be kept.
 */
export function findDefaultBranch(
  repository: Pick<Repository, "files" | "git" | "rendered">,
): DefaultBranch | undefined {
  const candidates = [...ofOrigin(repository), ...ofWorkflows(repository), ...ofHead(repository)];
  const fitting = candidates.filter(({ name }) => branchProblem(name) === undefined);
  return fitting.some(({ name }) => name !== USUAL) ? fitting[0] : undefined;
}

// --- internal ---

type Evidence = Pick<Repository, "files" | "git" | "rendered">;

function ofOrigin({ git }: Evidence): readonly DefaultBranch[] {
  const path = "refs/remotes/origin/HEAD";
  const name = parseOriginHead(git.text(path) ?? "");
  const because = "the default branch of origin";
  return name === undefined ? [] : [{ name, where: `.git/${path}`, because }];
}

// Of several branches the one that is usual: release branches and experiments are built too.
function ofWorkflows(repository: Evidence): readonly DefaultBranch[] {
  const because = "the project's own workflow runs for it";
  const named = ownWorkflows(repository).flatMap(({ path, branches }) =>
    branches
      .filter(({ value }) => !/[*?[\]!+]/.test(value))
      .map(({ value, line }) => ({ name: value, where: `${path}:${line}`, because })),
  );
  const known = KNOWN.flatMap((name) => named.find((one) => one.name === name) ?? []);
  const [first] = named;
  const isOnly = named.every(({ name }) => name === first?.name);
  return known.length > 0 ? known.slice(0, 1) : first && isOnly ? [first] : [];
}

// A branch that is worked on says nothing, unless there is no other.
function ofHead({ git }: Evidence): readonly DefaultBranch[] {
  const head = parseHead(git.text("HEAD") ?? "");
  if (!head || !("branch" in head)) return [];
  const { branch: name } = head;
  const others = branchesOf(git).filter((other) => other !== name);
  const usual = KNOWN.find((known) => others.includes(known));
  const found = { where: ".git/HEAD", because: "the branch that is checked out" };
  if (usual !== undefined && KNOWN.indexOf(usual) < indexOf(name))
    return [{ name: usual, where: ".git/refs", because: "a branch of the usual name is there" }];
  return KNOWN.includes(name) || others.length === 0 ? [{ name, ...found }] : [];
}

function indexOf(name: string): number {
  const index = KNOWN.indexOf(name);
  return index === -1 ? KNOWN.length : index;
}

// Local ones, and those of origin.
function branchesOf(git: Evidence["git"]): readonly string[] {
  const packed = [...parsePackedRefs(git.text("packed-refs") ?? "").keys()];
  const prefixes = ["refs/heads/", "refs/remotes/origin/"];
  const names = prefixes.flatMap((prefix) => [
    ...packed.filter((ref) => ref.startsWith(prefix)).map((ref) => ref.slice(prefix.length)),
    ...git.list(prefix.slice(0, -1)).files,
  ]);
  return names.filter((name) => name !== "HEAD");
}
