import {
  chmodSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readProjectFile } from "../../src/io/read.ts";
import { type Write, write } from "../../src/io/write.ts";
import { KnownError } from "../../src/core/errors.ts";
import { attempt } from "../support/run.ts";
import { temporaryDirectory, tree, writeTree } from "../support/tree.ts";

const file = (path: string, before?: string): Write => ({
  path,
  content: Buffer.from(path),
  before: before === undefined ? undefined : Buffer.from(before),
});

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof KnownError && error.exitCode === 1) return error.message;
    throw error;
  }
  return "";
}

describe("read", () => {
  test("bytes and permission bits, or nothing", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "a"), Buffer.from([0xef, 0xff]), { mode: 0o750 });
    expect(readProjectFile(root, "a")).toEqual({ content: Buffer.from([0xef, 0xff]), mode: 0o750 });
    expect(readProjectFile(root, "new/deep")).toBeUndefined();
    expect(readProjectFile(join(root, "missing"), "a")).toBeUndefined();
  });

  test("refuses links, directories and files in the wrong place", () => {
    const root = temporaryDirectory();
    const outside = temporaryDirectory();
    symlinkSync(outside, join(root, "linked"));
    symlinkSync(join(outside, "nowhere"), join(root, "dangling"));
    mkdirSync(join(root, "directory"));
    writeFileSync(join(root, "plain"), "");
    expect(refusalOf(() => readProjectFile(root, "linked/x"))).toMatch(
      /linked: is a symbolic link/,
    );
    expect(refusalOf(() => readProjectFile(root, "dangling"))).toMatch(
      /dangling: is a symbolic link/,
    );
    expect(refusalOf(() => readProjectFile(root, "directory"))).toMatch(
      /directory: exists and is not a file/,
    );
    expect(refusalOf(() => readProjectFile(root, "plain/x"))).toMatch(/plain: is not a directory/);
    truncateSync(join(root, "plain"), 17 << 20);
    expect(refusalOf(() => readProjectFile(root, "plain"))).toMatch(/larger than 16 MiB/);
    expect(() => readProjectFile(root, "../x")).toThrow(/leaves its directory/);
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe("write", () => {
  test("removes files, keeps permission bits, and refuses what was changed since it was read", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "gone"), "old");
    writeFileSync(join(root, "a"), "old", { mode: 0o755 });
    write(root, [
      file("a", "old"),
      { path: "gone", content: undefined, before: Buffer.from("old") },
    ]);
    expect(tree(root)).toEqual({ a: "a" });
    expect(readProjectFile(root, "a")?.mode).toBe(0o755);
    expect(refusalOf(() => write(root, [file("b"), file("a", "old")]))).toMatch(
      /a was changed meanwhile/,
    );
    expect(tree(root)).toEqual({ a: "a" });
  });

  test.each([0o022, 0o077])("under umask %o keeps the bits of a file that is there", (mask) => {
    const before = process.umask(mask);
    onTestFinished(() => void process.umask(before));
    const root = temporaryDirectory();
    for (const [name, mode] of [
      ["shared", 0o664],
      ["script", 0o775],
      ["secret", 0o600],
    ] as const) {
      writeFileSync(join(root, name), "old");
      chmodSync(join(root, name), mode);
      write(root, [file(name, "old"), file(`new-beside-${name}`)]);
      expect([name, readProjectFile(root, name)?.mode]).toEqual([name, mode]);
      expect(readProjectFile(root, `new-beside-${name}`)?.mode).toBe(0o666 & ~mask);
    }
  });

  test.each([
    [".goslim-999999-notes", "a.txt"],
    [".goslim-staging-99999999-notes", "0"],
    [".goslim-staging-99999999-abcdef", "a.txt"],
    [".goslim-staging-99999999-abcdef", "0/a.txt"],
  ])("leaves a directory alone that is called %s and holds %s", (directory, name) => {
    const root = temporaryDirectory();
    writeTree(root, [{ path: `${directory}/${name}`, text: "precious" }]);
    write(root, [file("a")]);
    expect(tree(root)).toEqual({ [`${directory}/${name}`]: "precious", a: "a" });
  });

  test("clears up after a run that was killed, also where nothing is to be written", () => {
    const root = temporaryDirectory();
    writeTree(root, [{ path: ".goslim-staging-99999999-abcdef/0", text: "half" }]);
    write(root, []);
    expect(readdirSync(root)).toEqual([]);
    write(join(root, "missing"), []);
    expect(readdirSync(root)).toEqual([]);
  });

  test("refuses two files of one name", () => {
    const root = temporaryDirectory();
    expect(refusalOf(() => write(root, [file("a"), file("a")]))).toMatch(/two files are called a/);
    expect(readdirSync(root)).toEqual([]);
  });

  test("names paths in errors as people know them", () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, "closed"));
    const steps = (what: string): void => {
      if (what === "verified closed/a") mkdirSync(join(root, "closed", "a"));
    };
    expect(refusalOf(() => write(root, [file("closed/a")], { step: steps }))).toContain(
      `'${join(root, "closed", "a")}'`,
    );
  });

  test("makes directories, replaces files and leaves nothing else", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "a"), "old");
    mkdirSync(join(root, ".goslim-staging-99999999-killed"));
    write(root, [file("a", "old"), file("b/c/d")]);
    expect(tree(root)).toEqual({ a: "a", "b/c/d": "b/c/d" });
    expect(readdirSync(root)).toEqual(["a", "b"]);
  });

  test("leaves no trace where it cannot write", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "file"), "");
    expect(refusalOf(() => write(join(root, "file", "below"), [file("a")]))).toMatch(
      /cannot write/,
    );
    expect(tree(root)).toEqual({ file: "" });
  });

  test("refuses a read-only directory", () => {
    const root = temporaryDirectory();
    chmodSync(root, 0o555);
    const isRoot = process.geteuid?.() === 0; // to whom nothing is read-only
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(refusalOf(() => write(root, [file("a")]))).toMatch(/cannot write/);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    expect(readdirSync(root)).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0 || attempt("mount", ["-V"]).status !== 0)(
    "leaves no trace on a full disk",
    ({ skip }) => {
      const root = temporaryDirectory();
      if (attempt("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", root]).status !== 0)
        skip("no mount here");
      try {
        expect(
          refusalOf(() =>
            write(join(root, "app"), [
              file("small"),
              { ...file("deep/large"), content: Buffer.alloc(100_000) },
            ]),
          ),
        ).toMatch(/cannot write.*ENOSPC/s);
        expect(readdirSync(root)).toEqual([]);
      } finally {
        attempt("umount", [root]);
      }
    },
  );
});
