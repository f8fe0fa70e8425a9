// A checkout in which nothing was built: what npm makes of it must hold a program.
import { existsSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { temporaryDirectory } from "../support/tree.ts";

/** A clone of what is committed, with the packages of this one. */
function clone(): string {
  const cwd = join(temporaryDirectory(), "clone");
  run("git", ["clone", "--quiet", "--no-hardlinks", resolve("."), cwd]);
  symlinkSync(resolve("node_modules"), join(cwd, "node_modules"));
  return cwd;
}

describeWith(["git"], "a fresh clone", () => {
  test.skipIf(!existsSync(".git"))("is packed with its program, which works", () => {
    const cwd = clone();
    const [packed] = JSON.parse(run("npm", ["pack", "--json", "--silent"], { cwd })) as [
      { filename: string; size: number; files: { path: string }[] },
    ];
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(["dist/cli.js", "dist/index.js", "dist/answers.schema.json"]),
    );
    expect(packed.size).toBeLessThan(245_000);
    expect(statSync(join(cwd, packed.filename)).size).toBe(packed.size);
    run("tar", ["-xzf", packed.filename], { cwd });
    expect(run(process.execPath, ["package/dist/cli.js", "--version"], { cwd })).toMatch(/^\d/);
  });

  test.skipIf(!existsSync(".git"))("is built by an install, once", () => {
    const cwd = clone();
    // What npm runs when somebody installs a git URL.
    run("npm", ["run", "prepare"], { cwd });
    const built = join(cwd, "dist/cli.js");
    expect(run(process.execPath, [built, "--version"])).toMatch(/^\d/);
    utimesSync(built, 1, 1);
    run("npm", ["run", "prepare"], { cwd });
    expect(statSync(built).mtimeMs).toBe(1000);
  });
});
