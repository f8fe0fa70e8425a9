import { expect, test } from "vitest";
import { parseWorkflow } from "../../src/read/workflow.ts";

const JOBS = "jobs:\n  a:\n    steps:\n";

test("says when it runs, and what", () =>
  expect(
    parseWorkflow(
      `on:
  push:
    branches: [master, "release/*"]
    tags:
      - "v*"
  pull_request:
${JOBS}      - uses: Docker/Build-Push-Action@v6
        with: { push: true, tags: [a] }
      - run: |
          make
          make check
`,
    ),
  ).toEqual({
    events: ["push", "pull_request"],
    branches: [
      { value: "master", line: 3 },
      { value: "release/*", line: 3 },
    ],
    tags: [{ value: "v*", line: 5 }],
    runs: [{ value: "make\nmake check\n", line: 13 }],
    actions: [
      { action: "docker/build-push-action", line: 10, inputs: new Map([["push", "true"]]) },
    ],
  }));

test.each<readonly [string, readonly string[]]>([
  ["push", ["push"]],
  ["[push, pull_request]", ["push", "pull_request"]],
  ["{ push: { branches: main } }", ["push"]],
])("of on: %s the events are %j", (on, events) =>
  expect(parseWorkflow(`on: ${on}\n${JOBS}      - run: x\n`)?.events).toEqual(events),
);

test.each(["", "a: b", "on: push", "on: push\njobs: []", "on: [\njobs:", `'on': &a [*a]\n${JOBS}`])(
  "%j is no workflow",
  (text) => expect(parseWorkflow(text)).toBeUndefined(),
);
