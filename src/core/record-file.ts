/** Name of the record, in the directory of the program's module. */
export const RECORD_FILE = ".goslim.json";

/**
 * Whether a file is one that the program itself is made of, by its path: none of them is rendered, whatever a record says. A
 * starter file may be, but is nobody's afterwards.
 */
export function isProgramFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return PROGRAM_FILES.includes(name) || name.endsWith(".go");
}

const PROGRAM_FILES: readonly string[] = [
  "go.mod",
  "go.sum",
  "go.work",
  "go.work.sum",
  ".gitmodules",
  ".gitattributes",
  RECORD_FILE,
];
