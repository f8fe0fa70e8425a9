import { expect, test } from "vitest";
import { findGitDirectory } from "../../../src/read/git/git-dir.ts";

/** Files by path; a directory is what has something below it. */
function look(files: Record<string, string>) {
  return {
    kind: (path: string) =>
      path in files
        ? ("file" as const)
        : Object.keys(files).some((file) => file.startsWith(`${path}/`))
          ? ("directory" as const)
          : undefined,
    text: (path: string) => files[path],
  };
}

const WORKTREE = { "/r/.git/worktrees/w/HEAD": "x", "/r/.git/worktrees/w/commondir": "../..\n" };

test.each([
  ["a directory", { "/w/.git/HEAD": "x" }, { own: "/w/.git", common: "/w/.git" }],
  ["nothing", { "/w/a": "" }, undefined],
  ["a directory that is no repository", { "/w/.git/a": "" }, undefined],
  [
    "an added work tree",
    { ...WORKTREE, "/w/.git": "gitdir: /r/.git/worktrees/w\n" },
    { own: "/r/.git/worktrees/w", common: "/r/.git" },
  ],
  [
    "a submodule",
    { "/w/.git": "gitdir: ../.git/modules/w\n", "/.git/modules/w/HEAD": "x" },
    { own: "/.git/modules/w", common: "/.git/modules/w" },
  ],
  ["a share of another machine", { "/w/.git": "gitdir: //host/share" }, undefined],
  ["the same with backslashes", { "/w/.git": "gitdir: \\\\host\\share" }, undefined],
  ["a file that points to itself", { "/w/.git": "gitdir: .git" }, undefined],
  ["garbage", { "/w/.git": "x".repeat(100_000) }, undefined],
])("%s", (_, files, expected) => {
  expect(findGitDirectory("/w", look(files as Record<string, string>))).toEqual(expected);
});

test("a path of Windows", () => {
  const files = { "C:/w/.git": "gitdir: C:/r/.git", "C:/r/.git/HEAD": "x" };
  expect(findGitDirectory("C:/w", look(files))).toEqual({ own: "C:/r/.git", common: "C:/r/.git" });
});
