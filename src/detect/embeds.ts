import { below } from "../paths.ts";
import { parseEmbeds } from "../go/source.ts";
import type { Graph, Place } from "./graph.ts";
import type { Repository } from "./repository.ts";

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
        const target = below(directory, (wild === -1 ? fixed : fixed.slice(0, wild)).join("/") || ".");
        inputs.push({ file: path, line, path: target, exists: target === "." || files.isFile(target) || files.isDirectory(target) });
      }
    }
  }
  return inputs;
}

/**
 * The front end that makes an embedded directory: the nearest package.json at or above it with a build script and a lock
 * file. Only for a directory that is absent, or that holds nothing but a placeholder which git keeps.
 */
export function findFrontend({ files, context }: Repository, input: EmbedInput): Frontend | undefined {
  if (input.exists && !isPlaceholder()) return undefined;
  for (let directory = parent(input.path); ; directory = parent(directory)) {
    const manifest = files.text(below(directory, "package.json"));
    if (manifest !== undefined && hasBuildScript(manifest)) {
      const lock = (["package-lock.json", "yarn.lock", "pnpm-lock.yaml"] as const).find((name) => files.isFile(below(directory, name)));
      return lock && { directory, output: input.path, lock };
    }
    if (directory === "." || directory === context) return undefined;
  }

  function isPlaceholder(): boolean {
    const { files: names, directories } = files.list(input.path);
    return (
      files.isDirectory(input.path) &&
      directories.length === 0 &&
      names.every((name) => name.startsWith(".") || /^(?:README(?:\.md)?|placeholder.*)$/i.test(name))
    );
  }
}

function parent(path: string): string {
  const at = path.lastIndexOf("/");
  return at === -1 ? "." : path.slice(0, at);
}

function hasBuildScript(manifest: string): boolean {
  try {
    return typeof (JSON.parse(manifest) as { scripts?: { build?: unknown } }).scripts?.build === "string";
  } catch {
    return false;
  }
}
