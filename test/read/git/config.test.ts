import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asBoolean, configValue, parseConfig } from "../../../src/read/git/config.ts";
import { remoteModulePath, remoteUrl } from "../../../src/read/git/remote.ts";
import { describeWith } from "../../support/require.ts";

describe("a configuration file", () => {
  test.each([
    ["[core]\n\tbare = true", "core..bare=true"],
    ["[CORE] BARE=true", "core..bare=true"],
    ["[core]\nbare", "core..bare=true"],
    ['[remote "Or\\"i\\\\gin"]\nurl=x', 'remote.Or"i\\gin.url=x'],
    ["[branch.Main]\nremote = o", "branch.main.remote=o"],
    ["[a]\nb = c # comment", "a..b=c"],
    ["[a]\nb = c ; comment", "a..b=c"],
    ['[a]\nb = "c # d"', "a..b=c # d"],
    ['[a]\nb = " c "x ', "a..b= c x"],
    ["[a]\nb = c \\\n  d", "a..b=c   d"],
    ['[a]\nb = \\"c\\t\\\\', 'a..b="c\t\\'],
    ["[a]\nb = \\x\nc = d", "a..c=d"],
    ['[a]\nb = "c\nd = e', "a..d=e"],
    ["[a\nb = c", ""],
    ['[a "b\n"]\nc = d', ""],
    ["b = c", ""],
    ["# [a]\n;x\n[a]\r\nb = c\r\n", "a..b=c"],
    ["[a]\n1b = c\nb c\nd=", "a..d="],
    ["[include]\npath = /etc/passwd", "include..path=/etc/passwd"],
  ])("%j", (text, expected) => {
    const shown = parseConfig(text).map(
      ({ section, subsection, key, value }) => `${section}.${subsection}.${key}=${value}`,
    );
    expect(shown.join("\n")).toBe(expected);
  });

  test("the last value counts", () => {
    const settings = parseConfig("[a]\nb = 1\n[a]\nb = 2");
    expect(configValue(settings, "a", "", "b")).toBe("2");
    expect(configValue(settings, "a", "x", "b")).toBeUndefined();
  });

  test.each([
    ["Yes", true],
    ["1", true],
    ["", false],
    ["off", false],
    ["maybe", undefined],
    [undefined, undefined],
  ])("%j is %j", (value, expected) => expect(asBoolean(value)).toBe(expected));

  test("reading takes time in proportion to the text", () => {
    const started = performance.now();
    for (const text of ["[a]\nb = \\\n", '[a "', "[a]\nb = ' ", "[[[[", "a=b\n"])
      parseConfig(text.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describeWith(["git"], "a configuration file, as git reads it", () => {
  const piece = fc.constantFrom(
    ...'[a]\n|[A "b"]\n|[a.B]\n|\nk = v\n|\nk2\n|\nk="v w" x\n|\nk = a\\\n b\n|\n# c\n|\nk = v ; c\n|\nk=\\"\\n\\t\n|\n\n'.split(
      "|",
    ),
  );
  test("generated ones", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const input = `[s]\n${pieces.join("")}`;
        const { stdout, status } = spawnSync("git", ["config", "--file=-", "--list", "-z"], {
          input,
          encoding: "utf8",
        });
        const shown = parseConfig(input).map(
          ({ section, subsection, key, value }) =>
            `${section}${subsection ? `.${subsection}` : ""}.${key}\n${value}`,
        );
        expect([status, ...shown]).toEqual([0, ...readListing(stdout)]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the remote", () => {
  test.each([
    ["git@github.com:acme/app.git", "github.com/acme/app"],
    ["https://github.com/acme/app", "github.com/acme/app"],
    ["https://user:token@git.example.org:8443/acme/app.git/", "git.example.org/acme/app"],
    ["ssh://git@git.example.org:2222/acme/app", "git.example.org/acme/app"],
    ['"https://github.com/acme/app" # the origin', "github.com/acme/app"],
    ["/srv/git/app.git", undefined],
    ["../app", undefined],
    ["--upload-pack=x", undefined],
    ["ssh://-oProxyCommand=x.example.org/app", undefined],
    ["git@github.com:-x/app", undefined],
    ['"https://github.com/ac me/app"', undefined],
    ['"https://github.com/acme\\tapp"', undefined],
    ["https://github.com/\u202eacme/app", undefined],
    ["ext::sh -c id", undefined],
    [`https://github.com/${"a".repeat(3000)}`, undefined],
  ])("%s", (url, expected) =>
    expect(remoteModulePath(`[remote "origin"]\n\turl = ${url}\n`)).toBe(expected),
  );

  test("of another name is none", () => {
    expect(remoteUrl('[remote "upstream"]\nurl = https://github.com/acme/app')).toBeUndefined();
  });

  test("hostile addresses end soon", () => {
    const started = performance.now();
    for (const part of ["a@", "a.", ":1", "/"])
      remoteModulePath(`[remote "origin"]\nurl = ${part.repeat(1000)}`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

// A key without a value is listed without a line break.
function readListing(stdout: string): readonly string[] {
  return stdout
    .split("\0")
    .filter((one) => one !== "")
    .map((one) => (one.includes("\n") ? one : `${one}\ntrue`));
}
