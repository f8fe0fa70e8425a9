// The same sources give the same image, wherever they were compiled.
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answersWith } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { buildImage, imageDigest } from "./support/docker.ts";
import { makeProject, scratchDirectory } from "./support/project.ts";

const PUSHED = ["--platform", "linux/amd64,linux/arm64", "--build-arg", "VERSION=v1.2.3"];

/** The Go that the builder image holds, so that the host compiles with the same. */
function builderToolchain(project: string): string {
  const root = scratchDirectory();
  run("docker", [
    "buildx",
    "build",
    "--target",
    "binaries",
    "--platform",
    "linux/amd64",
    "--output",
    `type=local,dest=${root}`,
    project,
  ]);
  return (
    /go\d+\.\d+(?:\.\d+)?/.exec(run("go", ["version", join(root, "linux/amd64/app")]))?.[0] ?? ""
  );
}

describeWith(["docker", "git", "go", "make"], "reproducible", () => {
  test.each(["strip", "split", "keep"])(
    "%s: two builds, and one from binaries built outside, have one digest",
    (debugSymbols) => {
      const project = makeProject(answersWith({ debugSymbols }));
      const digest = imageDigest(project, PUSHED);
      expect(imageDigest(project, [...PUSHED, "--no-cache"])).toBe(digest);

      run("make", ["dist"], { cwd: project, env: { GOTOOLCHAIN: builderToolchain(project) } });
      const outside = ["--build-context", `binaries=${join(project, "dist")}`];
      expect(imageDigest(project, [...PUSHED, ...outside])).toBe(digest);

      // Other binaries, another image: the context is really used.
      appendFileSync(join(project, "dist/linux/amd64/app"), "x");
      expect(imageDigest(project, [...PUSHED, ...outside])).not.toBe(digest);
    },
  );

  test("the sources and what lies beside them leave no trace", () => {
    const project = makeProject(answersWith());
    const token = `goslim-secret-${process.pid}`;
    writeFileSync(join(project, ".env"), `TOKEN=${token}\n`);
    mkdirSync(join(project, "config"));
    writeFileSync(join(project, "config", ".env.local"), `TOKEN=${token}\n`);
    writeFileSync(join(project, "notes.txt"), `${token}\n`);
    const tag = buildImage(project);
    expect(
      run("docker", ["history", "--no-trunc", "--format", "{{.CreatedBy}}", tag]),
    ).not.toContain(token);
    run("sh", [
      "-c",
      `docker save '${tag}' | tar -x -C '${scratchDirectory()}' && ! docker save '${tag}' | tar -xO | grep -aq '${token}'`,
    ]);
  });
});

describeWith(["docker", "git", "go"], "building again", () => {
  test("a dependency added later needs no new Dockerfile, and pruned cache mounts no clean build", () => {
    const project = makeProject(answersWith({ kind: "cli" }));
    buildImage(project);
    expect(existsSync(join(project, "go.sum"))).toBe(false);
    writeFileSync(
      join(project, "quote.go"),
      'package main\n\nimport _ "golang.org/x/text/language"\n',
    );
    run("go", ["mod", "tidy"], { cwd: project, env: { GOTOOLCHAIN: "auto" } });
    expect(existsSync(join(project, "go.sum"))).toBe(true);
    buildImage(project);
    run("docker", ["buildx", "prune", "--force", "--filter", "type=exec.cachemount"]);
    appendFileSync(join(project, "quote.go"), "\n// changed\n");
    buildImage(project);
  });
});
