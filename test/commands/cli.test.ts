import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { plan } from "../../src/render/plan.ts";
import { helpText } from "../../src/commands/help.ts";
import { resolveAnswers } from "../../src/core/answers.ts";
import { KnownError, placeOf } from "../../src/core/errors.ts";
import { parseArguments } from "../../src/commands/arguments.ts";
import { QUESTION_LIST } from "../../src/core/questions/index.ts";
import { errorText } from "../../src/report/errors.ts";
import { answersWith } from "../support/cases.ts";
import { goslimHere } from "../support/in-process.ts";
import { goslim } from "../support/run.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

const planned = (given = {}): Record<string, string> =>
  Object.fromEntries(plan(answersWith(given)).map(({ path, text }) => [path, text]));

describe("a new project", () => {
  test("is written, found identical, and refused once edited", async () => {
    const cwd = temporaryDirectory();
    expect(await goslimHere(["app", "--yes"], { cwd })).toMatchObject({ status: 0, stderr: "" });
    const { ".goslim.json": record, ...rendered } = tree(join(cwd, "app"));
    expect(rendered).toEqual(planned());
    expect(record).toContain('"Dockerfile": "');

    const again = await goslimHere(["app", "--yes"], { cwd });
    expect(again.status).toBe(0);
    expect(again.stdout).not.toMatch(/create|conflict/);

    const makefile = join(cwd, "app", "Makefile");
    writeFileSync(makefile, readFileSync(makefile, "utf8").replace(/^dist:/m, "dist: mine"));
    const before = tree(cwd);
    const refused = await goslimHere(["app", "--yes", "--debug-symbols=split"], { cwd });
    expect(refused.status).toBe(1);
    expect(refused.stdout).toMatch(/conflict {2}Makefile/);
    expect(refused.stderr).toContain("--on-conflict=skip");
    expect(tree(cwd)).toEqual(before);
  });

  test.each([
    ["skip", "mine\n"],
    ["overwrite", planned()["Makefile"]],
  ])("--on-conflict=%s", async (policy, text) => {
    const cwd = temporaryDirectory();
    mkdirSync(join(cwd, "app"));
    writeFileSync(join(cwd, "app", "Makefile"), "mine\n");
    expect((await goslimHere(["app", "--yes", `--on-conflict=${policy}`], { cwd })).status).toBe(0);
    expect(readFileSync(join(cwd, "app", "Makefile"), "utf8")).toBe(text);
    expect(existsSync(join(cwd, "app", "Dockerfile"))).toBe(true);
  });

  test("in the current directory, its module found in go.mod", async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, "go.mod"), "module example.com/found\n\ngo 1.26.0\n");
    expect((await goslimHere([], { cwd })).status).toBe(0);
    expect(readFileSync(join(cwd, "Dockerfile"), "utf8")).toMatch(
      /golang:1\.26-trixie[\s\S]*\/usr\/local\/bin\/found/,
    );
  });

  test("its module from the git remote", async () => {
    const cwd = temporaryDirectory();
    mkdirSync(join(cwd, ".git"));
    writeFileSync(
      join(cwd, ".git", "config"),
      '[remote "origin"]\n\turl = git@github.com:acme/remote.git\n',
    );
    expect((await goslimHere([".", "--yes"], { cwd })).status).toBe(0);
    expect(readFileSync(join(cwd, "go.mod"), "utf8")).toContain("module github.com/acme/remote\n");
  });

  test("--git makes it a repository, unless it is in one", async () => {
    const cwd = temporaryDirectory();
    expect((await goslimHere(["app", "--yes", "--git"], { cwd })).status).toBe(0);
    expect(existsSync(join(cwd, "app", ".git"))).toBe(true);
    expect((await goslimHere(["app/inner", "--yes", "--git"], { cwd })).status).toBe(0);
    expect(existsSync(join(cwd, "app", "inner", ".git"))).toBe(false);
  });

  test("a target behind a symbolic link is written where it points to", async () => {
    const cwd = temporaryDirectory();
    mkdirSync(join(cwd, "real"));
    symlinkSync("real", join(cwd, "link"));
    expect((await goslimHere(["link", "--yes"], { cwd })).status).toBe(0);
    expect(existsSync(join(cwd, "real", "Dockerfile"))).toBe(true);
  });
});

describe("a dry run exits as the real run would and writes nothing", () => {
  test("into nothing", async () => {
    const cwd = temporaryDirectory();
    expect(await goslimHere(["app", "--yes", "--dry-run"], { cwd })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("this was a dry run"),
    });
    expect(
      (await goslimHere(["app", "--yes"], { cwd, env: { npm_config_dry_run: "true" } })).stdout,
    ).toContain("this was a dry run");
    expect(tree(cwd)).toEqual({});
  });

  test("into a conflict", async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, "Makefile"), "mine\n");
    expect((await goslimHere([".", "--yes", "--dry-run"], { cwd })).status).toBe(1);
  });

  test("as recorded", async () => {
    const { stdout } = await goslimHere(["app", "--yes", "--dry-run"], {
      cwd: temporaryDirectory(),
    });
    await expect(stdout).toMatchFileSnapshot("../../snapshots/dry-run.txt");
  });
});

describe("answers", () => {
  test("by flags, by file and by standard input give the same bytes", async () => {
    const given = {
      base: "busybox",
      platforms: ["linux/amd64", "windows/amd64"],
      caCerts: false,
      tzdata: "copy",
      port: 9000,
      go: "1.26",
    };
    const flags = [
      "--base=busybox",
      "--platform=linux/amd64",
      "--platform=windows/amd64",
      "--no-ca-certs",
      "--tzdata=copy",
      "--port=9000",
      "--go=1.26",
    ];
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, "answers.json"), JSON.stringify(given));
    expect((await goslimHere(["flags/app", "--yes", ...flags], { cwd })).status).toBe(0);
    expect((await goslimHere(["file/app", "--answers=answers.json"], { cwd })).status).toBe(0);
    expect(
      (await goslimHere(["stdin/app", "--answers=-"], { cwd, input: JSON.stringify(given) }))
        .status,
    ).toBe(0);
    expect(tree(join(cwd, "flags"))).toEqual(tree(join(cwd, "file")));
    expect(tree(join(cwd, "flags"))).toEqual(tree(join(cwd, "stdin")));
    expect(tree(join(cwd, "flags", "app"))).toMatchObject(planned(given));
  });

  test("--json prints one document, and takes its answers back", async () => {
    const cwd = temporaryDirectory();
    const { status, stdout, stderr } = await goslimHere(
      ["app", "--json", "--kind=cli", "--base=alpine"],
      {
        cwd,
      },
    );
    expect(status).toBe(0);
    const document = JSON.parse(stdout) as {
      answers: object;
      files: { path: string; state: string }[];
    };
    expect(document).toMatchObject({
      status: "done",
      exitCode: 0,
      dryRun: false,
      answers: answersWith({ kind: "cli", base: "alpine" }),
    });
    expect(document.files.every(({ state }) => state === "create")).toBe(true);
    expect(stderr).toContain("create");
    await goslimHere(["again/app", "--answers=-"], {
      cwd,
      input: JSON.stringify(document.answers),
    });
    expect(tree(join(cwd, "again", "app"))).toEqual(tree(join(cwd, "app")));
  });

  test("errors are JSON too", async () => {
    const { status, stdout, stderr } = await goslimHere(["app", "--json", "--base=x"], {
      cwd: temporaryDirectory(),
    });
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "usage",
      exitCode: 2,
      problems: [
        {
          code: "value-invalid",
          at: { flag: "--base" },
          params: { reason: expect.stringContaining('"x" is not a choice') },
          message: expect.stringContaining('"x" is not a choice'),
        },
      ],
    });
    expect(stderr).toContain("--base");
  });
});

describe("errors", () => {
  const cases: [string, string[], number][] = [
    ["unknown-option", ["--bse=alpine"], 2],
    ["npm-ate-the-options", ["app", "alpine", "linux/amd64"], 2],
    [
      "several-bad-values",
      ["app", "--base=windows", "--go=1.20", "--port=http", "--module=a b"],
      2,
    ],
    [
      "combination",
      ["app", "--base=chainguard", "--platform=linux/riscv64,linux/amd64", "--no-ca-certs"],
      2,
    ],
    ["no-terminal", ["app", "--interactive"], 2],
    ["ask-without-terminal", ["app", "--on-conflict=ask"], 2],
    ["answers-missing", ["app", "--answers=missing.json"], 1],
    ["directory-with-newline", ["a\nb", "--yes"], 2],
    ["reserved-directory", ["nul", "--yes"], 2],
    ["go-module-as-dockerfile", ["app", "--yes", "--dockerfile=go.mod"], 2],
    ["source-as-dockerfile", ["app", "--yes", "--dockerfile=main.go"], 2],
    ["readme-as-makefile", ["app", "--yes", "--makefile=README.md"], 2],
    ["one-name-twice", ["app", "--yes", "--dockerfile=renovate.json", "--updates=renovate"], 2],
    ["no-module-from-directory", ["日本", "--yes"], 2],
  ];
  test.each(cases)("%s", async (name, argv, code) => {
    const cwd = temporaryDirectory();
    const { status, stderr } = await goslimHere(argv, { cwd });
    expect(status).toBe(code);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(tree(cwd)).toEqual({});
    await expect(stderr).toMatchFileSnapshot(`../../snapshots/errors/${name}.txt`);
  });

  // Words of a command line may be anything; that they are quoted rightly the properties show.
  const ANY_TEXT = ["arg", "cmd", "health-cmd"];
  const hostile = [
    "a\nb",
    'a"b',
    "$(touch x)",
    "`touch x`",
    "{{x}}",
    "${{ x }}",
    "*/",
    "-x",
    "x".repeat(10_000),
    "a\u0000b".slice(0, 1) + "\u0001",
    "äöü",
    "..",
    "/etc",
    "a;b",
    "a'b",
    "<%= x %>",
  ];
  /** What the command line says to one value, before it reads or writes anything. */
  function answerTo(flag: string, value: string): KnownError {
    try {
      const { flags } = parseArguments(["app", "--yes", `--${flag}=${value}`]);
      resolveAnswers({ flags, found: { directory: "app" } });
    } catch (error) {
      if (error instanceof KnownError) return error;
      throw error;
    }
    return expect.fail(`--${flag} takes ${JSON.stringify(value.slice(0, 20))}`);
  }

  const FLAGS = QUESTION_LIST.filter(
    ({ flag, form }) => form !== "boolean" && !ANY_TEXT.includes(flag),
  ).map(({ flag }) => flag);

  test.each(FLAGS)("--%s refuses what is hostile, by name", (flag) => {
    for (const value of hostile.filter((one) => one !== "/etc" || flag !== "workdir")) {
      const error = answerTo(flag, value);
      const text = errorText(error, (_style, plain) => plain);
      expect([value.slice(0, 20), error.exitCode]).toEqual([value.slice(0, 20), 2]);
      expect(new Set(error.problems.map(({ at }) => placeOf(at)))).toEqual(new Set([`--${flag}`]));
      expect(text).toContain(`--${flag}`);
      expect(text.length).toBeLessThan(3000);
    }
  });

  test.each([
    ["module", "a\nb"],
    ["port", "$(touch x)"],
    ["user", "x".repeat(10_000)],
  ])("a process refuses a hostile --%s by the same words, and writes nothing", (flag, value) => {
    const cwd = temporaryDirectory();
    expect(goslim(["app", "--yes", `--${flag}=${value}`], { cwd })).toEqual({
      status: 2,
      stdout: "",
      stderr: errorText(answerTo(flag, value), (_style, plain) => plain),
    });
    expect(tree(cwd)).toEqual({});
  });

  test("a target that is a file, or cannot be written", async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, "file"), "");
    expect((await goslimHere(["file", "--yes"], { cwd })).status).toBe(1);
    mkdirSync(join(cwd, "closed"), { mode: 0o555 });
    if (process.getuid?.() !== 0)
      expect((await goslimHere(["closed", "--yes"], { cwd })).status).toBe(1);
    chmodSync(join(cwd, "closed"), 0o755);
    symlinkSync("/nowhere", join(cwd, "closed", ".github"));
    expect(await goslimHere(["closed", "--yes"], { cwd })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("symbolic link"),
    });
  });
});

describe("help", () => {
  test("as recorded, and within its columns", async () => {
    await expect(helpText(100)).toMatchFileSnapshot("../../snapshots/help.txt");
    for (const columns of [40, 60, 80, 120]) {
      // A flag, an example or an exit code is never broken.
      const wide = helpText(columns)
        .split("\n")
        .filter((line) => line.length > columns && !/^ {2}\S|^Make a Go/.test(line));
      expect(wide).toEqual([]);
    }
  });

  test("options that end at once", async () => {
    expect(goslim(["--help"])).toMatchObject({ status: 0, stdout: helpText(80), stderr: "" });
    expect(goslim(["-V"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(goslim(["--list"]).stdout).toContain("dockerfile");
    expect(JSON.parse(goslim(["--list", "--json"]).stdout)).toHaveProperty("generators");
  });

  test("no colours without a terminal, or against NO_COLOR", () => {
    const { stdout } = goslim(["app", "--yes", "--dry-run"], { cwd: temporaryDirectory() });
    expect(stdout).not.toContain("\u001b");
  });
});
