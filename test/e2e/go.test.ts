// The rendered programs under the real Go.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECTS } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

/** Projects by what the go command reads of them: what is the same in two is compiled once. */
function programs(): readonly (readonly [string, string])[] {
  const byText = new Map<string, string[]>();
  for (const name of Object.keys(PROJECTS)) {
    const files = Object.entries(tree(join("snapshots/projects", name)));
    const text = JSON.stringify(files.filter(([path]) => /\.go$|^go\.(?:mod|sum)$/.test(path)));
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  return [...byText.values()].map((names) => [names.join(", "), names[0] ?? ""]);
}

describeWith(["go"], "rendered programs", () => {
  test.each(programs())("%s: formatted, vetted, tested, built", (_names, name) => {
    const cwd = temporaryDirectory();
    cpSync(join("snapshots/projects", name), cwd, { recursive: true });
    const env = { GOTOOLCHAIN: "auto", GOFLAGS: "" };
    expect(run("gofmt", ["-l", "."], { cwd, env })).toBe("");
    run("go", ["vet", "./..."], { cwd, env });
    run("go", ["test", "-race", "./..."], { cwd, env });
    run("go", ["build", "-ldflags=-X main.version=v1.2.3", "-o", "program", "."], { cwd, env });
    expect(run("./program", ["-version"], { cwd })).toBe("v1.2.3\n");
  });
});

describeWith(["make"], "Makefile", () => {
  test.each(Object.keys(PROJECTS))("%s: help lists every target", (name) => {
    const cwd = join("snapshots/projects", name);
    const help = run("make", ["--no-print-directory"], { cwd });
    for (const target of [
      "run",
      "test",
      "lint",
      "image",
      "image-all",
      "image-push",
      "dist",
      "size",
    ])
      expect(help).toMatch(new RegExp(`^make ${target}\\b`, "m"));
    // Every line that the help offers is a target.
    for (const [, target = ""] of help.matchAll(/^make (\S+)/gm))
      run("make", ["--dry-run", "--no-print-directory", target, "IMAGE=example.com/app"], { cwd });
  });

  test("asks the shell for nothing that cmd.exe lacks", () => {
    const cwd = temporaryDirectory(); // the shell of this machine may make a file called NUL
    cpSync("snapshots/projects/cli-every-system", cwd, { recursive: true });
    const recipes = run(
      "make",
      [
        "--dry-run",
        "--no-print-directory",
        "OS=Windows_NT",
        "SHELL=/bin/sh",
        "IMAGE=example.com/app",
        "dist",
        "image",
        "image-all",
        "image-push",
        "test",
        "lint",
      ],
      { cwd },
    );
    // No variable before a command, no substitution, no redirection, no chain: a program and its arguments.
    for (const line of recipes.replaceAll("\\\n", " ").trim().split("\n"))
      expect(line).toMatch(/^(?:go|docker|golangci-lint) [^;&|<>`$]*$/);
  });
});
