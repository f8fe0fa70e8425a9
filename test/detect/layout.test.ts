import { expect, test } from "vitest";
import { layout } from "../../src/detect/finding.ts";
import { layoutOf } from "../../src/detect/layout.ts";
import { mainFile, repositoryOf } from "../support/program.ts";

const MAIN = { "main.go": mainFile([]) };
const parts = (...list: readonly Parameters<typeof layout>[0][]) =>
  list.map((part) => ({ ...layout(part), by: "x", needs: undefined }));

test("what no trait says is as usual", () =>
  expect(layoutOf(repositoryOf(MAIN), [])).toEqual({
    existing: true,
    goMod: true,
    directory: ".",
    context: ".",
    modules: ["."],
    vendor: "none",
    linted: false,
    tested: false,
    output: "dist",
    dockerignore: "directory",
    versionFlag: false,
    embedded: [],
  }));

test("parts of several traits are put together", () =>
  expect(
    layoutOf(repositoryOf(MAIN), parts({ output: "out", linted: true }, { embedded: ["web"] })),
  ).toMatchObject({ output: "out", linted: true, embedded: ["web"], tested: false }));

test("paths are seen from the build context", () => {
  const texts = {
    "go.work": "go 1.26.0\n\nuse (\n\t./b\n\t./a\n)\n",
    "a/go.mod": "module example.com/a\n\ngo 1.26.0\n",
    "a/main.go": mainFile([]),
    "b/go.mod": "module example.com/b\n\ngo 1.26.0\n",
  };
  expect(layoutOf(repositoryOf(texts, "a"), [])).toMatchObject({
    directory: "a",
    context: ".",
    modules: ["a", "b"],
    workspace: ".",
  });
});

test("a vendor directory that does not fit is not used", () =>
  expect(
    layoutOf(
      repositoryOf({
        ...MAIN,
        "go.mod": "module example.com/app\n\ngo 1.26.0\n\nrequire example.org/x v1.0.0\n",
        "vendor/modules.txt": "# example.org/x v0.9.0\n## explicit\n",
      }),
      [],
    ).vendor,
  ).toBe("unused"));
