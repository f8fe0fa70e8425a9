import { join } from "node:path";
import type { Environment } from "../io/environment.ts";
import { runGo } from "../io/go-command.ts";
import type { Main, Repository } from "../repository/repository.ts";

/** A package as `go list` sees it. */
export interface ListedPackage {
  readonly ImportPath: string;
  readonly Standard?: boolean;
  readonly CgoFiles?: readonly string[];
  readonly IgnoredGoFiles?: readonly string[];
  readonly GoFiles?: readonly string[];
  readonly Imports?: readonly string[];
  readonly Incomplete?: boolean;
}

/** Milliseconds after which the go command's help is done without. */
const LIMIT = 5_000;

/**
 * The whole build graph as the go command knows it, dependencies included, when all of their sources are on this
 * machine. Nothing is downloaded, no toolchain is switched, none of the repository's code runs.
 *
 * @returns undefined without Go, in time or at all, and where the graph has holes
 */
export function goList(
  { files, module, workspace, vendor }: Repository,
  mains: readonly Main[],
  tags: readonly string[],
  environment: Environment,
): ReadonlyMap<string, ListedPackage> | undefined {
  const fields = "ImportPath,Standard,CgoFiles,IgnoredGoFiles,GoFiles,Imports,Incomplete";
  const args = ["list", "-e", "-deps", `-json=${fields}`];
  if (tags.length > 0) args.push(`-tags=${tags.join(",")}`);
  const result = runGo(
    [...args, "--", ...mains.map(({ pattern }) => pattern)],
    { environment, outside: [files.root] },
    {
      cwd: join(files.root, module.directory),
      workspace: workspace ? join(files.root, workspace.directory, "go.work") : "off",
      vendor: vendor === "used",
    },
    LIMIT,
  );
  if (result?.status !== 0) return undefined;
  const packages = new Map<string, ListedPackage>();
  // A stream of indented objects.
  for (const text of result.stdout.toString("utf8").split(/\n(?=\{)/)) {
    const one = parsePackage(text);
    if (one === undefined) return undefined; // something else is called go here
    packages.set(one.ImportPath, one);
  }
  return [...packages.values()].some(({ Incomplete }) => Incomplete) ? undefined : packages;
}

function parsePackage(text: string): ListedPackage | undefined {
  try {
    const one: unknown = JSON.parse(text);
    const isPackage = typeof one === "object" && one !== null && "ImportPath" in one;
    return isPackage ? (one as ListedPackage) : undefined;
  } catch {
    return undefined;
  }
}
