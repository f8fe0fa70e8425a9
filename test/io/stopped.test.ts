// A run that is stopped after any of its steps: every file is whole, and the next run ends what was begun.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type * as WriteModule from "../../src/io/write.ts";
import { goslimHere } from "../support/in-process.ts";
import type { Result } from "../support/run.ts";
import { temporaryDirectory, tree, writeTree } from "../support/tree.ts";

/** What the command's own call of `write` is given besides. */
const options = vi.hoisted<{ step: (what: string) => void; maker: number }>(() => ({
  step: () => {},
  maker: 0,
}));

vi.mock("../../src/io/write.ts", async (load) => {
  const actual = await load<typeof WriteModule>();
  const write: typeof WriteModule.write = (root, files) => actual.write(root, files, options);
  return { ...actual, write };
});

beforeEach(() => {
  options.step = () => {};
  options.maker = spawnSync(process.execPath, ["--version"]).pid; // of a process that has ended
});

// Hundreds of runs, of which none needs the go command, which is usually somewhere else.
const run = (argv: readonly string[], cwd: string): Promise<Result> =>
  goslimHere(argv, { cwd, env: { PATH: "/usr/bin:/bin" } });

interface Scenario {
  /** What is in the directory before. */
  readonly prepare: (cwd: string) => unknown;
  readonly argv: readonly string[];
  /** Files that are written, the record included, or removed. */
  readonly changes: number;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "a new project": { prepare: () => {}, argv: ["app", "--yes"], changes: 12 },
  "an update": {
    prepare: (cwd) => run(["app", "--yes"], cwd),
    argv: ["app", "--update", "--base=alpine", "--debug-symbols=split"],
    changes: 4,
  },
  "an update that adds and removes files": {
    prepare: (cwd) => run(["app", "--yes"], cwd),
    argv: ["app", "--update", "--updates=renovate", "--prune", "--base=busybox"],
    changes: 4,
  },
};

const isStaging = (path: string): boolean => path.startsWith("app/.goslim-staging-");

type Tree = Readonly<Record<string, string>>;

/** How many of the files that a run changes are as they are after it; the others are as they were before. */
function countChanged(now: Tree, before: Tree, after: Tree, at: string): number {
  const paths = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(now)]);
  let changed = 0;
  for (const path of [...paths].filter((one) => !isStaging(one))) {
    expect([at, path, [before[path], after[path]]]).toEqual([
      at,
      path,
      expect.arrayContaining([now[path]]),
    ]);
    if (before[path] !== after[path] && now[path] === after[path]) changed += 1;
  }
  return changed;
}

describe.each(Object.entries(SCENARIOS))("%s", (_name, { prepare, argv, changes }) => {
  async function begin(): Promise<{ readonly cwd: string; readonly before: Tree }> {
    const cwd = temporaryDirectory();
    await prepare(cwd);
    return { cwd, before: tree(cwd) };
  }

  async function expectRecovered(cwd: string, after: Tree, at: string): Promise<void> {
    const { status, stderr } = await run(argv, cwd);
    expect([at, status, stderr]).toEqual([at, 0, ""]);
    expect([at, tree(cwd)]).toEqual([at, after]);
    expect(readdirSync(join(cwd, "app")).filter((path) => isStaging(`app/${path}`))).toEqual([]);
  }

  test("killed after any step", async () => {
    const { cwd, before } = await begin();
    const copies: { readonly at: string; readonly directory: string }[] = [];
    options.step = (at) => {
      // What a kill at this moment leaves.
      const directory = temporaryDirectory();
      cpSync(cwd, directory, { recursive: true });
      copies.push({ at, directory });
    };
    expect((await run(argv, cwd)).status).toBe(0);
    options.step = () => {};
    const after = tree(cwd);

    const counts: number[] = [];
    let withStaging = 0;
    for (const { at, directory } of copies) {
      const now = tree(directory);
      if (Object.keys(now).some(isStaging)) withStaging += 1;
      counts.push(countChanged(now, before, after, at));
      await expectRecovered(directory, after, at);
    }
    // Every state between nothing and all occurred, and each left something to clear up.
    expect([...new Set(counts)]).toEqual(Array.from({ length: changes + 1 }, (_, count) => count));
    expect(withStaging).toBeGreaterThan(changes);
  });

  test("failed after any step", async () => {
    const { cwd: prepared, before } = await begin();
    const reference = temporaryDirectory();
    cpSync(prepared, reference, { recursive: true });
    await run(argv, reference);
    const after = tree(reference);
    const counts: number[] = [];
    for (let stop = 0; ; stop += 1) {
      const cwd = temporaryDirectory();
      cpSync(prepared, cwd, { recursive: true });
      let steps = 0;
      let stopped = "";
      options.step = (at) => {
        if (steps++ === stop) {
          stopped = at;
          throw new Error("no space left");
        }
      };
      const { status, stderr } = await run(argv, cwd);
      options.step = () => {};
      if (stopped === "") break;
      expect([stopped, status, stderr]).toEqual([
        stopped,
        1,
        expect.stringContaining("no space left"),
      ]);
      const now = tree(cwd);
      const count = countChanged(now, before, after, stopped);
      counts.push(count);
      expect(stderr).toContain(count === 0 ? "nothing was written" : "written before that: ");
      expect(Object.keys(now).filter(isStaging)).toEqual([]);
      if (count === 0) expect(existsSync(join(cwd, "app"))).toBe(Object.keys(before).length > 0);
      await expectRecovered(cwd, after, stopped);
    }
    expect([...new Set(counts)]).toEqual(Array.from({ length: changes + 1 }, (_, count) => count));
  });
});

describe("a directory that is swapped for a link in the middle of a run", () => {
  // Where a path cannot begin at an open directory, the moment between looking and renaming stays open.
  const isHeld = process.platform === "linux";

  test.each([
    ["app/.github", "workflows"],
    ["app/.github/workflows", ""],
  ])("%s is not followed after any step", async (swapped, inside) => {
    const refusals: string[] = [];
    let swaps = 0;
    for (let stop = 0, isOver = false; !isOver; stop += 1) {
      const cwd = temporaryDirectory();
      const outside = temporaryDirectory();
      if (inside) mkdirSync(join(outside, inside));
      // Prepared by another name, so that the directory is there from the first step on.
      writeTree(cwd, [{ path: `${swapped}/theirs`, text: "" }]);
      let steps = 0;
      isOver = true;
      options.step = (at) => {
        if (steps++ !== stop) return;
        isOver = false;
        if (!isHeld && at.startsWith("verified")) return;
        renameSync(join(cwd, swapped), join(cwd, "moved"));
        symlinkSync(outside, join(cwd, swapped));
        swaps += 1;
      };
      const { status, stderr } = await run(["app", "--yes", "--git"], cwd);
      options.step = () => {};
      expect([stop, tree(outside)]).toEqual([stop, {}]);
      if (status === 1) {
        refusals.push(stderr);
        expect(stderr).toMatch(/was replaced meanwhile|symbolic link|ELOOP|ENOTDIR/);
      }
    }
    expect(swaps).toBeGreaterThan(20);
    expect(refusals.length).toBeGreaterThan(10);
    // After everything was compared, too.
    expect(refusals.join("")).toContain("was replaced meanwhile");
  });
});
