import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { plan } from "../../../src/render/plan.ts";
import type { Answers } from "../../../src/core/questions/index.ts";
import { run } from "../../support/run.ts";
import { writeTree } from "../../support/tree.ts";

const probe = readFileSync(new URL("probe.go.txt", import.meta.url), "utf8");

/** A directory that lives as long as the running test file. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "goslim-image-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Renders a project and commits it, tagged v1.2.3; with the probe, if asked, in place of its program. */
export function makeProject(answers: Answers, { withProbe = false } = {}): string {
  const directory = scratchDirectory();
  writeTree(directory, plan(answers));
  if (withProbe) {
    writeFileSync(join(directory, "main.go"), probe);
    rmSync(join(directory, "main_test.go"));
  }
  const git = (...args: string[]): string =>
    run("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
      cwd: directory,
    });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "first");
  git("tag", "v1.2.3");
  return directory;
}
