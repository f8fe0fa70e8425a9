import { describe, expect, test } from "vitest";
import { readFilters } from "../../../src/read/git/attributes.ts";
import { isLfsPointer } from "../../../src/read/git/lfs.ts";

function filterOf(files: Record<string, string>, path: string, info?: string): string | undefined {
  return readFilters({ read: (file) => files[file], info })(path);
}

describe("filters", () => {
  test.each([
    ["data/*.bin filter=lfs diff=lfs merge=lfs -text", "data/cities.bin", "lfs"],
    ["data/*.bin filter=lfs", "data/more/cities.bin", undefined],
    ["*.bin filter=lfs", "a/b.bin", "lfs"],
    ["*.bin filter=lfs\nkeep.bin -filter", "keep.bin", undefined],
    ["*.bin filter=lfs\nkeep.bin !filter", "keep.bin", undefined],
    ["*.bin filter=lfs\n*.bin text", "a.bin", "lfs"],
    ["data/ filter=lfs", "data/a", undefined],
    ["data/** filter=lfs", "data/a/b", "lfs"],
    ['"a b.bin" filter=lfs', "a b.bin", "lfs"],
    ["[attr]big filter=lfs -text\n*.bin big", "a.bin", "lfs"],
    ["!*.bin filter=lfs", "a.bin", undefined],
    ["# *.bin filter=lfs", "a.bin", undefined],
    ["*.bin filter=crypt", "a.bin", "crypt"],
    ["*.bin\tfilter=lfs\r", "a.bin", "lfs"],
  ])("%j of %s: %s", (text, path, expected) => {
    expect(filterOf({ ".gitattributes": text }, path)).toBe(expected);
  });

  test("the nearest file counts, and the clone's own before all", () => {
    const files = { ".gitattributes": "*.bin filter=lfs", "a/.gitattributes": "*.bin -filter" };
    expect(filterOf(files, "a/x.bin")).toBeUndefined();
    expect(filterOf(files, "a/b/x.bin")).toBeUndefined();
    expect(filterOf(files, "b/x.bin")).toBe("lfs");
    expect(filterOf(files, "a/x.bin", "a/* filter=own")).toBe("own");
  });
});

describe("pointers of Git LFS", () => {
  const oid = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
  test.each([
    [`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`, true],
    [`version https://git-lfs.github.com/spec/v1\nsize 12345\n`, false],
    [`version https://example.org/v1\noid sha256:${oid}\nsize 12345\n`, false],
    ["", false],
  ])("%j: %s", (text, expected) => expect(isLfsPointer(text)).toBe(expected));
});
