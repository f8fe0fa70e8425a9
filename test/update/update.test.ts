// The command itself, in repositories of git's: what was rendered before, by this version or an older one, edited by hand.
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { blobId } from "../../src/update/blob.ts";
import { parseRecord } from "../../src/update/record.ts";
import { PROJECTS } from "../support/cases.ts";
import { RELEASES } from "../support/releases.ts";
import { describeWith } from "../support/require.ts";
import { goslimHere } from "../support/in-process.ts";
import { goslim, run } from "../support/run.ts";
import { temporaryDirectory, tree, writeTree } from "../support/tree.ts";

const MANAGED = [
  "Dockerfile",
  "Makefile",
  ".dockerignore",
  ".github/workflows/ci.yml",
  ".github/dependabot.yml",
];

const git = (cwd: string, ...args: string[]): string =>
  run("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd });

function commit(cwd: string): void {
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--allow-empty", "--message", "step");
}

/** A committed project as the tool writes it. */
async function project(...flags: string[]): Promise<string> {
  const cwd = join(temporaryDirectory(), "app");
  expect((await goslimHere([cwd, "--yes", "--git", ...flags])).stderr).toBe("");
  commit(cwd);
  return cwd;
}

/** The files of a work tree. */
const files = (cwd: string): object =>
  Object.fromEntries(Object.entries(tree(cwd)).filter(([path]) => !path.startsWith(".git/")));

const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");
const recordOf = (cwd: string): ReturnType<typeof parseRecord> =>
  parseRecord(read(cwd, ".goslim.json"), "", "99.0.0");

function replace(cwd: string, path: string, from: string | RegExp, to: string): void {
  const text = read(cwd, path);
  expect(text).toMatch(from);
  writeFileSync(join(cwd, path), text.replace(from, to));
}

/** One line in the middle of each managed file, at a place that no answer changes, and one at its end. */
function editEverything(cwd: string): readonly (readonly [string, string])[] {
  replace(
    cwd,
    "Dockerfile",
    "FROM scratch AS binaries\n",
    "FROM scratch AS binaries\n# mine, in the Dockerfile\n",
  );
  replace(cwd, "Makefile", /^\.PHONY: run$/m, "# mine, in the Makefile\n.PHONY: run");
  replace(
    cwd,
    ".github/workflows/ci.yml",
    /^permissions: \{\}$/m,
    "# mine, in the workflow\npermissions: {}",
  );
  replace(cwd, ".github/dependabot.yml", "updates:\n", "# mine, in dependabot.yml\nupdates:\n");
  for (const path of MANAGED) appendFileSync(join(cwd, path), `# mine, at the end of ${path}\n`);
  return MANAGED.flatMap(
    (path) =>
      read(cwd, path)
        .match(/^# mine.*$/gm)
        ?.map((line) => [path, line] as const) ?? [],
  );
}

/** Puts in place what a release rendered, and a record that says so. */
function withRelease(cwd: string, release: string, files: Readonly<Record<string, string>>): void {
  writeTree(
    cwd,
    Object.entries(files).map(([path, text]) => ({ path, text })),
  );
  const record = JSON.parse(read(cwd, ".goslim.json")) as object;
  const ids = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, blobId(text)]));
  writeFileSync(
    join(cwd, ".goslim.json"),
    JSON.stringify({ ...record, version: release, files: ids }, null, 2),
  );
}

async function expectCurrent(cwd: string): Promise<void> {
  expect(await goslimHere([cwd, "--check"])).toMatchObject({ status: 0, stdout: "up to date\n" });
  commit(cwd);
  expect((await goslimHere([cwd, "--update"])).status).toBe(0);
  expect(git(cwd, "status", "--porcelain")).toBe("");
}

const flagsOf = (given: object): string[] =>
  Object.entries(given).map(([id, value]) => {
    const flag = { debugSymbols: "debug-symbols", platforms: "platform" }[id] ?? id;
    return `--${flag}=${String(value)}`;
  });

describeWith(["git"], "an update", () => {
  test.each(
    Object.entries(RELEASES).flatMap(([release, cases]) =>
      Object.entries(cases).map(([name, files]) => [release, name, files] as const),
    ),
  )("from %s, %s, keeps every hand edit", async (release, name, rendered) => {
    const cwd = await project(...flagsOf(PROJECTS[name] ?? {}));
    const fresh = tree(cwd)["Dockerfile"];
    withRelease(cwd, release, rendered);
    commit(cwd);
    const mine = editEverything(cwd);
    commit(cwd);
    const { status, stdout } = goslim([cwd, "--update"]); // by the bundle, as users run it
    expect([status, stdout]).toEqual([0, expect.stringContaining(".goslim.json")]);
    for (const [path, line] of mine)
      expect([path, read(cwd, path)]).toEqual([path, expect.stringContaining(line)]);
    expect(read(cwd, "Dockerfile").replace(/^# mine.*\n/gm, "")).toBe(fresh);
    await expectCurrent(cwd);
  });

  test("to other answers keeps every hand edit", async () => {
    const cwd = await project();
    const mine = editEverything(cwd);
    commit(cwd);
    expect(
      await goslimHere([
        cwd,
        "--update",
        "--base=alpine",
        "--debug-symbols=split",
        "--platform=linux/amd64",
        "--check-job",
      ]),
    ).toMatchObject({ status: 0 });
    for (const [path, line] of mine)
      expect([path, read(cwd, path)]).toEqual([path, expect.stringContaining(line)]);
    expect(read(cwd, "Dockerfile")).toContain("FROM alpine:");
    expect(read(cwd, "Makefile")).toContain("debug-symbols");
    await expectCurrent(cwd);
    // And once more, from a rendering that was never committed as such.
    expect(await goslimHere([cwd, "--update", "--base=scratch"])).toMatchObject({ status: 0 });
    for (const [path, line] of mine)
      expect([path, read(cwd, path)]).toEqual([path, expect.stringContaining(line)]);
    await expectCurrent(cwd);
  });

  test("of conflicting edits is refused, or leaves markers, or asks for a decision by flag", async () => {
    const cwd = await project();
    replace(cwd, "Dockerfile", /^ {4}go build.*$/m, "    go build -mine");
    commit(cwd);
    const before = tree(cwd);
    const refused = await goslimHere([cwd, "--update", "--debug-symbols=keep"]);
    expect(refused).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("cannot be merged: Dockerfile; nothing was written"),
    });
    expect(tree(cwd)).toEqual(before);
    const merged = await goslimHere([
      cwd,
      "--update",
      "--debug-symbols=keep",
      "--on-conflict=merge",
    ]);
    expect(merged).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("resolve the conflict markers in Dockerfile"),
    });
    expect(read(cwd, "Dockerfile")).toMatch(
      /<{7} yours\n {4}go build -mine[\s\S]*\|{7} rendered before[\s\S]*={7}[\s\S]*>{7} create-goslim/,
    );
    expect(await goslimHere([cwd, "--check"])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/conflict {2}Dockerfile:\d+ {2}has conflict markers/),
    });
    git(cwd, "checkout", "--quiet", ".");
    expect(
      (await goslimHere([cwd, "--update", "--debug-symbols=keep", "--on-conflict=skip"])).status,
    ).toBe(0);
    expect(read(cwd, "Dockerfile")).toContain("go build -mine");
    git(cwd, "checkout", "--quiet", ".");
    expect((await goslimHere([cwd, "--update", "--debug-symbols=keep", "--force"])).status).toBe(0);
    expect(read(cwd, "Dockerfile")).not.toContain("-mine");
  });

  test("leaves deleted files deleted, until --force", async () => {
    const cwd = await project();
    rmSync(join(cwd, "Makefile"));
    expect(await goslimHere([cwd, "--update", "--base=alpine"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/deleted {2}Makefile/),
    });
    expect(existsSync(join(cwd, "Makefile"))).toBe(false);
    expect((await goslimHere([cwd, "--update", "--force"])).status).toBe(0);
    expect(existsSync(join(cwd, "Makefile"))).toBe(true);
  });

  test("offers to remove what is no longer rendered, unless it was edited", async () => {
    const cwd = await project();
    appendFileSync(join(cwd, ".github/dependabot.yml"), "# mine\n");
    expect((await goslimHere([cwd, "--update", "--ci=none"])).stdout).toMatch(
      /unused {2}.github\/workflows\/ci.yml {2}no longer rendered; --prune removes it/,
    );
    expect(existsSync(join(cwd, ".github/workflows/ci.yml"))).toBe(true);
    expect((await goslimHere([cwd, "--update", "--prune"])).stdout).toMatch(
      /remove {2}.github\/workflows\/ci.yml/,
    );
    expect(existsSync(join(cwd, ".github/workflows/ci.yml"))).toBe(false);
    expect(read(cwd, ".github/dependabot.yml")).toContain("# mine");
    expect([...recordOf(cwd).files.keys()]).toEqual([".dockerignore", "Dockerfile", "Makefile"]);
  });

  test("never touches starter files, and keeps permission bits", async () => {
    const cwd = await project();
    writeFileSync(join(cwd, "README.md"), "mine\n");
    appendFileSync(join(cwd, "main.go"), "// mine\n");
    chmodSync(join(cwd, "Makefile"), 0o755);
    commit(cwd);
    expect((await goslimHere([cwd, "--update", "--debug-symbols=split", "--force"])).status).toBe(
      0,
    );
    expect(git(cwd, "diff", "--name-only").trim().split("\n")).toEqual([
      ".github/workflows/ci.yml",
      ".goslim.json",
      "Dockerfile",
      "Makefile",
    ]);
    expect(git(cwd, "diff", "--summary")).not.toContain("mode change");
  });

  test("of a checkout with CRLF stays with CRLF", async () => {
    const cwd = await project();
    git(cwd, "config", "core.autocrlf", "true");
    rmSync(join(cwd, "Makefile"));
    git(cwd, "checkout", "--quiet", "Makefile");
    expect(read(cwd, "Makefile")).toContain("\r\n");
    expect(await goslimHere([cwd, "--check"])).toMatchObject({ status: 0 });
    replace(cwd, "Makefile", ".PHONY: run\r\n", "# mine\r\n.PHONY: run\r\n");
    commit(cwd);
    expect((await goslimHere([cwd, "--update", "--debug-symbols=split"])).status).toBe(0);
    expect(read(cwd, "Makefile")).toMatch(/# mine\r\n/);
    expect(read(cwd, "Makefile")).not.toMatch(/[^\r]\n/);
  });

  test("keeps what an old Dockerfile said when that is gone, or the new one takes its name", async () => {
    const cwd = temporaryDirectory();
    writeTree(cwd, [
      { path: "go.mod", text: "module example.com/old\n\ngo 1.26.0\n" },
      {
        path: "main.go",
        text: 'package main\n\nimport "net/http"\n\nvar version string\n\nfunc main() {\n\t_ = http.ListenAndServe(":8055", nil)\n}\n',
      },
      {
        path: "Dockerfile",
        text: 'FROM golang:1.26 AS b\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags "-X main.version=$V" -tags foo -o /old .\nFROM debian\nCOPY --from=b /old /old\nENV A=1 B="x y"\nLABEL l=1\nEXPOSE 8055 9090\nVOLUME /data\nUSER 1000\nCMD ["/old","serve"]\n',
      },
    ]);
    git(cwd, "init", "--quiet");
    commit(cwd);
    expect((await goslimHere([cwd, "--yes"])).status).toBe(0);
    rmSync(join(cwd, "Dockerfile"));
    commit(cwd);
    await expectCurrent(cwd);
    git(cwd, "mv", "Dockerfile.goslim", "Dockerfile");
    git(cwd, "mv", "Dockerfile.goslim.dockerignore", "Dockerfile.dockerignore");
    expect((await goslimHere([cwd, "--update", "--dockerfile=Dockerfile", "--force"])).status).toBe(
      0,
    );
    commit(cwd);
    await expectCurrent(cwd);
    for (const line of [
      "ENV A=1",
      'ENV B="x y"',
      "LABEL l=1",
      "EXPOSE 8055 9090",
      'VOLUME ["/data"]',
      "USER 1000:1000",
      'CMD ["serve"]',
    ])
      expect(read(cwd, "Dockerfile")).toContain(line);
    expect(read(cwd, "Dockerfile")).toMatch(/-tags=foo .*main\.version/);
  });

  test("knows a file by its blob id that was renamed", async () => {
    const cwd = await project();
    git(cwd, "mv", "Dockerfile", "Dockerfile.prod");
    expect(
      await goslimHere([
        cwd,
        "--update",
        "--base=alpine",
        "--dockerfile=Dockerfile.prod",
        "--prune",
      ]),
    ).toMatchObject({ status: 0, stderr: "" });
    expect(read(cwd, "Dockerfile.prod")).toContain("FROM alpine");
    commit(cwd);
    await expectCurrent(cwd);
  });

  test("knows which of several programs were chosen", async () => {
    const cwd = temporaryDirectory();
    writeTree(cwd, [
      { path: "go.mod", text: "module example.com/two\n\ngo 1.26.0\n" },
      ...["api", "worker"].map((name) => ({
        path: `cmd/${name}/main.go`,
        text: "package main\n\nfunc main() {}\n",
      })),
    ]);
    git(cwd, "init", "--quiet");
    expect((await goslimHere([cwd, "--yes", "--main=./cmd/worker"])).status).toBe(0);
    commit(cwd);
    await expectCurrent(cwd);
  });

  test("keeps what was asked for while another answer makes it needless", async () => {
    const cwd = await project("--ca-certs");
    expect((await goslimHere([cwd, "--update", "--base=alpine"])).status).toBe(0);
    expect((await goslimHere([cwd, "--update", "--base=scratch"])).status).toBe(0);
    expect(read(cwd, "Dockerfile")).toContain("ca-certificates");
  });

  test("is not led astray by another program of the repository", async () => {
    const cwd = temporaryDirectory();
    writeTree(cwd, [
      { path: "go.mod", text: "module example.com/tool\n\ngo 1.26.0\n" },
      { path: "main.go", text: "package main\n\nfunc main() {}\n" },
    ]);
    git(cwd, "init", "--quiet");
    expect((await goslimHere([cwd, "--yes"])).status).toBe(0);
    expect((await goslimHere([join(cwd, "services/api"), "--yes"])).status).toBe(0);
    expect((await goslimHere([cwd, join(cwd, "services/api"), "--check"])).stdout).toContain(
      "2 projects: 0 changed, 2 as they were, 0 failed",
    );
    commit(cwd);
    await expectCurrent(cwd);
    await expectCurrent(join(cwd, "services/api"));
  });

  test("of a new directory below a stamped module leaves that module alone", async () => {
    const cwd = await project();
    const before = files(cwd);
    expect(await goslimHere([join(cwd, "sub"), "--update", "--prune"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("does not exist"),
    });
    expect(files(cwd)).toEqual(before);
    expect(
      (await goslimHere([join(cwd, "sub"), "--yes", "--prune", "--dry-run"])).stdout,
    ).not.toMatch(/unused|remove/);
  });

  test("is preceded by a word on a record that git ignores", async () => {
    const cwd = await project();
    writeFileSync(join(cwd, ".gitignore"), ".*\n");
    rmSync(join(cwd, ".goslim.json"));
    git(cwd, "rm", "--quiet", "--cached", ".goslim.json");
    expect((await goslimHere([cwd, "--yes", "--dry-run"])).stdout).toContain(
      "note git ignores .goslim.json (.gitignore:1: .*)",
    );
  });

  test("never waits for a pipe", async () => {
    const cwd = await project();
    rmSync(join(cwd, "Makefile"));
    run("mkfifo", [join(cwd, "Makefile")]);
    expect(await goslimHere([cwd, "--update"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("Makefile: exists and is not a file"),
    });
  });

  test("that is refused prints no half of a diff", async () => {
    const cwd = await project();
    replace(cwd, "Dockerfile", /^ {4}go build.*$/m, "    go build -mine");
    expect(await goslimHere([cwd, "--diff", "--debug-symbols=split"])).toMatchObject({
      status: 1,
      stdout: "",
    });
  });

  test("--diff prints what it would write, for git apply", async () => {
    const cwd = await project();
    editEverything(cwd);
    commit(cwd);
    const { status, stdout } = await goslimHere([
      cwd,
      "--update",
      "--debug-symbols=split",
      "--ci=none",
      "--prune",
      "--diff",
    ]);
    expect(status).toBe(0);
    expect(git(cwd, "status", "--porcelain")).toBe("");
    run("git", ["apply", "--index", "-"], { cwd, input: stdout });
    const applied = files(cwd);
    git(cwd, "reset", "--quiet", "--hard");
    expect(
      (await goslimHere([cwd, "--update", "--debug-symbols=split", "--ci=none", "--prune"])).status,
    ).toBe(0);
    expect(files(cwd)).toEqual(applied);
  });

  test("without what was rendered before it is refused; --fetch-base lets the old version render it", async () => {
    const cwd = await project();
    const released = RELEASES["0.1.0"]?.["service-default"] ?? {};
    withRelease(cwd, "0.1.0", released);
    rmSync(join(cwd, ".git"), { recursive: true });
    replace(cwd, "Dockerfile", "FROM scratch AS binaries\n", "FROM scratch AS binaries\n# mine\n");
    replace(cwd, ".dockerignore", "dist\n", "# mine\ndist\n");
    const refused = await goslimHere([cwd, "--update", "--base=alpine"]);
    expect(refused).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        "not in the repository's history, for .dockerignore, Dockerfile: --fetch-base",
      ),
    });

    // An npm that has that version.
    const bin = temporaryDirectory();
    const document = JSON.stringify({
      files: Object.entries(released).map(([path, text]) => ({ path, text })),
    });
    writeFileSync(
      join(bin, "npm"),
      `#!/bin/sh\ncase "$*" in "exec --yes --ignore-scripts create-goslim@0.1.0 -- /"*) cat <<'END'\n${document}\nEND\n;; *) exit 1;; esac\n`,
      {
        mode: 0o755,
      },
    );
    expect(
      await goslimHere([cwd, "--update", "--base=alpine", "--fetch-base"], {
        env: { PATH: `${bin}:${process.env["PATH"]}` },
      }),
    ).toMatchObject({
      status: 0,
      stderr: "",
    });
    expect(read(cwd, "Dockerfile")).toMatch(/# mine[\s\S]*FROM alpine/);
  });
});

describeWith(["git"], "--check", () => {
  test("says that the Go line has moved", async () => {
    const cwd = join(temporaryDirectory(), "app");
    writeTree(cwd, [{ path: "go.mod", text: "module example.com/app\n\ngo 1.26.0\n" }]);
    await goslimHere([cwd, "--yes", "--git"]);
    commit(cwd);
    expect((await goslimHere([cwd, "--check"])).status).toBe(0);
    replace(cwd, "go.mod", "go 1.26.0", "go 1.27.0");
    const { status, stdout } = await goslimHere([cwd, "--check"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/go +Dockerfile:3 +builds with Go 1.26, but go.mod says go 1.27.0/);
    const document = JSON.parse((await goslimHere([cwd, "--check", "--json"])).stdout) as {
      status: string;
      findings: { kind: string }[];
    };
    expect(document.status).toBe("outdated");
    expect(document.findings.map(({ kind }) => kind)).toContain("go");
    expect((await goslimHere([cwd, "--update"])).status).toBe(0);
    await expectCurrent(cwd);
  });

  test("says which flag moves a Go release that was chosen by flag", async () => {
    const cwd = await project();
    expect((await goslimHere([cwd, "--update", "--go=1.26"])).status).toBe(0);
    expect(await goslimHere([cwd, "--check"])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("run create-goslim --update --go=1.27, or lower the go line"),
    });
    expect((await goslimHere([cwd, "--update", "--go=1.27"])).status).toBe(0);
    await expectCurrent(cwd);
  });

  test("needs a record, and leaves everything as it is", async () => {
    const cwd = temporaryDirectory();
    expect(await goslimHere(["--check"], { cwd })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("has no .goslim.json"),
    });
    expect(tree(cwd)).toEqual({});
  });
});

describe("a record that cannot be trusted is refused, and nothing is touched", () => {
  test.each<readonly [string, (cwd: string) => void, string]>([
    [
      "a link",
      (cwd) => (
        rmSync(join(cwd, ".goslim.json")),
        symlinkSync("/etc/hostname", join(cwd, ".goslim.json"))
      ),
      "is a symbolic link",
    ],
    [
      "a huge file",
      (cwd) => writeFileSync(join(cwd, ".goslim.json"), "x".repeat(300_000)),
      "is larger than 256 KiB",
    ],
    [
      "a path outside",
      (cwd) => replace(cwd, ".goslim.json", '"Makefile"', '"../Makefile"'),
      "names a file outside of the project",
    ],
    [
      "a file behind a link",
      (cwd) => (
        rmSync(join(cwd, ".github"), { recursive: true }),
        symlinkSync("/etc/hostname", join(cwd, ".github"))
      ),
      ".github: is a symbolic link",
    ],
    [
      "a rendered file called go.mod",
      (cwd) => {
        const record = JSON.parse(read(cwd, ".goslim.json")) as object;
        const files = { "go.mod": blobId(read(cwd, "go.mod")) };
        writeFileSync(
          join(cwd, ".goslim.json"),
          JSON.stringify({ ...record, answers: { dockerfile: "go.mod" }, files }),
        );
      },
      "names a file of the program as rendered",
    ],
    [
      "a newer tool",
      (cwd) => replace(cwd, ".goslim.json", /"version": "[^"]*"/, '"version": "99.0.0"'),
      "npm create goslim@99.0.0",
    ],
  ])("%s", async (_name, harm, message) => {
    const cwd = join(temporaryDirectory(), "app");
    await goslimHere([cwd, "--yes"]);
    harm(cwd);
    const before = tree(cwd);
    const { status, stderr } = await goslimHere([
      cwd,
      "--update",
      "--base=alpine",
      "--force",
      "--prune",
    ]);
    expect([status === 0, stderr]).toEqual([false, expect.stringContaining(message)]);
    expect(tree(cwd)).toEqual(before);
  });
});

describeWith(["git"], "many repositories", () => {
  test("each for itself: one failure does not stop the others", async () => {
    const root = temporaryDirectory();
    for (const name of ["a", "b", "c"]) await goslimHere([join(root, name), "--yes"]);
    writeFileSync(join(root, "b", ".goslim.json"), "{");
    const { status, stdout } = goslim(["--update", "--base=alpine", "a", "b", "c", "missing"], {
      cwd: root,
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/ok {2}a {2}2 files/);
    expect(stdout).toMatch(/failed {2}b {2}.goslim.json: is not JSON/);
    expect(stdout).toContain("4 projects: 2 changed, 0 as they were, 2 failed");
    for (const name of ["a", "c"])
      expect(read(join(root, name), "Dockerfile")).toContain("FROM alpine:");

    const again = goslim(["--check", "-", "--json"], { cwd: root, input: "a\n\nc\n" });
    expect(again.status).toBe(0);
    expect((JSON.parse(again.stdout) as { projects: object[] }).projects).toMatchObject([
      { directory: "a", status: "current" },
      { directory: "c", status: "current" },
    ]);
  });
});

describeWith(["git"], "a preset", () => {
  test("gives answers and templates, takes part in updates, and is data", async () => {
    const cwd = temporaryDirectory();
    const app = join(cwd, "app");
    mkdirSync(join(app, "team", "templates"), { recursive: true });
    writeFileSync(
      join(app, "team", "preset.json"),
      JSON.stringify({ base: "alpine", updates: "none" }),
    );
    writeFileSync(
      join(app, "team", "templates", "dockerignore.hbs"),
      "# of the team\n{{lines}}\n{{#if lines}}\nthe end\n{{/if}}\n",
    );
    expect((await goslimHere(["app", "--yes", "--git", "--preset=app/team"], { cwd })).stderr).toBe(
      "",
    );
    expect(read(app, "Dockerfile")).toContain("FROM alpine:");
    expect(read(app, ".dockerignore")).toMatch(/^# of the team\n\.git\n[\s\S]*\nthe end\n$/);
    expect(recordOf(app)).toMatchObject({ preset: "./team" });
    expect(recordOf(app).answers).not.toHaveProperty("base");
    commit(app);
    await expectCurrent(app);

    // The team changes its mind; the user's own line stays.
    replace(app, ".dockerignore", "the end", "mine\nthe end");
    commit(app);
    writeFileSync(
      join(app, "team", "preset.json"),
      JSON.stringify({ base: "busybox", updates: "none" }),
    );
    replace(app, "team/templates/dockerignore.hbs", "# of the team", "# of the new team");
    expect((await goslimHere([app, "--check"])).status).toBe(1);
    expect((await goslimHere([app, "--update"])).status).toBe(0);
    expect(read(app, "Dockerfile")).toContain("FROM busybox:");
    expect(read(app, ".dockerignore")).toMatch(/^# of the new team\n[\s\S]*\nmine\nthe end\n$/);
    await expectCurrent(app);
  });

  test("of a record must lie in the repository, and show nothing from outside", async () => {
    const cwd = temporaryDirectory();
    writeTree(join(cwd, "team"), [{ path: "preset.json", text: '{"base":"alpine"}' }]);
    const app = join(cwd, "app");
    expect((await goslimHere(["app", "--yes", "--git", "--preset=team"], { cwd })).status).toBe(0);
    expect(await goslimHere([app, "--update"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        'the record names "../team", which lies outside of the repository',
      ),
    });
    expect((await goslimHere(["app", "--update", "--preset=team"], { cwd })).status).toBe(0);
    expect(
      (await goslimHere(["app", "--update", "--preset=none", "--base=scratch"], { cwd })).status,
    ).toBe(0);
    expect(recordOf(app)).not.toHaveProperty("preset");

    writeTree(join(app, "inside"), [{ path: "preset.json", text: "{}" }]);
    mkdirSync(join(app, "inside", "templates"));
    symlinkSync("/etc/hostname", join(app, "inside", "templates", "Makefile"));
    expect(await goslimHere(["app", "--update", "--preset=app/inside"], { cwd })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("is a link that leads out of the preset"),
    });
  });

  test.each([
    ["nothing there", {}, 'there is no preset "./team"'],
    ["no JSON", { "preset.json": "{" }, "is not JSON"],
    [
      "an answer to no question",
      { "preset.json": '{"basis":"alpine"}' },
      'there is no answer "basis"',
    ],
    [
      "a value that does not fit",
      { "preset.json": '{"base":"windows"}' },
      '--base: "windows" is not a choice; choose one of',
    ],
    ["code", { "preset.json": "{}", "templates/Makefile.ejs": "<% process.exit(0) %>" }, "is code"],
    [
      "a template for nothing",
      { "preset.json": "{}", "templates/main.py.hbs": "" },
      "replaces no template",
    ],
    [
      "a broken template",
      { "preset.json": "{}", "templates/dockerignore.hbs": "a\n{{#if lines}}\n" },
      "templates/dockerignore.hbs:2: {{#if lines}} is not ended",
    ],
    [
      "a tag that is not closed",
      { "preset.json": "{}", "templates/dockerignore.hbs": "{{lines" },
      "templates/dockerignore.hbs:1: {{ is not closed",
    ],
    [
      "two files for one template",
      { "preset.json": "{}", "templates/Makefile": "", "templates/Makefile.hbs": "" },
      "replaces the same template as another file",
    ],
    [
      "a name that is not there",
      { "preset.json": "{}", "templates/dockerignore.hbs": "{{constructor}}" },
      'there is no "constructor" to fill in',
    ],
  ])("with %s is refused", async (_name, files, message) => {
    const cwd = temporaryDirectory();
    writeTree(
      join(cwd, "team"),
      Object.entries(files).map(([path, text]) => ({ path, text })),
    );
    const { status, stderr } = await goslimHere(["app", "--yes", "--preset=./team"], { cwd });
    expect([status !== 0, stderr]).toEqual([true, expect.stringContaining(message)]);
    expect(existsSync(join(cwd, "app"))).toBe(false);
  });

  test("is found as an installed package, from below; a URL is none", async () => {
    const cwd = temporaryDirectory();
    writeTree(join(cwd, "node_modules", "@acme", "goslim-preset"), [
      { path: "preset.json", text: '{"base":"distroless"}' },
    ]);
    expect(
      (await goslimHere(["deep/app", "--yes", "--preset=@acme/goslim-preset"], { cwd })).stderr,
    ).toBe("");
    expect(read(cwd, "deep/app/Dockerfile")).toContain("distroless");
    expect(recordOf(join(cwd, "deep/app"))).toMatchObject({ preset: "@acme/goslim-preset" });
    expect(
      await goslimHere(["app", "--yes", "--preset=https://example.com/x"], { cwd }),
    ).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("is a URL"),
    });
  });
});
