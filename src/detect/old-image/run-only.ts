import { joinPaths } from "../../core/paths.ts";
import type { StageInstruction } from "../../read/dockerfile/stages.ts";
import { isSource, type Repository } from "../../repository/repository.ts";

/** Go files that are looked through for the name of a variable. */
const MOST_FILES = 5000;

/**
 * Finds variables that only RUN uses: they end with the old image. A variable that the sources
 * name, in any case of
 * letters, is the program's; so is one that no RUN uses.
 */
export function findRunOnly(
  lines: readonly StageInstruction[],
  repository: Pick<Repository, "files" | "module">,
): ReadonlySet<string> {
  const used = new Set(
    lines.filter(({ keyword }) => keyword === "RUN").flatMap(({ rest }) => namesIn(rest)),
  );
  const started = lines
    .filter(({ keyword }) => keyword === "CMD" || keyword === "ENTRYPOINT")
    .flatMap(({ rest }) => namesIn(rest));
  for (const name of started) used.delete(name);
  const set = lines
    .filter(({ keyword }) => keyword === "ENV")
    .flatMap(({ settings }) => settings.map(({ name }) => name));
  const candidates = set.filter((name) => used.has(name));
  return candidates.length === 0 ? new Set() : unnamed(candidates, repository);
}

// --- internal ---

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
}

// Libraries put prefixes before names, and write them in other cases: part of a word is enough.
function unnamed(
  names: readonly string[],
  { files, module }: Pick<Repository, "files" | "module">,
): ReadonlySet<string> {
  const left = new Set(names);
  let count = 0;
  for (const directory of files.walk(module.directory, isSource)) {
    for (const name of files.list(directory).files) {
      if (!name.endsWith(".go") || left.size === 0) continue;
      count += 1;
      if (count > MOST_FILES) return new Set();
      const text = files.text(joinPaths(directory, name))?.toUpperCase();
      for (const one of left) if (text?.includes(one.toUpperCase())) left.delete(one);
    }
  }
  return left;
}
