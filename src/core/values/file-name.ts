import { isWindowsReserved } from "../go/module-path.ts";

/** Judges the name of a rendered file: one that every file system takes, of at most 100 characters. */
export function fileNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(name) || name.endsWith("."))
    return "is not a usable file name; use A-Z a-z 0-9 . _ -";
  return isWindowsReserved(name) ? "is a name that Windows reserves" : undefined;
}

/** Judges the name of a workflow file, which GitHub finds by its ending. */
export function workflowNameProblem(name: string): string | undefined {
  return fileNameProblem(name) ?? (/\.ya?ml$/.test(name) ? undefined : "does not end with .yml");
}

// Lower case: some file systems do not tell cases apart.
const PROJECT_FILES = [
  "dockerfile",
  "makefile",
  "readme.md",
  "go.mod",
  "go.sum",
  "go.work",
  "main.go",
  "main_test.go",
  "dist",
  "vendor",
];

/** Judges the name of the program, which lies in the project's directory after `go build`. */
export function programNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,62}$/.test(name) || name.endsWith("."))
    return "is not a usable file name; use up to 63 of A-Z a-z 0-9 . _ - and start with a letter, digit or _";
  if (isWindowsReserved(name)) return "is a name that Windows reserves";
  return PROJECT_FILES.includes(name.toLowerCase())
    ? "is the name of a file that belongs to the project"
    : undefined;
}
