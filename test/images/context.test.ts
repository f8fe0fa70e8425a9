// What .dockerignore lets through.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { answersWith } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { filesBelow } from "../support/tree.ts";
import { makeProject, scratchDirectory } from "./support/project.ts";

const KEPT = [
  "LICENSE",
  "bin/tool.go",
  "dist.txt",
  "docs/guide.md",
  "internal/dist/dist.go",
  "static/.well-known/x",
  "testdata/in.txt",
  "vendor/modules.txt",
  "web/Makefile",
];
const DROPPED = [
  ".env",
  ".env.local",
  "a/.env",
  "a/b/.env.production",
  "dist/linux/amd64/app",
  "internal/x_test.go",
  ".github/x",
];

describeWith(["docker", "git"], "build context", () => {
  test("holds what go:embed may need, and neither secrets, nor history, nor tests", () => {
    const project = makeProject(answersWith());
    for (const path of [...KEPT, ...DROPPED]) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), "x");
    }
    const root = scratchDirectory();
    run(
      "docker",
      ["buildx", "build", "--file", "-", "--output", `type=local,dest=${root}`, project],
      { input: "FROM scratch\nCOPY . /\n" },
    );
    expect(filesBelow(root)).toEqual(
      [...KEPT, ".gitignore", ".golangci.yml", "README.md", "go.mod", "main.go"].toSorted(),
    );
  });
});
