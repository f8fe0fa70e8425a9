// Many repositories at once: one that hangs, a signal, and an output that nobody reads.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseArguments } from "../../src/commands/arguments.ts";
import { many } from "../../src/commands/many.ts";
import { goslimHere } from "../support/in-process.ts";
import { CLI, PLAIN_ENV, run } from "../support/run.ts";
import { temporaryDirectory } from "../support/tree.ts";

// Stands for the program that runs in one directory. Those whose name begins with "hang" write their process id, and hang.
const PROGRAM = `
const { writeFileSync } = require("node:fs");
const [directory] = process.argv.slice(2);
if (directory.startsWith("hang")) {
  writeFileSync(directory + "/pid", String(process.pid));
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}
console.log('{"status":"done"}');
`;

function directories(names: readonly string[]): { readonly cwd: string; readonly script: string } {
  const cwd = temporaryDirectory();
  for (const name of names) mkdirSync(join(cwd, name));
  const script = join(cwd, "program.cjs");
  writeFileSync(script, PROGRAM);
  return { cwd, script };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries += 1) {
    if (tries > 300) throw new Error("it never came");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const HANGING = Array.from({ length: 8 }, (_, index) => `hang${index}`);

interface Told {
  readonly lines: string[];
  readonly pids: () => readonly number[];
  readonly code: Promise<number>;
  readonly interrupt: () => void;
}

function startMany(names: readonly string[], patience: Parameters<typeof many>[2]): Told {
  const { cwd, script } = directories(names);
  const lines: string[] = [];
  const output = {
    write: (text: string | Uint8Array) => lines.push(String(text)),
    paint: (_style: unknown, text: string) => text,
    isTerminal: false,
  };
  let interrupt = (): void => undefined;
  const code = many(
    parseArguments([...names, "--update"]),
    {
      cwd,
      env: process.env,
      stdin: { isTerminal: false, read: () => Promise.resolve("") },
      stdout: output,
      stderr: output,
      program: [process.execPath, script],
      onInterrupt: (act) => {
        interrupt = act;
        return () => undefined;
      },
      loadAsk: () => Promise.reject(new Error("nobody to ask")),
    },
    patience,
  );
  const pids = (): readonly number[] =>
    names
      .filter((name) => name.startsWith("hang"))
      .flatMap((name) => {
        try {
          return [Number(readFileSync(join(cwd, name, "pid"), "utf8"))];
        } catch {
          return [];
        }
      })
      .filter((pid) => pid > 0);
  return { lines, pids, code, interrupt: () => interrupt() };
}

test("those that hang do not hold up the rest, and are ended", async () => {
  const told = startMany([...HANGING, "a", "b"], { slow: 100, limit: 4000 });
  await until(() => told.lines.filter((line) => line.includes("ok")).length === 2);
  expect(told.lines.filter((line) => line.includes("failed"))).toEqual([]);
  expect(await told.code).toBe(1);
  const text = told.lines.join("");
  expect(text.match(/hang\d {2}\[dir\]: was not done in 4 s, and was ended/g)).toHaveLength(8);
  expect(text).toContain("10 projects: 0 changed, 2 as they were, 8 failed\n");
  await until(() => !told.pids().some(isAlive));
});

test("whoever ends the run ends its children", async () => {
  const told = startMany(HANGING.slice(0, 3), { slow: 100, limit: 600_000 });
  await until(() => told.pids().length === 3);
  told.interrupt();
  expect(await told.code).toBe(130);
  await until(() => !told.pids().some(isAlive));
  expect(told.lines.join("")).toContain("0 failed, 3 ended or not begun\n");
});

test.skipIf(process.platform === "win32")(
  "a signal ends a run of many, and its children",
  async () => {
    const { cwd } = directories(["hang0"]);
    // The answers are a pipe that nobody writes to: what reads them hangs.
    run("mkfifo", [join(cwd, "answers.json")]);
    const child = spawn(
      process.execPath,
      [CLI, "hang0", "hang0/x", "--update", "--answers=answers.json"],
      { cwd, env: { ...process.env, ...PLAIN_ENV }, stdio: "ignore" },
    );
    const children = (): readonly string[] =>
      spawnSync("pgrep", ["-P", String(child.pid)], { encoding: "utf8" })
        .stdout.split("\n")
        .filter(Boolean);
    await until(() => children().length > 0);
    const found = children().map(Number);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([130, null]);
    await until(() => !found.some(isAlive));
  },
);

test("an output that nobody reads changes no exit code", async () => {
  const cwd = temporaryDirectory();
  expect((await goslimHere(["app", "--yes"], { cwd })).status).toBe(0);
  const app = join(cwd, "app");
  const makefile = join(app, "Makefile");
  writeFileSync(makefile, `${readFileSync(makefile, "utf8")}# mine\n`);
  const args = ["--update", "--debug-symbols=split", "--diff"];
  for (const [given, code] of [
    [["--help"], 0],
    [["--check"], 0],
    [[...args], 0],
    [["--check", "--go=1.26"], 1],
  ] as const) {
    const child = spawn(process.execPath, [CLI, ...given], {
      cwd: app,
      env: { ...process.env, ...PLAIN_ENV },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    child.stderr.destroy();
    expect([given, ...(await once(child, "exit"))]).toEqual([given, code, null]);
  }
});
