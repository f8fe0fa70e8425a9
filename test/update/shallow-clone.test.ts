// What git says of branches and tags is not in every checkout: the record keeps it.
import { join } from "node:path";
import { expect, test } from "vitest";
import { goslimHere } from "../support/in-process.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { temporaryDirectory, writeTree } from "../support/tree.ts";

const MAIN = "package main\n\nfunc main() {}\n";

describeWith(["git"], "a checkout as CI has it", () => {
  test("is as up to date as the repository that it comes from", async () => {
    const root = join(temporaryDirectory(), "app");
    const git = (...args: readonly string[]): string =>
      run("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: root });
    writeTree(root, [
      { path: "go.mod", text: "module example.com/app\n\ngo 1.26.0\n" },
      { path: "main.go", text: MAIN },
      { path: ".gitignore", text: "dist/\n" },
    ]);
    git("init", "--quiet", "--initial-branch=trunk");
    git("add", ".");
    git("commit", "--quiet", "--message=x");
    git("tag", "release-1.2.3");
    expect((await goslimHere([".", "--yes"], { cwd: root })).status).toBe(0);
    git("add", ".");
    git("commit", "--quiet", "--message=y");

    // A commit alone, without branch or tag, as actions/checkout fetches it.
    const clone = join(temporaryDirectory(), "app");
    run("git", ["clone", "--quiet", "--depth=1", "--no-tags", `file://${root}`, clone]);
    for (const args of [
      ["checkout", "--quiet", "--detach"],
      ["branch", "--quiet", "--delete", "--force", "trunk"],
      ["update-ref", "-d", "refs/remotes/origin/trunk"],
      ["symbolic-ref", "--delete", "refs/remotes/origin/HEAD"],
    ])
      run("git", args, { cwd: clone });
    const { status, stdout } = await goslimHere(["--check"], { cwd: clone });
    expect([stdout, status]).toEqual(["up to date\n", 0]);
    expect((await goslimHere(["--check"], { cwd: root })).status).toBe(0);
  });
});
