import { basename, normalize } from "../../core/posix.ts";
import { readScript } from "../../read/shell.ts";
import type { Repository } from "../../repository/repository.ts";

/** A script of the repository, by where the old image has it. */
export type Scripts = ReadonlyMap<string, string>;

/** What a script starts at its end. */
export interface Started {
  readonly words: readonly string[];
  /** Whether the arguments of the script follow. */
  readonly passesOn: boolean;
}

/** Whether a file is a script: its first line says so, or its name where the line is missing. */
export function isScript(files: Repository["files"], path: string): boolean {
  return path.endsWith(".sh") || (files.text(path)?.startsWith("#!") ?? false);
}

/** The text of the script that a command line starts, by its path or, through PATH, its name. */
export function scriptOf(words: readonly string[], scripts: Scripts): string | undefined {
  const [first = "", second = ""] = words;
  const word = SHELLS.has(basename(first)) ? second : first;
  if (word.includes("/")) return scripts.get(normalize(word));
  const found = [...scripts].find(([path]) => word !== "" && basename(path) === word);
  return found?.[1];
}

/** Reads what a script starts last; undefined if only a run of it can tell. */
export function lastStarted(
  text: string,
  env: ReadonlyMap<string, string | undefined>,
): Started | undefined {
  const last = readScript(text, (name) => env.get(name)).commands.at(-1);
  const all = last?.words ?? [];
  const passesOn = ARGUMENTS.has(all.at(-1)?.text ?? "");
  const words = passesOn ? all.slice(0, -1) : all;
  const values = words.flatMap(({ value }) => value ?? []);
  return values.length > 0 && values.length === words.length
    ? { words: values, passesOn }
    : undefined;
}

// --- internal ---

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "ash", "dash"]);
/** The arguments of a script, as the script writes them. */
const ARGUMENTS: ReadonlySet<string> = new Set(["$@", "${@}", "$*", "${*}"]);
