// A clone has no front end that is built: what is rendered for it is run, and leaves what is found as it was.
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveAnswers } from "../../src/core/answers.ts";
import { detectProject } from "../../src/detect/project.ts";
import { plan } from "../../src/render/plan.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { filesBelow, temporaryDirectory, tree, writeTree } from "../support/tree.ts";

const FILES = {
  "go.mod": "module example.com/app\n\ngo 1.26.0\n",
  "main.go":
    'package main\n\nimport "embed"\n\n//go:embed all:web/dist web/report.html\nvar files embed.FS\n\nfunc main() { _ = files }\n',
  "web/package.json": '{"scripts":{"build":"vite build"}}',
  "web/package-lock.json": "{}",
};

describeWith(["make"], "placeholders", () => {
  test("are made where nothing is built, and detection sees the same after it", async () => {
    const cwd = join(temporaryDirectory(), "app");
    writeTree(
      cwd,
      Object.entries(FILES).map(([path, text]) => ({ path, text })),
    );
    const before = await detectProject(cwd, {}, undefined);
    const { answers } = resolveAnswers({ flags: {}, found: before.found });
    writeTree(cwd, plan(answers, before.layout));
    run("make", ["placeholders"], { cwd });
    expect(tree(join(cwd, "web"))).toMatchObject({
      "dist/index.html": "The front end is not built.\n",
      "report.html": "The front end is not built.\n",
    });
    const after = await detectProject(cwd, {}, undefined);
    expect(after.layout).toEqual(before.layout);
  });

  test("are none where something is built", async () => {
    const cwd = join(temporaryDirectory(), "app");
    writeTree(
      cwd,
      Object.entries(FILES).map(([path, text]) => ({ path, text })),
    );
    const { found, layout } = await detectProject(cwd, {}, undefined);
    writeTree(cwd, plan(resolveAnswers({ flags: {}, found }).answers, layout));
    writeTree(cwd, [{ path: "web/dist/app.js", text: "" }]);
    run("make", ["placeholders"], { cwd });
    expect(filesBelow(join(cwd, "web/dist"))).toEqual(["app.js"]);
  });
});
