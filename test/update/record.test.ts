import { describe, expect, test } from "vitest";
import { KnownError } from "../../src/core/errors.ts";
import { blobId } from "../../src/update/blob.ts";
import { migrate, SCHEMA } from "../../src/update/migrations.ts";
import { formatRecord, parseRecord, type ProjectRecord } from "../../src/update/record.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";

const ID = "9bad88dcef84c3309b9f4a423c68f9c33b93c1fa";
const RECORD: ProjectRecord = {
  version: "0.2.0",
  schema: SCHEMA,
  answers: { tzdata: "none", base: "alpine", platforms: ["linux/amd64"] },
  pins: new Map([["golang:1.27-trixie", `sha256:${"a".repeat(64)} 2026-11-24`]]),
  files: new Map([
    ["Makefile", [ID, ID]],
    [".dockerignore", [ID]],
  ]),
};

function refusal(text: string): string {
  try {
    parseRecord(text, ".goslim.json", "0.2.0");
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.exitCode).toBe(1);
    return error.problems.map(({ message, hint }) => `${message}: ${hint}`).join("\n");
  }
  return "";
}

const changed = (change: object): string =>
  JSON.stringify({ ...(JSON.parse(formatRecord(RECORD)) as object), ...change });

test("is sorted, one fact a line, and read back as it was", () => {
  const text = formatRecord(RECORD);
  expect(
    text
      .split("\n")
      .filter((line) => /"(?:\.dockerignore|Makefile|base|tzdata)"/.test(line))
      .map((line) => line.trim().slice(0, 16)),
  ).toEqual(['"base": "alpine"', '"tzdata": "none"', '".dockerignore":', `"Makefile": "9ba`]);
  expect(parseRecord(text, ".goslim.json", "0.2.0")).toEqual(RECORD);
  expect(formatRecord(parseRecord(text, ".goslim.json", "0.2.0"))).toBe(text);
});

describe("is refused", () => {
  test.each<readonly [string, string, string]>([
    [
      "of a newer tool",
      changed({ version: "0.3.0" }),
      "was written by create-goslim 0.3.0, and this is 0.2.0: run that version: npm create goslim@0.3.0",
    ],
    ["of a newer schema", changed({ schema: SCHEMA + 1 }), "run that version"],
    ["that is no JSON", "{", "is not JSON"],
    ["that is no object", "[]", "is not a JSON object"],
    ["with conflict markers", `<<<<<<< ours\n${formatRecord(RECORD)}`, "conflict markers"],
    ["without a version", changed({ version: undefined }), "names no version"],
    ["with a command as version", changed({ version: "1.0.0; rm -rf /" }), "names no version"],
    ["without a schema", changed({ schema: "1" }), "has no schema number"],
    ["with an entry that nobody knows", changed({ hooks: [] }), 'unknown entry "hooks"'],
    [
      "with an answer to no question",
      changed({ answers: { color: 1 } }),
      "has an answer to no question",
    ],
    [
      "with an answer that is none",
      changed({ answers: { port: { toString: 1 } } }),
      "has an answer that is none, to port",
    ],
    [
      "with lists in lists",
      `{"schema":2,"version":"0.1.0","answers":{"args":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
      "has an answer that is none, to args",
    ],
    [
      "with evidence that is none",
      changed({ evidence: { of: "0".repeat(64), answers: { port: [[]] } } }),
      "has evidence that is none",
    ],
    ["with files as a list", changed({ files: [] }), "is not laid out like one"],
    ["with an id that is none", changed({ files: { Makefile: "HEAD" } }), "has no blob id"],
    [
      "with a pin that is none",
      changed({ pins: { "golang:1.27": "latest" } }),
      "has a pin that is none",
    ],
    ["with a preset that is none", changed({ preset: {} }), "has a preset"],
    [
      "with too many files",
      changed({
        files: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [String(index), ID])),
      }),
      "more than 100 files",
    ],
    ...[
      "../Makefile",
      "a/../../b",
      "/etc/passwd",
      "C:/x",
      "a\\b",
      ".git/config",
      "a/.GIT/hooks/x",
      "./Makefile",
      "a//b",
      "a\u0000b",
      "",
    ].map(
      (path) =>
        [
          `with the path ${JSON.stringify(path)}`,
          changed({ files: { [path]: ID } }),
          "names a file outside of the project",
        ] as const,
    ),
  ])("%s", (_name, text, message) => {
    expect(refusal(text)).toContain(message);
  });

  test("but not for names that objects have by nature", () => {
    const text = formatRecord({
      ...RECORD,
      files: new Map([
        ["constructor", [ID]],
        ["__proto__", [ID]],
      ]),
    });
    expect([...parseRecord(text, "", "0.2.0").files.keys()].sort()).toEqual(
      ["__proto__", "constructor"].filter((name) => text.includes(`"${name}"`)).sort(),
    );
  });
});

test("answers go through every migration from their schema on, in order", () => {
  const migrations = [
    (answers: object) => ({ ...answers, one: 1 }),
    (answers: object) => ({ ...answers, two: Object.keys(answers).length }),
  ];
  expect(migrate({ base: "alpine" }, 1, migrations)).toEqual({ base: "alpine", one: 1, two: 2 });
  expect(migrate({ base: "alpine" }, 2, migrations)).toEqual({ base: "alpine", two: 1 });
  expect(migrate({ base: "alpine" }, 3, migrations)).toEqual({ base: "alpine" });
});

describeWith(["git"], "blob ids", () => {
  test.each(["", "text\n", "é\u0000\r\n"])("%j as git computes it", (text) => {
    expect(blobId(text)).toBe(run("git", ["hash-object", "--stdin"], { input: text }).trim());
  });
});
