// What git and the environment say reaches a shell by way of the Makefile.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { plan } from "../../src/render/plan.ts";
import { answersWith } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { attempt, run } from "../support/run.ts";
import { temporaryDirectory, writeTree } from "../support/tree.ts";

describeWith(["make", "git"], "a Makefile in a repository", () => {
  const inRepository = (): string => {
    const directory = temporaryDirectory();
    writeTree(directory, plan(answersWith()));
    const git = (...args: readonly string[]): string =>
      run("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: directory });
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "x");
    return directory;
  };

  test.each(["v1.0.0", "release/v1.0.0+build_1", "2026-11-25"])("takes the tag %s", (tag) => {
    const cwd = inRepository();
    run("git", ["tag", tag], { cwd });
    expect(run("make", ["--no-print-directory"], { cwd })).toContain(`\napp ${tag}\n`);
  });

  test.each([..."!\"#$%&'(),;<=>@]`{|}"].map((character) => [character]))(
    "takes no tag with %s",
    (character) => {
      const cwd = inRepository();
      run("git", ["tag", `v1.0.0${character}id>ran`], { cwd });
      const { status, stderr } = attempt("make", [], { cwd });
      expect([status, stderr]).toEqual([
        2,
        expect.stringContaining("VERSION is no plain word, say another: make VERSION=v1.2.3"),
      ]);
      expect(existsSync(join(cwd, "ran"))).toBe(false);
      expect(attempt("make", ["VERSION=v1"], { cwd }).status).toBe(0);
    },
  );

  test.each(["$(shell touch ran)", "$(touch ran)", "`touch ran`", "a b", "a\\b", "a;touch ran"])(
    "takes no version %j of the environment",
    (version) => {
      const cwd = inRepository();
      for (const name of ["VERSION", "REVISION"]) {
        const { status, stderr } = attempt("make", ["test", "--dry-run"], {
          cwd,
          env: { [name]: version },
        });
        expect([status, stderr]).toEqual([2, expect.stringContaining(`${name} is no plain word`)]);
      }
      expect(existsSync(join(cwd, "ran"))).toBe(false);
    },
  );
});
