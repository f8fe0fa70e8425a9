import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compare } from "../../src/disk/compare.ts";
import { write } from "../../src/disk/write.ts";
import { KnownError } from "../../src/errors.ts";
import type { PlannedFile } from "../../src/plan.ts";
import { attempt } from "../support/run.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

const file = (path: string, text = path): PlannedFile => ({ path, text, mode: 0o644, owner: "managed" });

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof KnownError && error.exitCode === 1) return error.message;
    throw error;
  }
  return "";
}

describe("compare", () => {
  test("absent, equal and different", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "same"), "same");
    writeFileSync(join(root, "other"), "mine");
    const files = [file("new/deep"), file("same"), file("other")];
    expect(compare(root, files).map(({ state }) => state)).toEqual(["create", "identical", "conflict"]);
    expect(compare(join(root, "missing"), files).map(({ state }) => state)).toEqual(["create", "create", "create"]);
  });

  test("bytes count, not decoded text", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "a"), Buffer.from([0xef, 0xbf, 0xbd, 0xff]));
    expect(compare(root, [file("a", "\ufffd\ufffd")]).map(({ state }) => state)).toEqual(["conflict"]);
  });

  test("refuses links, directories and files in the wrong place", () => {
    const root = temporaryDirectory();
    const outside = temporaryDirectory();
    symlinkSync(outside, join(root, "linked"));
    symlinkSync(join(outside, "nowhere"), join(root, "dangling"));
    mkdirSync(join(root, "directory"));
    writeFileSync(join(root, "plain"), "");
    expect(refusalOf(() => compare(root, [file("linked/x")]))).toMatch(/linked: is a symbolic link/);
    expect(refusalOf(() => compare(root, [file("dangling")]))).toMatch(/dangling: is a symbolic link/);
    expect(refusalOf(() => compare(root, [file("directory")]))).toMatch(/directory: exists and is not a file/);
    expect(refusalOf(() => compare(root, [file("plain/x")]))).toMatch(/plain: is not a directory/);
    expect(() => compare(root, [file("../x")])).toThrow(/leaves its directory/);
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe("write", () => {
  test("makes directories, replaces files and leaves nothing else", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "a"), "old");
    mkdirSync(join(root, ".goslim-killed"));
    write(root, [file("a"), file("b/c/d")]);
    expect(tree(root)).toEqual({ a: "a", "b/c/d": "b/c/d" });
    expect(readdirSync(root)).toEqual(["a", "b"]);
  });

  test("leaves no trace where it cannot write", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "file"), "");
    expect(refusalOf(() => write(join(root, "file", "below"), [file("a")]))).toMatch(/cannot write/);
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

  test.skipIf(process.getuid?.() !== 0 || attempt("mount", ["-V"]).status !== 0)("leaves no trace on a full disk", ({ skip }) => {
    const root = temporaryDirectory();
    if (attempt("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", root]).status !== 0) skip("no mount here");
    try {
      expect(refusalOf(() => write(join(root, "app"), [file("small"), file("deep/large", "x".repeat(100_000))]))).toMatch(/cannot write.*ENOSPC/s);
      expect(readdirSync(root)).toEqual([]);
    } finally {
      attempt("umount", [root]);
    }
  });
});
