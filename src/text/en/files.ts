import { text } from "../text.ts";

/** Why a file cannot be read or written. */
export const FILES = {
  "behind-link": text(
    "is a symbolic link, and nothing is written through one",
    "replace it by what it points to",
  ),
  "not-a-directory": text<{ path: string }>(
    ({ path }) => `is not a directory, but ${path} belongs below it`,
    "move it away",
  ),
  "not-a-file": text("exists and is not a file", "move it away"),
  "not-examined": text<{ reason: string }>(({ reason }) => `cannot be examined: ${reason}`),
  "not-read": text<{ reason: string }>(({ reason }) => `cannot be read: ${reason}`),
  "not-written": text<{ root: string; reason: string; written: readonly string[] }>(
    ({ root, reason }) => `cannot write to ${root}: ${reason}`,
    ({ written }) =>
      written.length > 0 ? `written before that: ${written.join(", ")}` : "nothing was written",
  ),
  "files-differ": text(
    "exists and differs, nothing was written; pass {force: true} to the pack to overwrite",
  ),
  "git-init-failed": text<{ directory: string; reason: string }>(
    ({ directory, reason }) => `git init failed in ${directory}: ${reason}`,
    "the project itself was written",
  ),
};
