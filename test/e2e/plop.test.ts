// The pack in the real plop, loaded both ways.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import nodePlop, { type NodePlopAPI } from "node-plop";
import { describe, expect, test } from "vitest";
import { plan } from "../../src/render/plan.ts";
import goslim from "../../src/plop.ts";
import { answersWith } from "../support/cases.ts";
import { goslim as command, run } from "../support/run.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

const planned = (given = {}): Record<string, string> =>
  Object.fromEntries(plan(answersWith(given)).map(({ path, text }) => [path, text]));

async function plopIn(directory: string, force = false): Promise<NodePlopAPI> {
  const plop = await nodePlop("", { destBasePath: directory, force: false });
  goslim(plop, { force });
  return plop;
}

describe("import goslim from 'create-goslim'", () => {
  test("asks with prompts that plop knows, and can bypass", async () => {
    const plop = await plopIn(temporaryDirectory());
    const generator = plop.getGenerator("goslim");
    expect(generator.description).toContain("slim container image");
    const prompts = generator.prompts as { type: string; name: string; when?: unknown }[];
    for (const { type, when } of prompts) {
      expect(["input", "list", "checkbox", "confirm"]).toContain(type);
      expect(when).toBeUndefined();
    }
    const answers: unknown = await generator.runPrompts([
      "app",
      "example.com/app",
      "cli",
      "linux/amd64",
      "scratch",
      "y",
      "none",
      "strip",
      "none",
    ]);
    expect(answers).toMatchObject({
      directory: "app",
      kind: "cli",
      platforms: ["linux/amd64"],
      caCerts: true,
    });
  });

  test("writes the same files as the command line, then finds them identical", async () => {
    const directory = temporaryDirectory();
    const generator = (await plopIn(directory)).getGenerator("goslim");
    const answers = { directory: "app", module: "", kind: "service", base: "alpine" };
    expect((await generator.runActions(answers)).failures).toEqual([]);
    const other = temporaryDirectory();
    command(["app", "--yes", "--base=alpine"], { cwd: other });
    expect(tree(join(directory, "app"))).toEqual(tree(join(other, "app")));
    const again = await generator.runActions(answers);
    expect(again.failures).toEqual([]);
    expect(again.changes.every(({ path }) => path.startsWith("identical "))).toBe(true);
  });

  test("refuses to touch what differs, unless forced", async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "Makefile"), "mine\n");
    const answers = { directory: ".", module: "example.com/app" };
    const { failures } = await (await plopIn(directory)).getGenerator("goslim").runActions(answers);
    expect(failures[0]?.error).toContain("Makefile");
    expect(tree(directory)).toEqual({ Makefile: "mine\n" });
    expect(
      (await (await plopIn(directory, true)).getGenerator("goslim").runActions(answers)).failures,
    ).toEqual([]);
    expect(tree(directory)).toMatchObject(planned());
  });

  test("never writes through a link, and refuses bad values by name", async () => {
    const directory = temporaryDirectory();
    const outside = temporaryDirectory();
    mkdirSync(join(directory, "app"));
    symlinkSync(outside, join(directory, "app", ".github"));
    const generator = (await plopIn(directory)).getGenerator("goslim");
    const linked = await generator.runActions({ directory: "app" });
    expect(linked.failures[0]?.error).toContain("symbolic link");
    expect(tree(outside)).toEqual({});
    expect(
      (await generator.runActions({ directory: "b", module: "a\nb" })).failures[0]?.error,
    ).toContain("--module");
    expect((await generator.runActions({ directory: "c\u0000d" })).failures[0]?.error).toContain(
      "control character",
    );
  });
});

test("plop.load('create-goslim'), by the packed package and plop's own command", () => {
  const directory = temporaryDirectory();
  const [{ filename }] = JSON.parse(
    run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", directory]),
  ) as [{ filename: string }];
  writeFileSync(join(directory, "package.json"), '{"type": "module"}');
  run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--offline", "--legacy-peer-deps", `./${filename}`],
    { cwd: directory },
  );
  writeFileSync(
    join(directory, "plopfile.js"),
    'export default async (plop) => { await plop.load("create-goslim"); };\n',
  );
  const plop = join(
    dirname(new URL(import.meta.resolve("plop/package.json")).pathname),
    "bin/plop.js",
  );
  run(
    process.execPath,
    [
      plop,
      "goslim",
      "--",
      "--directory",
      "app",
      "--module",
      "example.com/app",
      "--kind",
      "cli",
      "--platforms",
      "linux/amd64",
      "--base",
      "scratch",
      "--caCerts",
      "y",
      "--tzdata",
      "none",
      "--debugSymbols",
      "strip",
      "--ci",
      "none",
    ],
    { cwd: directory },
  );
  expect(tree(join(directory, "app"))).toMatchObject(
    planned({ kind: "cli", platforms: ["linux/amd64"], tzdata: "none", ci: "none" }),
  );
});
