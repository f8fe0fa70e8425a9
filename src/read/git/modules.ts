import { parseConfig } from "./config.ts";

/**
 * Directories of the submodules that a .gitmodules file names, POSIX below the work tree, sorted. Paths that lead
 * elsewhere are left out.
 */
export function submodulePaths(text: string): readonly string[] {
  const paths = parseConfig(text)
    .filter(
      ({ section, subsection, key }) => section === "submodule" && subsection && key === "path",
    )
    .map(({ value }) => value.replace(/\/+$/, ""));
  return [...new Set(paths.filter(isInside))].sort();
}

// --- internal ---

function isInside(path: string): boolean {
  if (path.startsWith("-") || /[\\\p{Cc}]/u.test(path)) return false;
  return path.split("/").every((name) => !["", ".", "..", ".git"].includes(name.toLowerCase()));
}
