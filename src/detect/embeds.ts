import { PLACEHOLDER_TEXT } from "../core/layout.ts";
import { joinPaths } from "../core/paths.ts";
import type { Place } from "../core/place.ts";
import type { Tree } from "../tree/tree.ts";
import { embedsOf } from "../read/go-source/directives.ts";
import { lex } from "../read/go-source/lex.ts";
import type { Graph } from "./graph.ts";
import type { Repository } from "../repository/repository.ts";

export interface EmbedInput extends Place {
  /** Directory or file below the repository's root: the pattern up to its first wildcard. */
  readonly path: string;
  readonly exists: boolean;
  /** The rule by which git ignores what is there. */
  readonly ignored: string | undefined;
}

/** What the program's own packages embed. */
export function readEmbeds({ files }: Repository, graph: Graph): readonly EmbedInput[] {
  const inputs: EmbedInput[] = [];
  for (const { own, directory, files: sources } of graph.packages.values()) {
    if (!own) continue;
    for (const { path, header } of sources) {
      if (!header.imports.some((one) => one.path === "embed")) continue;
      for (const { pattern, line } of embedsOf(lex(files.text(path) ?? ""))) {
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
          ignored: target === "." ? undefined : files.ignored(target),
        });
      }
    }
  }
  return inputs;
}

/** Whether go:embed finds something at a path, placeholders of our own not counted. */
export function holdsOutput(files: Tree, path: string): boolean {
  if (files.list(path).directories.length > 0) return true;
  const paths = files.isFile(path)
    ? [path]
    : files
        .list(path)
        .files.filter((name) => !/^[._]/.test(name))
        .map((name) => joinPaths(path, name));
  return paths.some((one) => files.text(one)?.trim() !== PLACEHOLDER_TEXT);
}

/** Whether a pattern of the ignore file would drop a file because of its name. */
export function isOftenIgnored(path: string): boolean {
  return /(?:^|\/)\.env(?:\.[^/]*)?$|_test\.go$/.test(path);
}

/** Patterns of the ignore file that would drop something of an embedded directory. */
export function oftenIgnored(files: Tree, path: string): readonly string[] {
  const names = files.isDirectory(path)
    ? [...files.walk(path, () => true)].flatMap((directory) => files.list(directory).files)
    : [];
  return [
    ...(names.includes(".env") ? ["**/.env"] : []),
    ...(names.some((name) => name.startsWith(".env.")) ? ["**/.env.*"] : []),
    ...(names.some((name) => name.endsWith("_test.go")) && path !== "." ? ["**/*_test.go"] : []),
  ];
}
