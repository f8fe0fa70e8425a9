import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { gitTracking } from "../../src/tree/git-disk.ts";
import { readRegularFile } from "../../src/tree/regular-file.ts";
import { readTracking } from "../../src/tree/tracked.ts";
import { describeWith } from "../support/require.ts";

describeWith(["git"], "what a clone has", () => {
  let root: string;
  const git = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  const write = (files: Record<string, string>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  const state = (path: string, isDirectory = false) => {
    const standing = gitTracking(root)?.standing(path, isDirectory);
    return standing?.state === "ignored" ? standing.rule : standing?.state;
  };

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "goslim-tracked-")));
    git("init", "--quiet");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test("files", () => {
    write({
      ".gitignore": "config.json\nvendor/\n*.log\n",
      "main.go": "",
      "config.json": "",
      "vendor/modules.txt": "",
      "vendor/kept.txt": "",
      "a/b/forced.log": "",
      "a/b/other.log": "",
      "new.go": "",
    });
    git("add", "--force", ".gitignore", "main.go", "a/b/forced.log", "vendor/kept.txt");
    expect(state("main.go")).toBe("tracked");
    expect(state("config.json")).toBe(".gitignore:1: config.json");
    expect(state("new.go")).toBe("new");
    expect(state("a/b/forced.log")).toBe("tracked");
    expect(state("a/b/other.log")).toBe(".gitignore:3: *.log");
    expect(state("vendor/modules.txt")).toBe(".gitignore:2: vendor/");
    expect(state("vendor/kept.txt")).toBe("tracked");
  });

  test("directories", () => {
    write({ ".gitignore": "dist/\n/out\n", "a/b/c.go": "", "dist/x": "", "out/x": "", "d/x": "" });
    git("add", "a");
    expect(state(".", true)).toBe("tracked");
    expect(state("a", true)).toBe("tracked");
    expect(state("a/b", true)).toBe("tracked");
    expect(state("dist", true)).toBe(".gitignore:1: dist/");
    expect(state("out", true)).toBe(".gitignore:2: /out");
    expect(state("d", true)).toBe("new");
  });

  test("a submodule and all in it", () => {
    git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},third_party/lib`);
    write({ ".gitignore": "lib/\n", "third_party/lib/go.mod": "" });
    expect(state("third_party/lib", true)).toBe("submodule");
    expect(state("third_party/lib/go.mod")).toBe("submodule");
    expect(state("third_party", true)).toBe("tracked");
  });

  test("an added work tree has an index of its own, and the rules of all", () => {
    write({ "a.go": "", ".git/info/exclude": "*.env\n" });
    git("add", "a.go");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x");
    git("worktree", "add", "--quiet", "tree");
    const tracking = gitTracking(join(root, "tree"));
    expect(tracking?.standing("a.go", false).state).toBe("tracked");
    expect(tracking?.standing("x.env", false)).toEqual({
      state: "ignored",
      rule: ".git/info/exclude:1: *.env",
    });
  });

  test("rules behind a symbolic link do not count, as with git", () => {
    write({ rules: "*.go\n" });
    symlinkSync("rules", join(root, ".gitignore"));
    expect(state("a.go")).toBe("new");
  });

  test("no pipe is waited for", () => {
    rmSync(join(root, ".git/config"));
    for (const path of [".git/config", ".git/index", ".gitignore"])
      expect(spawnSync("sh", ["-c", `mkfifo "$1"`, "sh", join(root, path)]).status).toBe(0);
    expect(state("a.go")).toBe("new");
    expect(readRegularFile(join(root, ".git/config"), 10)).toBeUndefined();
    expect(readRegularFile("/dev/zero", 10)).toBeUndefined();
  });

  test("outside of a repository there is nothing to say", () => {
    rmSync(join(root, ".git"), { recursive: true });
    expect(gitTracking(root)).toBeUndefined();
  });

  test("an index that cannot be read is told", () => {
    write({ ".git/index": "garbage", ".gitignore": "x\n" });
    const tracking = gitTracking(root);
    expect(tracking?.unreadable).toBe("it is not an index");
    expect(tracking?.standing("x", false).state).toBe("ignored");
  });

  test("twenty thousand files cost no more than a moment", () => {
    const path = (n: number): string => `some/directory/number${n % 200}/file${n}.go`;
    const lines = Array.from(
      { length: 20_000 },
      (_, n) => `100644 ${"1".repeat(40)}\t${path(n)}\n`,
    );
    spawnSync("git", ["update-index", "--index-info"], { cwd: root, input: lines.join("") });
    write({ ".gitignore": "*.log\nvendor/\n/dist\n".repeat(20) });
    const started = performance.now();
    const tracking = gitTracking(root);
    for (let n = 0; n < 20_000; n++) {
      if (tracking?.standing(path(n), false).state !== "tracked") throw new Error(path(n));
      if (tracking.standing(`new/${path(n)}`, false).state !== "new") throw new Error(path(n));
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

test("nothing added yet", () => {
  const tracking = readTracking({ read: () => undefined, index: undefined });
  expect(tracking.standing("a.go", false)).toEqual({ state: "new" });
  expect(tracking.standing(".", true)).toEqual({ state: "tracked", skipped: false });
});
