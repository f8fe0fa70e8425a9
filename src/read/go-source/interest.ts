import { matchesPath } from "./origin.ts";
import type { Source } from "./package.ts";
import type { CallTable } from "./query.ts";

/**
 * Tells which files of a package can hold anything that a table speaks of: those with a name of a
 * row whose package is imported, by the file or by another one of its package. It costs one search
 * through the text, and none where nothing of interest is imported. Definitions that the values of
 * such calls come from may stand in the others.
 */
export function makeInterest(
  table: CallTable,
): (files: readonly Pick<Source, "header" | "text">[]) => readonly boolean[] {
  const byPath = new Map<string, readonly string[]>();
  const searches = new Map<string, RegExp>();

  const importedRows = table.rows.filter(({ imported }) => imported);
  const counts = (path: string): boolean => importedRows.some((row) => matchesPath(path, row.in));
  const namesFor = (path: string): readonly string[] => {
    const known = byPath.get(path);
    if (known) return known;
    const names = table.rows.filter((row) => matchesPath(path, row.in)).flatMap(namesOf);
    byPath.set(path, names);
    return names;
  };
  return (files) => {
    const paths = new Set(files.flatMap(({ header }) => header.imports.map(({ path }) => path)));
    const names = [...new Set([...paths].flatMap(namesFor))].sort();
    const key = names.join("|");
    const search = searches.get(key) ?? new RegExp(`\\.\\s*(?:${key})\\b`);
    searches.set(key, search);
    return files.map(
      ({ header, text }) =>
        (names.length > 0 && search.test(text)) || header.imports.some(({ path }) => counts(path)),
    );
  };
}

function namesOf(row: CallTable["rows"][number]): readonly string[] {
  return [row.functions, row.methods, row.literals, row.uses].flatMap(
    (names) => names?.split(" ") ?? [],
  );
}
