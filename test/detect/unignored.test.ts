import { expect, test } from "vitest";
import { describeWith } from "../support/require.ts";
import { unignoredNotes } from "../../src/detect/ignored.ts";
import { run } from "../support/run.ts";
import { temporaryDirectory, writeTree } from "../support/tree.ts";

describeWith(["git"], "the directory of the built programs", () => {
  const notes = (rules: string): readonly string[] => {
    const root = temporaryDirectory();
    run("git", ["init", "--quiet"], { cwd: root });
    writeTree(root, [{ path: ".gitignore", text: rules }]);
    return unignoredNotes(root, "svc/dist").map(({ hint }) => hint);
  };

  test("is told where git would take them up", () =>
    expect(notes("*.log\n")).toEqual([
      "so that none of them is committed, add a line: /svc/dist/",
    ]));

  test.each(["dist\n", "dist/\n", "/svc/dist/\n"])("is not told with %j", (rules) =>
    expect(notes(rules)).toEqual([]),
  );
});

test("outside of a repository there is nothing to tell", () =>
  expect(unignoredNotes(temporaryDirectory(), "dist")).toEqual([]));
