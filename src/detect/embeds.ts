import { normalize } from "node:path/posix";
import { joinPaths } from "../core/paths.ts";
import type { Files } from "../tree/disk.ts";
import { parseEmbeds } from "../read/go-source.ts";
import type { Graph, Place } from "./graph.ts";
import type { Repository } from "../repository/repository.ts";

export interface EmbedInput extends Place {
  /** Directory or file below the repository's root: the pattern up to its first wildcard. */
  readonly path: string;
  readonly exists: boolean;
}

/** A front end that has to be built before the program can embed it. */
export interface Frontend {
  /** Directory of the package.json, below the repository's root. */
  readonly directory: string;
  /** What it builds and the program embeds, below the repository's root. */
  readonly output: string;
  readonly lock: "package-lock.json" | "yarn.lock" | "pnpm-lock.yaml";
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
      for (const { pattern, line } of parseEmbeds(files.text(path) ?? "")) {
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
        });
      }
    }
  }
  return inputs;
}

/**
 * The front end that makes an embedded directory: the nearest package.json at or above it with a build script, or another
 * one whose script names the directory as its output (`--outDir`). Only for a directory that is absent, or that holds
 * nothing but a placeholder which git keeps; and only with a lock file, without which a build is another one each day.
 */
export function findFrontend(
  { files, context }: Repository,
  input: EmbedInput,
): Frontend | undefined {
  const { files: names, directories } = files.list(input.path);
  const isPlaceholder =
    files.isDirectory(input.path) &&
    directories.length === 0 &&
    names.every((name) => PLACEHOLDER.test(name));
  if (input.exists && !isPlaceholder) return undefined;
  for (let directory = parent(input.path); ; directory = parent(directory)) {
    const scripts = scriptsOf(directory);
    if (scripts.build !== undefined && !onlyIndex()) return frontend(directory, "build");
    if (directory === "." || directory === context) break;
  }
  for (const name of files.list(context).directories) {
    const directory = joinPaths(context, name);
    for (const [script, command] of Object.entries(scriptsOf(directory))) {
      const output = /--outDir[= ]\s*(\S+)/.exec(command)?.[1];
      if (
        output !== undefined &&
        normalize(`${directory}/${output}`).replace(/\/$/, "") === input.path
      )
        return frontend(directory, script);
    }
  }
  return undefined;

  // A page of its own may be all that a program embeds.
  function onlyIndex(): boolean {
    return names.some((name) => !name.startsWith("."));
  }

  function frontend(directory: string, script: string): Frontend | undefined {
    const lock = (["package-lock.json", "yarn.lock", "pnpm-lock.yaml"] as const).find((name) =>
      files.isFile(joinPaths(directory, name)),
    );
    return lock && { directory, output: input.path, lock, script };
  }

  function scriptsOf(directory: string): Readonly<Record<string, string>> {
    const manifest = files.text(joinPaths(directory, "package.json"));
    if (manifest === undefined) return {};
    try {
      const { scripts = {} } = JSON.parse(manifest) as {
        scripts?: Readonly<Record<string, unknown>>;
      };
      // A name that npm, yarn and pnpm take, and that a Dockerfile shows as it is.
      return Object.fromEntries(
        Object.entries(scripts).filter(
          (entry): entry is [string, string] =>
            typeof entry[1] === "string" && /^[\w:.-]+$/.test(entry[0]),
        ),
      );
    } catch {
      return {}; // not JSON, so nothing that could be run
    }
  }
}

const PLACEHOLDER = /^(?:\..*|README(?:\.md)?|placeholder.*|index\.html)$/i;

/** Patterns of the ignore file that would drop something of an embedded directory. */
export function oftenIgnored(files: Files, path: string): readonly string[] {
  const names = files.isDirectory(path)
    ? [...files.walk(path, () => true)].flatMap((directory) => files.list(directory).files)
    : [];
  return [
    ...(names.includes(".env") ? ["**/.env"] : []),
    ...(names.some((name) => name.startsWith(".env.")) ? ["**/.env.*"] : []),
    ...(names.some((name) => name.endsWith("_test.go")) && path !== "." ? ["**/*_test.go"] : []),
  ];
}

function parent(path: string): string {
  const at = path.lastIndexOf("/");
  return at === -1 ? "." : path.slice(0, at);
}
