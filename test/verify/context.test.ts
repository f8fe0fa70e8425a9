import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NEW_PROJECT } from "../../src/core/layout.ts";
import { openClone } from "../../src/tree/clone.ts";
import { exportClone, overlayFiles } from "../../src/verify/context.ts";
import { evidenceOf } from "../../src/verify/evidence.ts";
import type { Evidence } from "../../src/verify/symptom.ts";
import { makeWorkspace, removeStaleWorkspaces } from "../../src/verify/owner.ts";
import { answersWith } from "../support/cases.ts";
import { run } from "../support/run.ts";
import { filesBelow, temporaryDirectory, writeTree } from "../support/tree.ts";

function clone(texts: Readonly<Record<string, string>>): { root: string; destination: string } {
  const root = temporaryDirectory();
  writeTree(
    root,
    Object.entries(texts).map(([path, text]) => ({ path, text, mode: 0o644 })),
  );
  run("git", ["init", "--quiet"], { cwd: root });
  return { root, destination: join(temporaryDirectory(), "copy") };
}

describe("what is exported", () => {
  test("is what git does not ignore, byte for byte, and never git's own directory", () => {
    const { root, destination } = clone({ "a/b.txt": "b", ".gitignore": "secret*\n", secret: "x" });
    writeFileSync(join(root, "run.sh"), Buffer.from([0, 255, 10]), { mode: 0o755 });
    exportClone(openClone(root, "."), ".", destination);
    expect([...filesBelow(destination)].sort()).toEqual([".gitignore", "a/b.txt", "run.sh"]);
    expect(readFileSync(join(destination, "run.sh"))).toEqual(Buffer.from([0, 255, 10]));
    expect(statSync(join(destination, "run.sh")).mode & 0o777).toBe(0o755);
  });

  test("has links that stay inside, as links, and no others", () => {
    const { root, destination } = clone({ "a/b.txt": "b", "data/c.txt": "c" });
    symlinkSync("../data", join(root, "a", "data"));
    symlinkSync("b.txt", join(root, "a", "file"));
    symlinkSync("/etc/hostname", join(root, "absolute"));
    symlinkSync("../../etc", join(root, "a", "above"));
    exportClone(openClone(root, "."), ".", destination);
    expect(readlinkSync(join(destination, "a", "data"))).toBe("../data");
    expect(readlinkSync(join(destination, "a", "file"))).toBe("b.txt");
    expect(existsSync(join(destination, "absolute"))).toBe(false);
    expect(existsSync(join(destination, "a", "above"))).toBe(false);
  });

  test("is covered by what is rendered, in directories that are new too", () => {
    const { root, destination } = clone({ Dockerfile: "old" });
    exportClone(openClone(root, "."), ".", destination);
    const content = Buffer.from("new");
    overlayFiles(
      [
        { path: "Dockerfile", content },
        { path: ".github/workflows/ci.yml", content },
      ],
      destination,
    );
    expect(readFileSync(join(destination, "Dockerfile"), "utf8")).toBe("new");
    expect(existsSync(join(destination, ".github/workflows/ci.yml"))).toBe(true);
  });
});

function evidence(): Evidence {
  const { root } = clone({
    "cmd/app/web/a.html": "a",
    "cmd/app/main.go": "package main",
    "conf/app.yaml": "a",
    ".gitignore": "own\n",
    "own/x": "x",
  });
  const layout = { ...NEW_PROJECT, existing: true };
  return evidenceOf(openClone(root, "."), layout, {
    ...answersWith({}),
    main: ["./cmd/app"],
  });
}

describe("evidence", () => {
  test.each([
    ["conf/app.yaml", "conf/app.yaml"],
    ["./conf", "conf"],
    ["web/a.html", "cmd/app/web/a.html"],
    ["/etc/tool/conf/app.yaml", "conf/app.yaml"],
    ["/srv/none", undefined],
    ["../conf/app.yaml", undefined],
    ["own/x", undefined],
    [".", undefined],
    [".git/HEAD", undefined],
  ])("the program asks for %s: %s", (path, source) => {
    expect(evidence().findSource(path)).toBe(source);
  });

  test("a directory with sources is no data", () => {
    expect(["conf", "cmd", "cmd/app/web", "conf/app.yaml"].map(evidence().isData)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe("directories of runs that were killed", () => {
  test("go, and those of others stay", () => {
    const mine = makeWorkspace();
    const other = join(tmpdir(), "goslim-verify-elsewhere_x-12-AAAAAA");
    const near = join(tmpdir(), "goslim-verify-mine");
    for (const path of [other, near]) mkdirSync(path, { recursive: true });
    removeStaleWorkspaces();
    expect([mine, other, near].map((path) => existsSync(path))).toEqual([true, true, true]);
    removeStaleWorkspaces((owner) => owner === "elsewhere_x:12");
    expect([mine, other, near].map((path) => existsSync(path))).toEqual([true, false, true]);
    for (const path of [mine, near]) run("rm", ["-r", path]);
  });
});
