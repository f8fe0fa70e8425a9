import { spawnSync } from "node:child_process";
import { shellWord } from "../commands/arguments.ts";
import type { Note } from "./detection.ts";
import { workTree } from "../repository/locate.ts";

/** What to know of files that would never be committed. */
export function ignoredNotes(root: string, paths: readonly string[]): readonly Note[] {
  if (workTree(root) === undefined) return [];
  return ignoredByGit(root, paths).map(({ path, rule }) => ({
    message: `git ignores ${path}`,
    where: rule,
    hint: `git add --force ${shellWord(path)}, or change the rule`,
  }));
}

/** A file that git would leave out, and the rule that says so. */
interface Ignored {
  readonly path: string;
  /** `file:line: pattern`. */
  readonly rule: string;
}

/** Those of the paths, POSIX below the work tree, that its ignore rules swallow. Without git, or outside a work tree: none. */
function ignoredByGit(root: string, paths: readonly string[]): readonly Ignored[] {
  const { status, stdout, error } = spawnSync(
    "git",
    ["check-ignore", "--verbose", "-z", "--stdin"],
    {
      cwd: root,
      input: paths.join("\0"),
      encoding: "utf8",
      timeout: 5_000,
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  if (error || status !== 0) return [];
  const fields = stdout.split("\0");
  const found: Ignored[] = [];
  // Four fields a path: source, line, pattern, path. A pattern with "!" lets the path through.
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [source = "", line = "", pattern = "", path = ""] = fields.slice(at, at + 4);
    if (!pattern.startsWith("!")) found.push({ path, rule: `${source}:${line}: ${pattern}` });
  }
  return found;
}
