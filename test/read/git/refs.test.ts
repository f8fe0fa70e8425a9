import { describe, expect, test } from "vitest";
import { submodulePaths } from "../../../src/read/git/modules.ts";
import {
  isRefName,
  parseHead,
  parseOriginHead,
  parsePackedRefs,
  tagNames,
} from "../../../src/read/git/refs.ts";

const ID = "0123456789abcdef0123456789abcdef01234567";

describe("HEAD", () => {
  test.each([
    ["ref: refs/heads/main\n", { branch: "main" }],
    ["ref: refs/heads/feature/x", { branch: "feature/x" }],
    [`${ID}\n`, { commit: ID }],
    ["ref: refs/tags/v1", undefined],
    ["ref: refs/heads/../../x", undefined],
    ["ref: refs/heads/--x", undefined],
    ["ref: refs/heads/a b", undefined],
    ["", undefined],
    ["x".repeat(1 << 20), undefined],
  ])("%j", (text, expected) => expect(parseHead(text)).toEqual(expected));

  test.each([
    ["ref: refs/remotes/origin/master\n", "master"],
    ["ref: refs/remotes/origin/release/1.x\n", "release/1.x"],
    ["ref: refs/remotes/upstream/main\n", undefined],
    [ID, undefined],
  ])("of origin: %j", (text, expected) => expect(parseOriginHead(text)).toBe(expected));
});

test("packed references", () => {
  const text = `# pack-refs with: peeled fully-peeled sorted\n${ID} refs/heads/main\n${ID} refs/tags/v1.0.0\n^${ID}\nnonsense\n${ID} refs/tags/a..b\n`;
  const refs = parsePackedRefs(text);
  expect([...refs.keys()]).toEqual(["refs/heads/main", "refs/tags/v1.0.0"]);
  expect(tagNames(refs, ["v1.1.0", "v1.0.0", "sub/v2", "a.lock"])).toEqual([
    "sub/v2",
    "v1.0.0",
    "v1.1.0",
  ]);
});

test.each([
  ["refs/tags/v1.0.0;id>X", true], // git takes it
  ["refs/tags/a b", false],
  ["refs/tags/a~1", false],
  ["refs/tags/.a", false],
  ["refs/tags//a", false],
  ["refs/tags/a.", false],
  ["refs/tags/a@{1}", false],
])("%s is a name: %s", (name, expected) => expect(isRefName(name)).toBe(expected));

test.each([
  ['[submodule "lib"]\n\tpath = third_party/lib\n\turl = ../lib', ["third_party/lib"]],
  ['[submodule "b"]\npath = b/\n[submodule "a"]\npath = a', ["a", "b"]],
  ['[submodule "x"]\npath = ../x', []],
  ['[submodule "x"]\npath = /etc', []],
  ['[submodule "x"]\npath = -x', []],
  ['[submodule "x"]\npath = a/.GIT/hooks', []],
  ["[submodule]\npath = x", []],
  ["garbage [", []],
])(".gitmodules %j", (text, expected) => expect(submodulePaths(text)).toEqual(expected));
