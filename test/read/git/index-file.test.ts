import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type IndexEntry, parseIndex } from "../../../src/read/git/index-file.ts";
import { describeWith } from "../../support/require.ts";

const PLAIN = { skipped: false, intended: false };

describeWith(["git"], "an index that git wrote", () => {
  let root: string;
  const git = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  const read = (idBytes?: 20 | 32) => parseIndex(readFileSync(join(root, ".git/index")), idBytes);
  const entries = (idBytes?: 20 | 32): Record<string, IndexEntry> => {
    const reading = read(idBytes);
    return "entries" in reading ? Object.fromEntries(reading.entries) : {};
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "goslim-index-"));
    git("init", "--quiet");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test.each(["2", "3", "4"])("of version %s", (version) => {
    const id = "0123456789abcdef0123456789abcdef01234567";
    mkdirSync(join(root, "dir"));
    for (const name of ["a", "ab", "dir/é", `dir/${"long".repeat(50)}`, "run", "new"])
      writeFileSync(join(root, name), name);
    chmodSync(join(root, "run"), 0o755);
    symlinkSync("a", join(root, "link"));
    git("config", "index.version", version);
    git("add", "a", "ab", "dir", "run", "link");
    git("update-index", "--add", "--cacheinfo", `160000,${id},sub/module`);
    git("add", "--intent-to-add", "new");
    git("update-index", "--skip-worktree", "ab");
    git("update-index", "--index-version", version);
    expect(entries()).toEqual({
      a: { kind: "file", ...PLAIN },
      ab: { kind: "file", ...PLAIN, skipped: true },
      "dir/é": { kind: "file", ...PLAIN },
      [`dir/${"long".repeat(50)}`]: { kind: "file", ...PLAIN },
      link: { kind: "link", ...PLAIN },
      new: { kind: "file", ...PLAIN, intended: true },
      run: { kind: "executable", ...PLAIN },
      "sub/module": { kind: "submodule", ...PLAIN },
    });
  });

  test("that is split", () => {
    writeFileSync(join(root, "a"), "a");
    git("add", "a");
    git("update-index", "--split-index");
    expect(read()).toEqual({ unreadable: "it is split (core.splitIndex)" });
  });

  test("of a repository with SHA-256 ids", () => {
    rmSync(join(root, ".git"), { recursive: true });
    git("init", "--quiet", "--object-format=sha256");
    writeFileSync(join(root, "a"), "a");
    git("add", "a");
    expect(entries(32)).toEqual({ a: { kind: "file", ...PLAIN } });
    expect(read(20)).toHaveProperty("unreadable");
  });

  test("that is sparse", () => {
    mkdirSync(join(root, "in"));
    mkdirSync(join(root, "out"));
    writeFileSync(join(root, "in/a"), "a");
    writeFileSync(join(root, "out/a"), "a");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x");
    git("sparse-checkout", "set", "--cone", "--sparse-index", "in");
    expect(read()).toEqual({ unreadable: "it is sparse (index.sparse)" });
  });

  test("with thousands of entries is read in milliseconds", () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, n) => `100644 ${"1".repeat(40)}\tsome/directory/number${n % 200}/file${n}.go\n`,
    );
    spawnSync("git", ["update-index", "--index-info"], { cwd: root, input: lines.join("") });
    const bytes = readFileSync(join(root, ".git/index"));
    parseIndex(bytes);
    const started = performance.now();
    const reading = parseIndex(bytes);
    expect(performance.now() - started).toBeLessThan(500);
    expect("entries" in reading && reading.entries.size).toBe(20_000);
  });

  test("cut or changed anywhere gives an answer", () => {
    for (const name of ["a", "ab", "abc"]) writeFileSync(join(root, name), name);
    git("add", ".");
    git("update-index", "--index-version", "4");
    const bytes = readFileSync(join(root, ".git/index"));
    for (let end = 0; end < bytes.length; end++)
      expect(parseIndex(bytes.subarray(0, end))).toHaveProperty("unreadable");
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = value;
        expect(Object.keys(parseIndex(changed))).toHaveLength(1);
      }),
    );
  });
});

describe("an index that nobody wrote", () => {
  test.each([
    ["nothing", ""],
    ["text", "x".repeat(100)],
    ["version 9", `DIRC\0\0\0\u0009\0\0\0\0${"\0".repeat(20)}`],
    ["more entries than bytes", `DIRC\0\0\0\u0002\u00ff\u00ff\u00ff\u00ff${"\0".repeat(20)}`],
    ["an unknown extension", `DIRC\0\0\0\u0002\0\0\0\0abcd\0\0\0\0${"\0".repeat(20)}`],
  ])("%s", (_, text) => {
    expect(parseIndex(Buffer.from(text, "latin1"))).toHaveProperty("unreadable");
  });

  test("version 4 cannot unfold to more than paths may be long", () => {
    const entry = (cut: string, name: string): string =>
      `${"\0".repeat(24)}\0\0\u0081\u00a4${"\0".repeat(12 + 20)}\0\u0001${cut}${name}\0`;
    const many = entry("\0", "x".repeat(4000)) + entry("\0", "y").repeat(20_000);
    const text = `DIRC\0\0\0\u0004\0\0\u004e\u0021${many}${"\0".repeat(20)}`;
    expect(parseIndex(Buffer.from(text, "latin1"))).toEqual({
      unreadable: "it has a path that is too long",
    });
  });
});
