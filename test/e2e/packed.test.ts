// The package as a registry would hand it out.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { plan } from "../../src/render/plan.ts";
import { answersWith } from "../support/cases.ts";
import { attempt, CLI, PLAIN_ENV, run } from "../support/run.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

function pack(to: string): Packed {
  const [packed] = JSON.parse(
    run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", to]),
  ) as Packed[];
  return packed ?? expect.fail("npm pack said nothing");
}

describe("the tarball", () => {
  test("is one small package that works where it is installed", () => {
    const directory = temporaryDirectory();
    const { filename, size, files } = pack(directory);
    expect(size).toBeLessThan(245_000);
    expect(statSync(join(directory, filename)).size).toBe(size);
    expect(
      files
        .map(({ path }) => path)
        .filter((path) => !path.startsWith("dist/"))
        .toSorted(),
    ).toEqual(["LICENSE", "README.md", "package.json"]);

    writeFileSync(join(directory, "package.json"), "{}");
    run("npm", ["install", "--no-audit", "--no-fund", "--offline", `./${filename}`], {
      cwd: directory,
    });
    const lock = JSON.parse(readFileSync(join(directory, "package-lock.json"), "utf8")) as {
      packages: object;
    };
    expect(Object.keys(lock.packages).filter(Boolean)).toEqual(["node_modules/create-goslim"]);

    const { status, stderr } = attempt("npx", ["--offline", "create-goslim", "app", "--yes"], {
      cwd: directory,
      env: PLAIN_ENV,
    });
    expect(stderr).not.toContain("rror");
    expect(status).toBe(0);
    expect(tree(join(directory, "app"))).toMatchObject(
      Object.fromEntries(plan(answersWith()).map(({ path, text }) => [path, text])),
    );

    // The library, and its types for those who import them.
    writeFileSync(
      join(directory, "use.mjs"),
      'import goslim, { plan, resolveAnswers } from "create-goslim";\nconsole.log(typeof goslim, plan(resolveAnswers({ found: { directory: "app" } }).answers).length);\n',
    );
    expect(run(process.execPath, ["use.mjs"], { cwd: directory })).toBe("function 11\n");
    writeFileSync(
      join(directory, "core.mjs"),
      'import { plan, resolveAnswers } from "create-goslim/core";\nconsole.log(plan(resolveAnswers({ found: { directory: "app" } }).answers).length);\n',
    );
    expect(run(process.execPath, ["core.mjs"], { cwd: directory })).toBe("11\n");
    const schema = run(
      process.execPath,
      ["-p", 'require("create-goslim/answers.schema.json").title'],
      { cwd: directory },
    );
    expect(schema).toContain("Answers");
  });

  test("loads no prompt code without a terminal", () => {
    const directory = temporaryDirectory();
    const hook = join(directory, "hook.mjs");
    writeFileSync(
      hook,
      "export async function load(url, context, next) { process.stderr.write(`loaded ${url}\\n`); return next(url, context); }\n",
    );
    writeFileSync(
      join(directory, "register.mjs"),
      'import { register } from "node:module";\nregister("./hook.mjs", import.meta.url);\n',
    );
    const { stderr } = attempt(
      process.execPath,
      ["--import", join(directory, "register.mjs"), CLI, "app", "--yes", "--dry-run"],
      {
        cwd: directory,
        env: PLAIN_ENV,
      },
    );
    expect(stderr).toContain("dist/cli.js");
    expect(stderr).not.toContain("ask.js");
  });

  test("holds nothing of this repository's own tests", () => {
    for (const { path } of pack(temporaryDirectory()).files)
      expect(path).not.toMatch(/test|snapshots|\.map$/);
  });
});
