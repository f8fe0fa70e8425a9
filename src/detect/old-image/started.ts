import { basename } from "../../core/posix.ts";
import type { Stage } from "../../read/dockerfile/stages.ts";
import type { Ends } from "./ends.ts";
import { type IsProgram, type Start, startWords, WRAPPERS } from "./entrypoint.ts";
import type { OldImage } from "./model.ts";

/** Finds the word by which the image starts the program; undefined where a script does it. */
export function findStarted(
  { entrypoint, command }: Start,
  env: Stage["env"],
  isProgram: IsProgram,
  ends: Ends,
): OldImage["started"] {
  for (const instruction of [entrypoint, command]) {
    const words = (instruction && startWords(instruction, env)) ?? [];
    const at = words.findIndex((word) => isProgram(word) && !WRAPPERS.has(basename(word)));
    const word = words[at];
    // Of what stands before it only wrappers, their flags and their users are known to start it.
    const isFirst = at === 0 || WRAPPERS.has(basename(words[0] ?? ""));
    if (instruction && word !== undefined && isFirst) return ends.place(instruction, word);
  }
  return undefined;
}
