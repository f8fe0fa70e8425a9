import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { parseIgnore, readIgnore } from "../../../src/read/git/ignore.ts";
import { describeWith } from "../../support/require.ts";

describe("one .gitignore file", () => {
  test.each([
    // pattern, path, ignored
    ["config.json", "config.json", true],
    ["config.json", "deep/down/config.json", true],
    ["config.json", "config.jsonc", false],
    ["/config.json", "deep/config.json", false],
    ["web/dist", "web/dist", true],
    ["web/dist", "a/web/dist", false],
    ["vendor/", "vendor/", true],
    ["vendor/", "vendor", false],
    ["vendor/", "a/vendor/modules.txt", true],
    ["*.log", "a/b.log", true],
    ["*.log", "a.log.txt", false],
    ["a/*.go", "a/b/c.go", false],
    ["a/**/c.go", "a/c.go", true],
    ["a/**/c.go", "a/x/y/c.go", true],
    ["**/gen", "x/y/gen", true],
    ["a/**", "a/b/c", true],
    ["a/**", "a", false],
    ["a?c", "abc", true],
    ["a/?", "a//", false],
    ["[a-c]x", "bx", true],
    ["[!a-c]x", "bx", false],
    ["[^a-c]x", "dx", true],
    ["[]]x", "]x", true],
    ["[[:digit:]]x", "7x", true],
    ["[[:digitt:]]x", "7x", false],
    ["[a", "[a", false],
    ["\\#a", "#a", true],
    ["#a", "#a", false],
    ["\\!a", "!a", true],
    ["a  ", "a", true],
    ["a\\ ", "a ", true],
    ["a\t", "a", false],
    ["a\\", "a", false],
    ["a\r", "a", true],
    ["\ufeffa", "a", true],
    ["?", "é", false], // two bytes
    ["??", "é", true],
    ["é*", "éa", true],
    ["*\n!keep", "keep", false],
    ["dir/\n!dir/keep", "dir/keep", true],
    ["dir/*\n!dir/keep", "dir/keep", false],
    ["/", "a", false],
    ["!", "a", false],
  ])("%j and %j: %j", (rules, path, ignored) => {
    expect(ruleFor(new Map([[".gitignore", rules]]), path) !== undefined).toBe(ignored);
  });

  test("names the file, the line and the pattern", () => {
    const files = new Map([["a/.gitignore", "# said by a\n\n*.pem\n"]]);
    expect(ruleFor(files, "a/b/key.pem")).toBe("a/.gitignore:3: *.pem");
  });

  test("the nearest file decides, then the exclude file of the clone", () => {
    const files = new Map([
      [".gitignore", "*.env"],
      ["a/.gitignore", "!x.env"],
    ]);
    expect(ruleFor(files, "a/x.env")).toBeUndefined();
    expect(ruleFor(files, "b/x.env")).toBe(".gitignore:1: *.env");
    expect(ruleFor(files, "b/x.pem", "*.pem")).toBe(".git/info/exclude:1: *.pem");
  });

  test("ignores case where the repository does", () => {
    const ignore = readIgnore({ read: () => "Vendor/[A-C]*", ignoreCase: true });
    expect(ignore.ruleFor("vendor/bin", false)).toBeDefined();
    expect(ignore.ruleFor("vendor/din", false)).toBeUndefined();
  });
});

describe("hostile patterns", () => {
  test.each([
    ["stars", "*a".repeat(1000)],
    ["double stars", "**/a/".repeat(500)],
    ["classes", "[!b]*".repeat(800)],
    ["too long", "a*".repeat(100_000)],
  ])("%s end soon", (_, pattern) => {
    const started = performance.now();
    expect(ruleFor(new Map([[".gitignore", pattern]]), "a/".repeat(1500) + "b")).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("many rules over many paths run out of steps, and say so", () => {
    const ignore = readIgnore({ read: () => "*a*b*c*d*e*f\n".repeat(100_000) });
    const started = performance.now();
    for (let n = 0; n < 20_000; n++) ignore.ruleFor(`${"a".repeat(200)}${n}`, false);
    expect(ignore.isExhausted).toBe(true);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test("no more than so many rules are read", () => {
    expect(parseIgnore("a\n".repeat(50_000), "x")).toHaveLength(10_000);
  });
});

describeWith(["git"], "as git does", () => {
  const root = mkdtempSync(join(tmpdir(), "goslim-ignore-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const name = fc.stringMatching(/^[ab.x]{1,3}$/).filter((one) => !/^\.{1,2}$/.test(one));
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
  const piece = fc.constantFrom(
    ..."a|b|x|.|/|/|*|*|**|**/|/**|?|[ab]|[!a]|[^b]|[a-b|[]a]|[b-]|\\|\\a|\\/|!| |\\ |é|[[:alpha:]]|[[:x:]]|[".split(
      "|",
    ),
  );
  const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(""));
  const rules = fc.array(pattern, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n"));
  const runs = Number(process.env["GOSLIM_SEQUENCES"] ?? 60);

  test("thousands of generated patterns and paths", () => {
    fc.assert(
      fc.property(
        rules,
        fc.option(rules, { nil: undefined }),
        fc.array(path, { minLength: 40, maxLength: 60 }),
        fc.array(path, { minLength: 10, maxLength: 20 }),
        (atRoot, nested, paths, directories) => {
          const files = new Map([[".gitignore", atRoot]]);
          if (nested !== undefined) files.set("a/.gitignore", nested);
          const isDirectory = (one: string): boolean =>
            [...files.keys(), ...directories.map((name) => `${name}/x`)].some((file) =>
              file.startsWith(`${one}/`),
            );
          const expected = byGit(root, files, directories, [...paths, ...directories]);
          for (const one of [...paths, ...directories])
            expect([one, ruleFor(files, isDirectory(one) ? `${one}/` : one)]).toEqual([
              one,
              expected.get(one),
            ]);
        },
      ),
      { numRuns: runs },
    );
  });
});

function ruleFor(
  files: ReadonlyMap<string, string>,
  path: string,
  exclude?: string,
): string | undefined {
  const ignore = readIgnore({ read: (file) => files.get(file), exclude });
  return ignore.ruleFor(path.replace(/\/$/, ""), path.endsWith("/"))?.text;
}

function byGit(
  root: string,
  files: ReadonlyMap<string, string>,
  directories: readonly string[],
  paths: readonly string[],
): ReadonlyMap<string, string> {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  spawnSync("git", ["init", "--quiet"], { cwd: root });
  writeFileSync(join(root, ".git/info/exclude"), "");
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  for (const one of directories) mkdirSync(join(root, one), { recursive: true });
  const { stdout, status, stderr } = spawnSync(
    "git",
    ["-c", "core.excludesFile=", "check-ignore", "--verbose", "--no-index", "-z", "--stdin"],
    { cwd: root, input: paths.join("\0"), encoding: "utf8" },
  );
  if (status !== 0 && status !== 1) throw new Error(stderr);
  const found = new Map<string, string>();
  const fields = stdout.split("\0");
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [source, line, rule = "", path = ""] = fields.slice(at, at + 4);
    if (!rule.startsWith("!")) found.set(path, `${source}:${line}: ${rule}`);
  }
  return found;
}
