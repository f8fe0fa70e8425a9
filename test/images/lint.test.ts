// All that snapshots show, under the linters that their readers use.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { GENERATORS } from "../../generators/index.ts";
import { PROJECTS } from "../support/cases.ts";
import { casesOf } from "../support/generator-cases.ts";
import { describeWith } from "../support/require.ts";
import { attempt, run } from "../support/run.ts";
import { filesBelow, writeTree } from "../support/tree.ts";
import { scratchDirectory } from "./support/project.ts";

const ROOT = "snapshots";
// The cases of each generator, which snapshots keep as differences.
const CASES = mkdtempSync(join(tmpdir(), "goslim-lint-"));
afterAll(() => rmSync(CASES, { recursive: true }));
for (const generator of GENERATORS)
  for (const [index, { files }] of casesOf(generator).entries())
    writeTree(
      join(CASES, generator.id, String(index)),
      [...files].map(([path, text]) => ({ path, text })),
    );
const named = (pattern: RegExp): string[] =>
  [ROOT, CASES].flatMap((root) =>
    filesBelow(root)
      .filter((path) => pattern.test(path))
      .map((path) => join(root, path)),
  );
const dockerfiles = named(/\/Dockerfile(?:\.goslim)?$/);
const workflows = named(/\/workflows\/[^/]+\.yml$/);
const makefiles = named(/\/Makefile(?:\.goslim)?$/);

function clean(command: string, args: readonly string[]): void {
  const { status, stdout, stderr } = attempt(command, args);
  expect({
    status,
    stdout: status === 0 ? "" : stdout,
    stderr: status === 0 ? "" : stderr,
  }).toEqual({ status: 0, stdout: "", stderr: "" });
}

describeWith(["hadolint"], "hadolint", () => {
  test("finds nothing, at any level", () =>
    clean("hadolint", ["--failure-threshold", "style", ...dockerfiles]));
});

// Any image: of the base only the configuration is looked at.
const WITHOUT_NODE = ["node:24-trixie-slim", "oven/bun:1-slim"].map(
  (image) => `--build-context=${image}=docker-image://golang:1.27-trixie`,
);

describeWith(["docker"], "build checks", () => {
  test.each(dockerfiles)("%s", (path) =>
    clean("docker", [
      "buildx",
      "build",
      "--check",
      ...WITHOUT_NODE,
      "--file",
      path,
      join(ROOT, "projects/service-default"),
    ]),
  );
});

describeWith(["actionlint", "shellcheck"], "actionlint, with shellcheck", () => {
  test("finds nothing", () => clean("actionlint", workflows));
});

describeWith(["zizmor"], "zizmor", () => {
  test("finds nothing, pedantically", () =>
    clean("zizmor", [
      "--offline",
      "--pedantic",
      "--no-progress",
      "--quiet",
      ...workflows,
      ...named(/dependabot\.yml$/),
    ]));
});

describeWith(["mbake"], "mbake", () => {
  test("finds the Makefiles valid and well formed", () => {
    for (const path of makefiles) clean("mbake", ["validate", path]);
  });
});

describeWith(["check-jsonschema"], "check-jsonschema", () => {
  test("workflows", () =>
    clean("check-jsonschema", ["--builtin-schema", "vendor.github-workflows", ...workflows]));
  test("Dependabot", () =>
    clean("check-jsonschema", [
      "--builtin-schema",
      "vendor.dependabot",
      ...named(/dependabot\.yml$/),
    ]));
  test("Renovate", () =>
    clean("check-jsonschema", [
      "--builtin-schema",
      "vendor.renovate",
      ...named(/renovate\.json$/),
    ]));
});

describeWith(["go", "golangci-lint"], "golangci-lint, as rendered", () => {
  test.each(Object.keys(PROJECTS))("%s", (name) => {
    // Away from this repository: a linter may look for configuration above the module.
    const directory = scratchDirectory();
    cpSync(join(ROOT, "projects", name), directory, { recursive: true });
    const { status, stdout } = attempt("golangci-lint", ["run"], {
      cwd: directory,
      env: { GOTOOLCHAIN: "auto" },
    });
    expect(stdout).toBe("0 issues.\n");
    expect(status).toBe(0);
    expect(run("gofmt", ["-l", "."], { cwd: directory })).toBe("");
  });
});

test("there is something to lint", () => {
  for (const list of [dockerfiles, workflows, makefiles])
    expect(list.map((path) => dirname(path)).length).toBeGreaterThan(5);
});
