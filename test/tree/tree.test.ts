import { symlinkSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { KnownError } from "../../src/core/errors.ts";
import { readRepository } from "../../src/repository/repository.ts";
import { DiskTree, openTree } from "../../src/tree/disk.ts";
import { MemoryTree } from "../../src/tree/memory.ts";
import { OverlayTree } from "../../src/tree/overlay.ts";
import type { Tree } from "../../src/tree/tree.ts";
import { run } from "../support/run.ts";
import { temporaryDirectory, writeTree } from "../support/tree.ts";
import { fixtures, unpackFixture } from "../support/txtar.ts";

const FILES = { "go.mod": "module m\n", "a/b/c.go": "package c\n", "a/é.txt": "é", "z.go": "" };

/** All that a tree says, by path. */
function contents(tree: Tree): object {
  return Object.fromEntries(
    [...tree.walk(".", () => true)].map((directory) => {
      const { files, directories } = tree.list(directory);
      const texts = files.map((name) =>
        tree.text(directory === "." ? name : `${directory}/${name}`),
      );
      return [directory, { files, directories, texts, isDirectory: tree.isDirectory(directory) }];
    }),
  );
}

function onDisk(files: Readonly<Record<string, string>>): string {
  const root = temporaryDirectory();
  writeTree(
    root,
    Object.entries(files).map(([path, text]) => ({ path, text })),
  );
  return root;
}

const inMemory = (files: Readonly<Record<string, string>>): MemoryTree =>
  new MemoryTree("app", new Map(Object.entries(files)));

describe("a tree on disk, in memory and in two layers says the same", () => {
  const { "go.mod": goMod, ...others } = FILES;
  test.each<[string, () => Tree]>([
    ["in memory", () => inMemory(FILES)],
    ["over nothing", () => openTree(onDisk({}), new Map(Object.entries(FILES)))],
    ["a file over a disk", () => openTree(onDisk(others), new Map([["go.mod", goMod]]))],
    [
      "a changed file",
      () => openTree(onDisk({ ...FILES, "go.mod": "x" }), new Map([["go.mod", goMod]])),
    ],
    [
      "memory over memory",
      () => new OverlayTree(inMemory({ "z.go": "old" }), new Map(Object.entries(FILES))),
    ],
  ])("%s", (_name, open) => {
    const tree = open();
    expect(contents(tree)).toEqual(contents(new DiskTree(onDisk(FILES))));
    for (const path of ["missing", "a", "a/b", "a/missing", "missing/z.go", "z.go/x"]) {
      expect([path, tree.isFile(path), tree.text(path)]).toEqual([path, false, undefined]);
      expect([path, tree.isCut(path)]).toEqual([path, false]);
    }
    expect(tree.list("missing")).toEqual({ files: [], directories: [] });
    expect(["a", "z.go", "."].map((path) => tree.isDirectory(path))).toEqual([true, false, true]);
  });

  test.each(["/etc/passwd", "../x", "a//b", "a/./b", ""])("no text can be at %s", (path) => {
    expect(() => inMemory({ [path]: "" })).toThrow("the path leaves its directory");
  });
});

/** A repository without its tree and git's view of that, or why there is none. */
function read(tree: Tree, target: string): unknown {
  try {
    const found = readRepository(tree, target);
    return found && ({ ...found, files: undefined, git: undefined } as unknown);
  } catch (error) {
    if (error instanceof KnownError) return error.problems;
    throw error;
  }
}

test.each(fixtures().map((fixture) => [fixture.name, fixture] as const))(
  "%s is the same repository in memory",
  (_name, fixture) => {
    const root = join(temporaryDirectory(), "app");
    unpackFixture(fixture, root);
    const target = fixture.settings["dir"] ?? ".";
    expect(read(inMemory(fixture.files), target)).toEqual(read(new DiskTree(root), target));
  },
);

describe("on disk", () => {
  test("only regular files are read, and the beginning of large ones", () => {
    const root = onDisk({ "real.go": "package real\n", "large.go": "" });
    truncateSync(join(root, "large.go"), 400 << 20);
    run("mkfifo", [join(root, "pipe.go")]);
    symlinkSync("/dev/zero", join(root, "zero.go"));
    symlinkSync("/dev/tty", join(root, "tty.go"));
    symlinkSync("pipe.go", join(root, "to-pipe.go"));
    symlinkSync("real.go", join(root, "to-real.go"));
    const tree = new DiskTree(root);
    expect(tree.list(".").files).toEqual(["large.go", "real.go", "to-real.go"]);
    expect(tree.text("to-real.go")).toBe("package real\n");
    expect(tree.text("large.go")).toHaveLength(1 << 20);
    expect([tree.isCut("large.go"), tree.isCut("real.go")]).toEqual([true, false]);
  });

  test("a file that became a pipe since its directory was listed is not waited for", () => {
    const root = onDisk({ "go.mod": "module m\n" });
    const tree = new DiskTree(root);
    expect(tree.isFile("go.mod")).toBe(true);
    unlinkSync(join(root, "go.mod"));
    run("mkfifo", [join(root, "go.mod")]);
    expect(tree.text("go.mod")).toBeUndefined();
  });

  test.each(["go.mod", "go.work"])("a %s of 400 MiB is refused, not read", (path) => {
    const root = onDisk({ "go.mod": "module example.com/m\n", "main.go": "package main\n" });
    writeFileSync(join(root, path), path === "go.mod" ? "module example.com/m\n" : "go 1.26\n");
    truncateSync(join(root, path), 400 << 20);
    const before = process.memoryUsage.rss();
    expect(read(new DiskTree(root), ".")).toMatchObject([
      { code: "go-mod-too-large", at: { file: path }, message: "is larger than 1 MiB" },
    ]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 << 20);
  });
});
