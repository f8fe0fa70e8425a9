// The prompts as people meet them: the real bundle in a real pseudo-terminal.
import { spawn } from "@lydell/node-pty";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { attempt, CLI, goslim, PLAIN_ENV } from "../support/run.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

const KEYS = { enter: "\r", down: "\u001b[B", space: " ", ctrlC: "\u0003", ctrlD: "\u0004" };

/** A session: waits for text on the screen, then types. */
function session(
  cwd: string,
  args: readonly string[],
  { env = {}, cols = 100 }: { env?: Record<string, string>; cols?: number } = {},
) {
  const plain = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !(name in PLAIN_ENV)),
  );
  const pty = spawn(process.execPath, [CLI, ...args], {
    cwd,
    cols,
    rows: 40,
    env: { ...(plain as Record<string, string>), TERM: "xterm-256color", ...env },
  });
  let screen = "";
  let code: number | undefined;
  pty.onData((data) => (screen += data));
  pty.onExit(({ exitCode }) => (code = exitCode));
  const until = async (what: string, check: () => boolean): Promise<void> => {
    for (const deadline = Date.now() + 10_000; !check();) {
      if (Date.now() > deadline)
        throw new Error(`never ${what}; the screen was\n${stripVTControlCharacters(screen)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    async answer(prompt: string, ...keys: string[]): Promise<void> {
      await until(`asked ${prompt}`, () => stripVTControlCharacters(screen).includes(prompt));
      screen = "";
      for (const key of keys) {
        pty.write(key);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    async ended(): Promise<{ code: number | undefined; screen: string; raw: string }> {
      let isAsked = false;
      await until("ended", () => {
        // Where docker is, it is offered to try what was written.
        if (!isAsked && stripVTControlCharacters(screen).includes("run it now?")) pty.write("\r");
        isAsked ||= stripVTControlCharacters(screen).includes("run it now?");
        return code !== undefined;
      });
      return { code, screen: stripVTControlCharacters(screen), raw: screen };
    },
  };
}

test("asks, writes, and prints a command that gives the same tree", async () => {
  const cwd = temporaryDirectory();
  const terminal = session(cwd, []);
  await terminal.answer("Directory of the project", "my-app", KEYS.enter);
  await terminal.answer("Go module path", KEYS.enter);
  await terminal.answer("What kind of program?", KEYS.enter);
  await terminal.answer("Target platforms", KEYS.down, KEYS.space, KEYS.enter); // without linux/arm64
  await terminal.answer("Base image", KEYS.down, KEYS.down, KEYS.down, KEYS.down, KEYS.enter);
  await terminal.answer("CA certificates", "n", KEYS.enter);
  await terminal.answer("Time zones?", KEYS.down, KEYS.enter);
  await terminal.answer("Debug symbols?", KEYS.enter);
  await terminal.answer("CI workflow?", KEYS.enter);
  const { code, screen } = await terminal.ended();
  expect(code).toBe(0);
  expect(screen).toContain("make run");

  const command =
    /^ {2}(create-goslim my-app .*(?:\n(?! ).*)*)/m.exec(screen)?.[1]?.replaceAll(/\r?\n/g, "") ??
    "";
  expect(command).toContain("--base=busybox --no-ca-certs --tzdata=copy");
  const again = temporaryDirectory();
  const { status } = attempt(
    "sh",
    ["-c", command.replace("create-goslim", `'${process.execPath}' '${CLI}'`)],
    { cwd: again, env: PLAIN_ENV },
  );
  expect(status).toBe(0);
  expect(tree(again)).toEqual(tree(cwd));
  expect(
    goslim(
      ["my-app", "--platform=linux/amd64", "--base=busybox", "--no-ca-certs", "--tzdata=copy"],
      { cwd },
    ).stdout,
  ).not.toContain("create");
});

test("asks only what is not given and not decided", async () => {
  const cwd = temporaryDirectory();
  const terminal = session(cwd, [
    "app",
    "--module=example.com/app",
    "--kind=cli",
    "--platform=linux/amd64",
    "--base=distroless",
    "--debug-symbols=strip",
  ]);
  await terminal.answer("Time zones?", KEYS.enter); // certificates are in the base: nothing to ask
  await terminal.answer("CI workflow?", KEYS.down, KEYS.enter);
  expect((await terminal.ended()).code).toBe(0);
});

test.each([
  ["Ctrl-C", KEYS.ctrlC, "Directory of the project", []],
  ["Ctrl-D", KEYS.ctrlD, "Directory of the project", []],
  ["Ctrl-C in a list", KEYS.ctrlC, "What kind of program?", ["app", "--module=example.com/app"]],
  ["Ctrl-D in a list", KEYS.ctrlD, "What kind of program?", ["app", "--module=example.com/app"]],
  [
    "Ctrl-C in a multiple choice",
    KEYS.ctrlC,
    "Target platforms",
    ["app", "--module=example.com/app", "--kind=cli"],
  ],
  [
    "Ctrl-C in a yes or no",
    KEYS.ctrlC,
    "CA certificates",
    ["app", "--module=example.com/app", "--kind=cli", "--platform=linux/amd64", "--base=scratch"],
  ],
])("%s leaves with 130 and nothing written", async (_name, key, prompt, args) => {
  const cwd = temporaryDirectory();
  const terminal = session(cwd, args);
  await terminal.answer(prompt, key);
  const { code, screen } = await terminal.ended();
  expect(code).toBe(130);
  expect(screen).toContain("cancelled, nothing was written");
  expect(screen).not.toMatch(/Warning|\n {4}at /);
  expect(tree(cwd)).toEqual({});
});

test.each([
  ["which programs", ["."], "Which programs?"],
  ["which directory", [], "Directory of the project"],
])("given values are judged before it is asked %s", async (_name, args, prompt) => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, "go.mod"), "module example.com/app\n\ngo 1.27\n");
  for (const name of ["api", "worker"]) {
    mkdirSync(join(cwd, "cmd", name), { recursive: true });
    writeFileSync(join(cwd, "cmd", name, "main.go"), "package main\n\nfunc main() {}\n");
  }
  const terminal = session(cwd, [...args, "--base=windows", "--no-ca-certs"]);
  const { code, screen } = await terminal.ended();
  expect(code).toBe(2);
  expect(screen).toContain('"windows" is not a choice');
  expect(screen).not.toContain(prompt);
});

test("a bad value is refused in place", async () => {
  const terminal = session(temporaryDirectory(), ["app"]);
  await terminal.answer("Go module path", "a b", KEYS.enter);
  await terminal.answer("has the element", KEYS.ctrlC);
  expect((await terminal.ended()).code).toBe(130);
});

test.each([
  [{ CI: "true" }, "CI is set"],
  [{ AI_AGENT: "x" }, "AI_AGENT is set"],
  [{ TERM: "dumb" }, "TERM is dumb"],
])("in a terminal with %j nothing is asked", async (env, reason) => {
  const cwd = temporaryDirectory();
  const { code, screen } = await session(cwd, ["app"], { env }).ended();
  expect(code).toBe(0);
  expect(screen).toContain(`not asking, since ${reason}`);
  expect(Object.keys(tree(cwd))).toContain("app/Dockerfile");
});

test("--interactive asks all the same, --yes never", async () => {
  const asked = session(temporaryDirectory(), ["app", "--interactive"], { env: { CI: "true" } });
  await asked.answer("Go module path", KEYS.ctrlC);
  expect((await asked.ended()).code).toBe(130);
  expect((await session(temporaryDirectory(), ["app", "--yes"]).ended()).code).toBe(0);
});

test("a conflict is asked about", async () => {
  const cwd = temporaryDirectory();
  mkdirSync(join(cwd, "app"));
  writeFileSync(join(cwd, "app", "Makefile"), "mine\n");
  const args = [
    "app",
    "--module=example.com/app",
    "--kind=cli",
    "--platform=linux/amd64",
    "--base=scratch",
    "--ca-certs",
    "--tzdata=none",
    "--debug-symbols=strip",
    "--ci=none",
  ];
  const terminal = session(cwd, args);
  await terminal.answer("Makefile differs: overwrite it?", "n", KEYS.enter);
  expect((await terminal.ended()).code).toBe(0);
  expect(tree(join(cwd, "app"))).toMatchObject({
    Makefile: "mine\n",
    Dockerfile: expect.any(String),
  });
});

describe("a conflict of an update", () => {
  // Both sides changed the same line of two files.
  const conflicting = (): string => {
    const cwd = join(temporaryDirectory(), "app");
    goslim([cwd, "--yes"]);
    for (const [path, from, to] of [
      ["Dockerfile", /^ {4}go build.*$/m, "    go build -mine"],
      ["Makefile", /^GO_BUILD.*$/m, "GO_BUILD = mine"],
    ] as const) {
      const text = readFileSync(join(cwd, path), "utf8");
      expect(text).toMatch(from);
      writeFileSync(join(cwd, path), text.replace(from, to));
    }
    return cwd;
  };
  const update = ["--debug-symbols=keep"];

  test("is shown in colours, merged, and left to the user", async () => {
    const cwd = conflicting();
    const terminal = session(cwd, [...update]);
    await terminal.answer("Dockerfile differs: overwrite it?", "d", KEYS.enter);
    await terminal.answer("-    go build -mine", "m", KEYS.enter);
    await terminal.answer("Makefile differs", "n", KEYS.enter);
    const { code, screen } = await terminal.ended();
    expect(code).toBe(1);
    expect(screen).toContain("resolve the conflict markers in Dockerfile");
    expect(readFileSync(join(cwd, "Dockerfile"), "utf8")).toMatch(
      /<{7} yours[\s\S]*go build -mine/,
    );
    expect(readFileSync(join(cwd, "Makefile"), "utf8")).toContain("GO_BUILD = mine");
  });

  test("is edited in $EDITOR, or overwritten with all that follow", async () => {
    const cwd = conflicting();
    const editor = join(temporaryDirectory(), "an editor");
    writeFileSync(
      editor,
      '#!/bin/sh\nsed -i -e "/^<<<<<<< /,/^=======/d" -e "/^>>>>>>> /d" "$2"\n',
      { mode: 0o755 },
    );
    const terminal = session(cwd, [".", ...update], { env: { EDITOR: `'${editor}' --wait` } });
    await terminal.answer("Dockerfile differs", "e", KEYS.enter);
    await terminal.answer("Makefile differs", "a", KEYS.enter);
    expect((await terminal.ended()).code).toBe(0);
    expect(tree(cwd)["Dockerfile"]).not.toMatch(/<<<<<<<|-mine/);
    expect(tree(cwd)["Makefile"]).not.toContain("GO_BUILD = mine");
  });

  test("can be left, and nothing is written", async () => {
    const cwd = conflicting();
    const before = tree(cwd);
    const terminal = session(cwd, [".", ...update]);
    await terminal.answer("Dockerfile differs", "y", KEYS.enter);
    await terminal.answer("Makefile differs", "q", KEYS.enter);
    expect((await terminal.ended()).code).toBe(130);
    expect(tree(cwd)).toEqual(before);
  });
});

test("40 columns, and no colours where NO_COLOR says so", async () => {
  const cwd = temporaryDirectory();
  const narrow = session(cwd, ["app"], { cols: 40, env: { NO_COLOR: "1" } });
  await narrow.answer("Go module path", KEYS.enter);
  await narrow.answer("What kind", KEYS.enter);
  await narrow.answer("Target", KEYS.enter);
  await narrow.answer("Base image", KEYS.ctrlC);
  const { code, raw } = await narrow.ended();
  expect(code).toBe(130);
  // oxlint-disable-next-line no-control-regex -- colour sequences are what this looks for
  expect(raw).not.toMatch(/\u001b\[3[0-7]m/);
});

test.each([
  ["closed", "<&-"],
  ["empty", "</dev/null"],
])("a %s standard input never hangs", (_name, redirection) => {
  const cwd = temporaryDirectory();
  const { status } = attempt("sh", ["-c", `'${process.execPath}' '${CLI}' app ${redirection}`], {
    cwd,
    env: PLAIN_ENV,
    timeout: 20_000,
  });
  expect(status).toBe(0);
  expect(Object.keys(tree(cwd))).toContain("app/Dockerfile");
});

describe("the offer to try what was written", () => {
  const BUILD_FAILS =
    '#!/bin/sh\ncase "$1 $2" in "buildx build") echo "main.go: boom" >&2; sleep 1; exit 1 ;; esac\n';

  test.each([
    ["y", 1, /building … \d s/, /does not work {2}it does not build/],
    ["n", 0, /^/, /run it now\? No/],
  ])("answered with %s ends with %i", async (key, status, progress, told) => {
    const cwd = temporaryDirectory();
    const bin = join(cwd, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "docker"), BUILD_FAILS, { mode: 0o755 });
    const project = join(cwd, "project");
    mkdirSync(project);
    writeFileSync(join(project, "go.mod"), "module example.com/app\n\ngo 1.27\n");
    writeFileSync(join(project, "main.go"), "package main\n\nfunc main() {}\n");
    const flags = ["--platform=linux/amd64", "--base=scratch", "--ca-certs", "--tzdata=none"];
    const args = [".", ...flags, "--debug-symbols=strip"];
    const env = { PATH: `${bin}:${process.env["PATH"]}` };
    const terminal = session(project, args, { env });
    await terminal.answer("CI workflow?", KEYS.enter);
    await terminal.answer("run it now?", key, KEYS.enter);
    const { code, screen, raw } = await terminal.ended();
    expect([code, existsSync(join(project, "Dockerfile"))]).toEqual([status, true]);
    expect(screen).toMatch(told);
    expect(raw).toMatch(progress);
  });
});
