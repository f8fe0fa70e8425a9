// What a command does in this process is what it does in one of its own.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { goslimHere } from "../support/in-process.ts";
import { goslim } from "../support/run.ts";

const directory = mkdtempSync(join(tmpdir(), "goslim-commands-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

// One after another in one directory; the same in another, each in a process of its own.
const COMMANDS: readonly (readonly string[])[] = [
  ["--version"],
  ["--help"],
  ["--list"],
  ["--list", "--json"],
  ["--no-such-option"],
  ["--no-such-option", "--json"],
  ["app", "--check"],
  ["app", "--yes", "--dry-run"],
  ["app", "--interactive"],
  ["app", "--on-conflict=ask"],
  ["--answers=missing.json"],
  ["--answers=-", "--yes"],
  ["app"],
  ["app", "--yes", "--json"],
  ["app", "--check"],
  ["app", "--check", "--json"],
  ["app", "--debug-symbols=split", "--diff"],
  ["app", "--update", "--debug-symbols=split"],
  ["app", "./app", "--update"],
  ["app", "--update", "--diff", "--base=nothing"],
];

test("a command in this process prints, writes and ends as in a process of its own", async () => {
  const [here, there] = ["here", "there"].map((name) => join(directory, name)) as [string, string];
  for (const cwd of [here, there]) mkdirSync(cwd);
  for (const args of COMMANDS) {
    const expected = goslim(args, { cwd: there, input: "" });
    const got = await goslimHere(args, { cwd: here });
    const plain = ({ status, stdout, stderr }: typeof got): object => ({
      args,
      status,
      stdout: stdout.replaceAll(here, "DIR").replaceAll(there, "DIR"),
      stderr,
    });
    expect(plain(got)).toEqual(plain(expected));
  }
  expect(readdirSync(join(here, "app"))).toEqual(readdirSync(join(there, "app")));
});
