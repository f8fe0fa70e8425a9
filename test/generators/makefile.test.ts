// What git and the environment say reaches a shell by way of the Makefile.
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plan } from "../../src/render/plan.ts";
import { answersWith } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { attempt, run } from "../support/run.ts";
import { writeTree } from "../support/tree.ts";

describeWith(["make", "git"], "a Makefile in a repository", () => {
  // One for all: a tag is there only while its test runs.
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "goslim-make-")));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  beforeAll(() => {
    writeTree(cwd, plan(answersWith()));
    const git = (...args: readonly string[]): string =>
      run("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd });
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "x");
  });
  const withTag = (tag: string, body: () => void): void => {
    run("git", ["tag", tag], { cwd });
    try {
      body();
    } finally {
      run("git", ["tag", "--delete", tag], { cwd });
    }
  };

  test.each(["v1.0.0", "release/v1.0.0+build_1", "2026-11-25"])("takes the tag %s", (tag) => {
    withTag(tag, () =>
      expect(run("make", ["--no-print-directory"], { cwd })).toContain(`\napp ${tag}\n`),
    );
  });

  test.each([..."!\"#$%&'(),;<=>@]`{|}"].map((character) => [character]))(
    "takes no tag with %s",
    (character) => {
      withTag(`v1.0.0${character}id>ran`, () => {
        const { status, stderr } = attempt("make", [], { cwd });
        expect([status, stderr]).toEqual([
          2,
          expect.stringContaining("VERSION is no plain word, say another: make VERSION=v1.2.3"),
        ]);
        expect(existsSync(join(cwd, "ran"))).toBe(false);
        expect(attempt("make", ["VERSION=v1"], { cwd }).status).toBe(0);
      });
    },
  );

  test.each(["$(shell touch ran)", "$(touch ran)", "`touch ran`", "a b", "a\\b", "a;touch ran"])(
    "takes no version %j of the environment",
    (version) => {
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
