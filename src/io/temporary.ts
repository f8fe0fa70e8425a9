import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Makes an empty directory that only this user may enter; whoever asks for it removes it.
 *
 * @returns undefined where there is no place for temporary files, or no room in it
 */
export function makeTemporary(): string | undefined {
  try {
    return mkdtempSync(join(tmpdir(), "goslim-"));
  } catch {
    return undefined;
  }
}
