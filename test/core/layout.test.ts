import { expect, test } from "vitest";
import { type Layout, layoutProblems, NEW_PROJECT } from "../../src/core/layout.ts";
import { plan } from "../../src/render/plan.ts";
import { answersWith } from "../support/cases.ts";

const FRONTEND = { directory: "web", output: "web/dist", lock: "yarn.lock", script: "build:prod" };

test.each([".", "svc/api-2", "a_b.c@d+e", "büro/日本", "..."])("takes the path %j", (path) => {
  expect(layoutProblems({ ...NEW_PROJECT, directory: path, modules: [path] })).toEqual([]);
  expect(layoutProblems({ ...NEW_PROJECT, frontend: FRONTEND })).toEqual([]);
});

const HOSTILE = [
  "x .\nRUN echo INJECTED\n#",
  "web/d${HOME}ist",
  "--a",
  "--from=attacker.example:5000 /x",
  "web/dist echo INJECTED #",
  "my svc",
  "svc/a: b",
  "svc/a #b",
  "a,b",
  "a;b",
  "a=b",
  "<<",
  "!<!a>",
  "a\u2028b",
  "",
];

test.each(HOSTILE)("refuses %j wherever it stands", (path) => {
  const layouts: readonly Partial<Layout>[] = [
    { directory: path },
    { context: path },
    { modules: [".", path] },
    { workspace: path },
    { output: path },
    { frontend: { ...FRONTEND, directory: path } },
    { frontend: { ...FRONTEND, output: path } },
    { frontend: { ...FRONTEND, script: path } },
  ];
  for (const layout of layouts) {
    expect(layoutProblems({ ...NEW_PROJECT, ...layout })).toHaveLength(1);
    expect(() => plan(answersWith(), { ...NEW_PROJECT, ...layout })).toThrow("cannot stand in");
  }
});
