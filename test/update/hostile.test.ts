// What a repository or the disk above it must not be able to do through a run: have files written elsewhere, read from
// elsewhere, or a project left that cannot be run again.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { blobId } from "../../src/update/blob.ts";
import { gitMerge, mergeByGit } from "../../src/update/merge.ts";
import { goslimHere } from "../support/in-process.ts";
import { filesBelow, temporaryDirectory, writeTree } from "../support/tree.ts";

const GO_MOD = { path: "go.mod", text: "module example.com/app\n\ngo 1.27\n" };
const MAIN = { path: "main.go", text: "package main\n\nfunc main() {}\n" };

/** A git repository, as far as the tool reads one. */
function repository(...files: readonly { readonly path: string; readonly text: string }[]): string {
  const cwd = join(temporaryDirectory(), "app");
  writeTree(cwd, [{ path: ".git/HEAD", text: "ref: refs/heads/main\n" }, ...files]);
  return cwd;
}

describe("without a git repository, nothing above the target counts", () => {
  test("a new program below somebody's module writes into its own directory", async () => {
    const above = temporaryDirectory();
    writeTree(above, [{ path: "go.mod", text: "module x\n" }]);
    const cwd = join(above, "projects");
    mkdirSync(cwd);
    expect((await goslimHere(["my-app", "--yes"], { cwd })).status).toBe(0);
    expect(filesBelow(above).filter((path) => !path.startsWith("projects/my-app/"))).toEqual([
      "go.mod",
    ]);
    expect((await goslimHere(["my-app", "--check"], { cwd })).stdout).toBe("up to date\n");
  });

  test("somebody's go.work is neither written beside nor built with, and that is said", async () => {
    const above = temporaryDirectory();
    writeTree(above, [
      { path: "go.work", text: "go 1.27\n\nuse ./u/app\nuse ./evil\n" },
      { path: "evil/go.mod", text: "module evil\n" },
      { path: `u/app/${GO_MOD.path}`, text: GO_MOD.text },
      { path: `u/app/${MAIN.path}`, text: MAIN.text },
    ]);
    const cwd = join(above, "u/app");
    const { status, stdout } = await goslimHere([".", "--yes"], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain("go.work above is not used");
    expect(filesBelow(above).filter((path) => !path.startsWith("u/app/"))).toEqual([
      "evil/go.mod",
      "go.work",
    ]);
    expect(readFileSync(join(cwd, "Dockerfile"), "utf8")).not.toContain("evil");
  });

  test("a package of a module above is refused with the way out", async () => {
    const above = temporaryDirectory();
    writeTree(above, [GO_MOD, { path: "cmd/tool/main.go", text: MAIN.text }]);
    const { status, stderr } = await goslimHere(["cmd/tool", "--yes"], { cwd: above });
    expect(status).toBe(1);
    expect(stderr).toContain(`git init ${above}`);
    expect(filesBelow(above)).toEqual(["cmd/tool/main.go", "go.mod"]);
  });
});

test.each([
  [["--dockerfile=main.go"], "--dockerfile"],
  [["--dockerfile=go.mod"], "--dockerfile"],
  [["--makefile=README.md"], "--makefile"],
  [["--dockerfile=renovate.json", "--updates=renovate"], "--dockerfile"],
  [["--makefile=DOCKERFILE"], "--makefile"],
])("two files of one name are refused: %s", async (flags, flag) => {
  const cwd = temporaryDirectory();
  const { status, stderr } = await goslimHere(["app", "--yes", ...flags], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain(`error ${flag}: `);
  expect(existsSync(join(cwd, "app"))).toBe(false);
});

test("a record cannot have the program's own files replaced or removed", async () => {
  const cwd = repository(GO_MOD, MAIN);
  const record = (answers: object, path: string, text: string): void =>
    writeFileSync(
      join(cwd, ".goslim.json"),
      JSON.stringify({ schema: 1, version: "0.2.0", answers, files: { [path]: blobId(text) } }),
    );
  record({ dockerfile: "go.mod" }, "go.mod", GO_MOD.text);
  expect((await goslimHere(["--update"], { cwd })).status).toBe(1);
  record({}, "main.go", MAIN.text);
  expect((await goslimHere(["--update", "--prune"], { cwd })).stderr).toContain(
    'names a file of the program as rendered, "main.go"',
  );
  record({ dockerfile: "go.mod" }, "Makefile", "");
  expect((await goslimHere(["--update"], { cwd })).status).toBe(2);
  expect(readFileSync(join(cwd, "go.mod"), "utf8")).toBe(GO_MOD.text);
  expect(readFileSync(join(cwd, "main.go"), "utf8")).toBe(MAIN.text);
});

test("a preset that a record names is no link out of the repository", async () => {
  const outside = temporaryDirectory();
  writeTree(outside, [
    { path: "preset.json", text: '{"image":"from-outside"}' },
    { path: "templates/Makefile", text: "TEXT FROM OUTSIDE\n" },
  ]);
  const cwd = repository(GO_MOD, MAIN, {
    path: ".goslim.json",
    text: '{"schema":1,"version":"0.2.0","preset":"./link","answers":{},"files":{}}',
  });
  symlinkSync(outside, join(cwd, "link"));
  expect(await goslimHere(["--update"], { cwd })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('"./link", which lies outside of the repository'),
  });
  expect(existsSync(join(cwd, "Makefile"))).toBe(false);
});

describe("what was answered counts when new answers are judged", () => {
  const tool = (name: string): { path: string; text: string } => ({
    path: `cmd/${name}/main.go`,
    text: MAIN.text,
  });
  const dist = { path: "go.mod", text: "module github.com/acme/dist\n\ngo 1.27\n" };
  test.each<readonly [string, readonly { path: string; text: string }[], string[], string[]]>([
    [
      "a name that only one image for all allows",
      [GO_MOD, tool("MyTool"), tool("other")],
      ["--main=./cmd/MyTool", "--main=./cmd/other", "--images=one"],
      [],
    ],
    ["a name in place of one that cannot be", [dist, MAIN], ["--name=app"], []],
    ["an init of the base", [], ["--base=busybox"], ["--init=busybox"]],
    ["a port of the kind", [GO_MOD, MAIN], ["--kind=service", "--port=9000"], ["--port=9001"]],
    ["a base of the linking", [GO_MOD, MAIN], ["--cgo=dynamic"], ["--base=distroless-cc"]],
    ["a health check that was not wanted", [], ["--no-healthcheck"], ["--healthcheck"]],
  ])("%s", async (_, files, first, then) => {
    const cwd = repository(...files);
    const told = await goslimHere([".", "--yes", ...first], { cwd });
    expect(told).toMatchObject({ status: 0, stderr: "" });
    expect(await goslimHere([".", "--update"], { cwd })).toMatchObject({ status: 0, stderr: "" });
    const changed = await goslimHere([".", "--update", ...then], { cwd });
    expect(changed).toMatchObject({ status: 0, stderr: "" });
    expect((await goslimHere(["--check"], { cwd })).stdout).toBe("up to date\n");
  });

  test("and what a preset answers", async () => {
    const cwd = repository(GO_MOD, {
      path: "main.go",
      text: 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    });
    writeFileSync(join(cwd, "team.json"), '{"base":"busybox"}');
    const args = [".", "--yes", "--preset=team.json", "--init=busybox"];
    expect(await goslimHere(args, { cwd })).toMatchObject({ status: 0, stderr: "" });
  });
});

test("a new program beside a front end keeps its answers", async () => {
  const cwd = repository({
    path: "web/Dockerfile",
    text: 'FROM node:24\nEXPOSE 3333\nENV NODE_ENV=production\nCMD ["node", "server.js"]\n',
  });
  expect((await goslimHere([".", "--yes", "--port=9090"], { cwd })).status).toBe(0);
  expect((await goslimHere(["--check"], { cwd })).stdout).toBe("up to date\n");
  expect((await goslimHere(["--update"], { cwd })).stdout).not.toMatch(/^ +update /m);
  expect(readFileSync(join(cwd, "Dockerfile"), "utf8")).toContain("EXPOSE 9090\n");
});

test("without a place for temporary files, texts are merged all the same", () => {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = "/nonexistent";
  try {
    const git = { environment: process.env, outside: [] };
    expect(mergeByGit(git, "a\n", "a\n", "b\n")).toBeUndefined();
    expect(gitMerge(git)("a\nx\ny\n", "a\nx\n", "b\nx\n")).toMatchObject({ conflicts: false });
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
});
