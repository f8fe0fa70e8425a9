import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { goList } from "../../src/detect/go-list.ts";
import { initGit } from "../../src/io/git-init.ts";
import { readBlobs } from "../../src/io/git-objects.ts";
import { gitEnvironment } from "../../src/io/git.ts";
import { goEnvironment } from "../../src/io/go-command.ts";
import { findProgram, runProgram, safeEnvironment } from "../../src/io/program.ts";
import { readRepository } from "../../src/repository/repository.ts";
import { openTree } from "../../src/tree/disk.ts";
import { gitTracking } from "../../src/tree/git-disk.ts";
import { blobId } from "../../src/update/blob.ts";
import { mergeByGit } from "../../src/update/merge.ts";
import { describeWith } from "../support/require.ts";
import { attempt, run } from "../support/run.ts";
import { temporaryDirectory } from "../support/tree.ts";

const { env } = process;

/** A program that says that it was run. */
function plant(directory: string, name: string, marker: string): string {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, name);
  writeFileSync(file, `#!/bin/sh\necho "$0 $*" >>'${marker}'\nexit 1\n`);
  chmodSync(file, 0o755);
  return file;
}

describe("a program is looked for outside of the repository only", () => {
  let root: string;
  let outside: string;
  beforeEach(() => {
    root = temporaryDirectory();
    outside = temporaryDirectory();
    plant(join(outside, "bin"), "tool", join(root, "marker"));
  });
  const find = (...path: readonly string[]): string | undefined =>
    findProgram("tool", { environment: { PATH: path.join(delimiter) }, outside: [root] });

  test.each([
    ["the current directory", ""],
    ["a relative one", "bin"],
    ["one below the current directory", "./node_modules/.bin"],
  ])("%s is passed over", (_, entry) => {
    plant(join(root, "bin"), "tool", join(root, "marker"));
    expect(find(entry)).toBeUndefined();
    expect(find(entry, join(outside, "bin"))).toBe(join(outside, "bin", "tool"));
  });

  test("what lies in the repository, also behind a link", () => {
    plant(join(root, "bin"), "tool", join(root, "marker"));
    run("ln", ["-s", join(root, "bin"), join(outside, "link")]);
    run("ln", ["-s", root, join(outside, "root")]);
    run("sh", ["-c", `mkdir '${outside}/b' && ln -s '${root}/bin/tool' '${outside}/b/tool'`]);
    for (const entry of ["link", "root/bin", "b"])
      expect(find(join(outside, entry))).toBeUndefined();
    expect(find(join(root, "bin"))).toBeUndefined();
    expect(find(`${root}/../${root.split("/").at(-1)}/bin`)).toBeUndefined();
  });

  test("what npm puts in front", () => {
    for (const end of ["", "/"]) {
      plant(join(outside, "node_modules/.bin"), "tool", join(root, "marker"));
      expect(find(`${outside}/node_modules/.bin${end}`)).toBeUndefined();
    }
  });

  test("what cannot be run", () => {
    chmodSync(join(outside, "bin/tool"), 0o644);
    mkdirSync(join(outside, "directory/tool"), { recursive: true });
    expect(find(join(outside, "bin"), join(outside, "directory"))).toBeUndefined();
  });

  test("programs that are started by it get the same PATH", () => {
    const path = ["", "bin", join(root, "bin"), join(outside, "bin")].join(delimiter);
    const { PATH } = safeEnvironment({ environment: { PATH: path }, outside: [root] });
    expect(PATH).toBe(join(outside, "bin"));
  });
});

describe("a program that does not end", () => {
  const options = { cwd: "/", env: { PATH: env["PATH"] }, maxBuffer: 1 << 20 };

  test("is killed with all that it started, also if it ignores the signal", () => {
    const marker = join(temporaryDirectory(), "pid");
    const script = `trap '' TERM INT; (trap '' TERM; echo $$ >'${marker}'; sleep 60) & sleep 60; sleep 60`;
    const started = performance.now();
    const result = runProgram("/bin/sh", ["-c", script], { ...options, timeout: 500 });
    expect(result.status).toBeUndefined();
    expect(result.failure).toMatch(/ETIMEDOUT/);
    expect(performance.now() - started).toBeLessThan(10_000);
    const group = readFileSync(marker, "utf8").trim();
    const alive = attempt("sh", ["-c", `ps -o stat= -g ${group} | grep -v Z`]);
    expect(alive.stdout).toBe("");
  });

  test("or never stops to write", () => {
    const result = runProgram("/bin/sh", ["-c", "yes"], { ...options, timeout: 20_000 });
    expect(result.status).toBeUndefined();
    expect(result.stdout.length).toBeLessThanOrEqual(2 << 20);
  });

  test("one that is not there has no status", () => {
    expect(runProgram("/nonexistent", [], { ...options, timeout: 1000 }).status).toBeUndefined();
  });
});

describeWith(["git"], "a repository whose configuration starts programs", () => {
  let root: string;
  let marker: string;
  const text = "one\ntwo\n";
  const hostile = (): { readonly environment: NodeJS.ProcessEnv; readonly outside: string[] } => ({
    environment: { ...env, PATH: `${root}/node_modules/.bin:${root}/bin:.:${env["PATH"]}` },
    outside: [root],
  });
  const ran = (): string => (existsSync(marker) ? readFileSync(marker, "utf8") : "");

  beforeEach(() => {
    root = temporaryDirectory();
    marker = join(temporaryDirectory(), "EXECUTED");
    run("git", ["init", "--quiet"], { cwd: root });
    writeFileSync(join(root, "a.txt"), text);
    writeFileSync(join(root, ".gitignore"), "*.log\n");
    run("git", ["add", "."], { cwd: root });
    run("git", ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"], { cwd: root });
    const script = plant(join(root, "scripts"), "run", marker);
    for (const name of ["git", "go", "ssh", "npm", "node", "gcc"])
      for (const directory of ["node_modules/.bin", "bin", "."])
        plant(join(root, directory), name, marker);
    for (const name of [
      "post-checkout",
      "post-index-change",
      "pre-commit",
      "reference-transaction",
    ])
      plant(join(root, ".git/hooks"), name, marker);
    writeFileSync(join(root, ".gitattributes"), "* filter=f diff=d merge=m\n");
    writeFileSync(join(root, ".git/evil"), `[core]\n\tfsmonitor = ${script}\n`);
    writeFileSync(join(root, ".git/config"), configuration(script, root));
  });

  test("does so for plain git", () => {
    attempt("git", ["status"], { cwd: root });
    expect(ran()).toContain("scripts/run");
  });

  test("does not for plain git in the environment that is made here", () => {
    const environment = gitEnvironment({ environment: env, outside: [root] });
    writeFileSync(join(root, ".gitattributes"), "");
    for (const args of [
      ["status"],
      ["ls-files", "--others", "--ignored", "--exclude-standard"],
      ["check-ignore", "a.log"],
      ["log", "-p"],
      ["diff", "HEAD"],
      ["fetch"],
      ["fetch", "ext"],
      ["cat-file", "-p", "1".repeat(40)],
      ["commit", "--allow-empty"],
    ])
      attempt("git", args, { cwd: root, env: withoutAll(environment) });
    expect(ran()).toBe("");
  });

  test("reading blobs", () => {
    const known = blobId(Buffer.from(text));
    const found = readBlobs(root, ["1".repeat(40), known], hostile().environment);
    expect([...found].map(([id, bytes]) => [id, bytes.toString()])).toEqual([[known, text]]);
    expect(ran()).toBe("");
  });

  test("merging", () => {
    const merged = mergeByGit(hostile(), "mine\ntwo\n", text, "one\nnew\nmore\n");
    expect(merged?.conflicts).toBe(true);
    expect(ran()).toBe("");
  });

  test("asking what is tracked", () => {
    expect(gitTracking(root)?.standing("a.log", false).state).toBe("ignored");
    expect(ran()).toBe("");
  });

  test("making a repository", () => {
    rmSync(join(root, ".git"), { recursive: true });
    const environment = { ...hostile().environment, GIT_DIR: join(root, "elsewhere") };
    expect(initGit(root, environment)).toBe("");
    expect(existsSync(join(root, ".git/HEAD"))).toBe(true);
    expect(ran()).toBe("");
  });
});

describeWith(["go"], "a module that would have the go command start programs or write", () => {
  test("is only read", () => {
    const root = temporaryDirectory();
    const marker = join(root, "EXECUTED");
    const script = plant(join(root, "bin"), "run", marker);
    for (const name of ["go", "git", "gcc", "ssh"])
      plant(join(root, "node_modules/.bin"), name, marker);
    // A dependency that is not there, of a host that is called by version control only.
    const mod =
      "module example.com/h\n\ngo 1.25\n\ntoolchain go1.99.0\n\nrequire private.invalid/x.git v1.0.0\n";
    writeFileSync(join(root, "go.mod"), mod);
    writeFileSync(
      join(root, "main.go"),
      'package main\n\nimport "C"\nimport _ "private.invalid/x.git"\n\n// #cgo pkg-config: x\nfunc main() {}\n',
    );
    writeFileSync(
      join(root, "goenv"),
      `GOFLAGS=-mod=mod -toolexec=${script}\nGOPRIVATE=*\nCC=${script}\nGOVCS=*:all\n`,
    );
    writeFileSync(join(root, "go.work"), "garbage\n");
    const repository = readRepository(openTree(root), ".");
    const environment = {
      ...env,
      PATH: `${root}/node_modules/.bin:${root}/bin:${env["PATH"]}`,
      GOENV: join(root, "goenv"),
      GOFLAGS: `-toolexec=${script}`,
      GOCACHEPROG: script,
      CC: script,
      PKG_CONFIG: script,
      GOPACKAGESDRIVER: script,
    };
    if (!repository) throw new Error("nothing was read");
    expect(goList(repository, repository.mains, [], environment)).toBeUndefined();
    expect(existsSync(marker)).toBe(false);
    expect(readFileSync(join(root, "go.mod"), "utf8")).toBe(mod);
  });

  test("the caches stay where the user has moved them to", () => {
    const file = join(temporaryDirectory(), "env");
    writeFileSync(file, "GOMODCACHE=/somewhere/mod\nGOFLAGS=-mod=mod\nGOPATH=/somewhere\n");
    const view = { workspace: "off", vendor: false };
    const source = { environment: { GOENV: file, GOPATH: "/nearer" }, outside: [] };
    expect(goEnvironment(source, view)).toMatchObject({
      GOMODCACHE: "/somewhere/mod",
      GOPATH: "/nearer",
      GOFLAGS: "-mod=readonly -buildvcs=false",
      GOENV: "off",
    });
  });
});

/** Every setting that names a program; see gitEnvironment. */
function configuration(script: string, root: string): string {
  return `[core]
	repositoryformatversion = 1
	fsmonitor = ${script}
	hooksPath = ${root}/.git/hooks
	pager = ${script}
	editor = ${script}
	askPass = ${script}
	sshCommand = ${script}
	gitProxy = ${script}
	alternateRefsCommand = ${script}
[extensions]
	partialClone = origin
[remote "origin"]
	url = ssh://host.invalid/x
	promisor = true
	fetch = +refs/heads/*:refs/remotes/origin/*
	uploadpack = ${script}
[remote "ext"]
	url = ext::${script}
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[filter "f"]
	clean = ${script}
	smudge = ${script}
	process = ${script}
	required = true
[diff]
	external = ${script}
[diff "d"]
	command = ${script}
	textconv = ${script}
[merge]
	conflictStyle = zdiff3
[merge "m"]
	driver = ${script}
[credential]
	helper = ${script}
[gpg]
	program = ${script}
[commit]
	gpgSign = true
[sequence]
	editor = ${script}
[alias]
	cat-file = !${script}
	merge-file = !${script}
	init = !${script}
[pager]
	cat-file = ${script}
	status = ${script}
[include]
	path = evil
[uploadpack]
	packObjectsHook = ${script}
[interactive]
	diffFilter = ${script}
`;
}

/** Variables of this process that the environment leaves out are taken away, which the helper would add. */
function withoutAll(
  environment: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const inherited = Object.keys(env).map((name) => [name, undefined] as const);
  return { ...Object.fromEntries(inherited), ...environment };
}
