import { expect, test } from "vitest";
import { defaultBranch } from "../../../src/detect/traits/default-branch.ts";
import { releaseWorkflows } from "../../../src/detect/traits/release-workflows.ts";
import { tagScheme } from "../../../src/detect/traits/tag-scheme.ts";
import { findingsOf, mainFile, type Texts } from "../../support/program.ts";

const MAIN = { "main.go": mainFile([]) };
const ID = "a".repeat(40);
const head = (branch: string): Texts => ({ ".git/HEAD": `ref: refs/heads/${branch}\n` });
const workflow = (on: string, name = "test.yml"): Texts => ({
  [`.github/workflows/${name}`]: `on:\n  push:\n    ${on}\njobs:\n  a:\n    steps:\n      - run: x\n`,
});

test.each<readonly [string, Texts, readonly string[]]>([
  ["nothing", {}, []],
  ["main", head("main"), []],
  ["master", head("master"), ["branch=master .git/HEAD"]],
  ["a first branch of any name", head("stable/2"), ["branch=stable/2 .git/HEAD"]],
  ["a detached head", { ".git/HEAD": `${ID}\n` }, []],
  [
    "a branch that is worked on beside the usual one",
    { ...head("mend"), ".git/packed-refs": `${ID} refs/heads/master\n` },
    ["branch=master .git/refs"],
  ],
  [
    "origin before what is checked out",
    { ...head("mend"), ".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/trunk\n" },
    ["branch=trunk .git/refs/remotes/origin/HEAD"],
  ],
  [
    "origin's usual one, kept since another is checked out",
    { ...head("develop"), ".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/main\n" },
    ["branch=main .git/refs/remotes/origin/HEAD"],
  ],
  [
    "a workflow's",
    workflow('branches: ["release/*", develop, master]'),
    ["branch=master .github/workflows/test.yml:3"],
  ],
  ["a workflow's patterns", workflow('branches: ["*", "v[0-9]"]'), []],
  ["a name that runs something", head("x;id>ran"), []],
])("default branch of %s", (_name, texts, expected) =>
  expect(findingsOf(defaultBranch, { ...MAIN, ...texts })).toEqual(expected),
);

const tags = (...names: readonly string[]): Texts => ({
  ".git/packed-refs": names.map((name) => `${ID} refs/tags/${name}\n`).join(""),
});

test.each<readonly [string, Texts, readonly string[]]>([
  ["none", {}, []],
  ["v", tags("v1.0.0", "v1.1.0-rc.1"), []],
  ["numbers", tags("1.0.0", "1.10.0", "latest"), ["tagPrefix= .git/refs/tags"]],
  ["the newest", tags("release-1.9.0", "v1.10.0"), []],
  ["a word", tags("v1.9.0", "release-1.10.0"), ["tagPrefix=release- .git/refs/tags"]],
  ["loose ones", { ".git/refs/tags/rel/2.0.1": ID }, ["tagPrefix=rel/ .git/refs/tags"]],
  [
    "another module's",
    { ...tags("lib/v9.0.0", "1.0.0"), "lib/go.mod": "module example.com/app/lib\n" },
    ["tagPrefix= .git/refs/tags"],
  ],
  ["what runs something", tags("$(id)1.0.0"), []],
  [
    "a workflow's pattern",
    workflow('tags: ["[0-9]+.[0-9]+.[0-9]+"]'),
    ["tagPrefix= .github/workflows/test.yml:3"],
  ],
  ["a workflow's usual pattern", workflow("tags: ['v*.*.*']"), []],
  ["all tags", workflow("tags: ['*', '**']"), []],
])("tags: %s", (_name, texts, expected) =>
  expect(findingsOf(tagScheme, { ...MAIN, ...texts })).toEqual(expected),
);

const steps = (text: string, on = "push"): Texts => ({
  ".github/workflows/ship.yml": `on: ${on}\njobs:\n  a:\n    steps:\n${text}`,
});
const PUSHED = [
  "note .github/workflows/ship.yml pushes an image too, and of one tag the later push stays .github/workflows/ship.yml:5",
];

test.each<readonly [string, Texts, readonly string[]]>([
  [
    "build-push-action",
    steps("      - uses: docker/build-push-action@v6\n        with: { push: true }\n"),
    PUSHED,
  ],
  [
    "one by an expression",
    steps('      - uses: docker/build-push-action@v6\n        with: { push: "${{ x }}" }\n'),
    PUSHED,
  ],
  ["one that does not push", steps("      - uses: docker/build-push-action@v6\n"), []],
  ["docker push", steps("      - run: docker push x\n"), PUSHED],
  ["buildx --push", steps("      - run: docker buildx build --push .\n"), PUSHED],
  ["docker build", steps("      - run: docker build .\n"), []],
  [
    "GoReleaser with images",
    {
      ...steps("      - uses: goreleaser/goreleaser-action@v6\n        with: { args: release }\n"),
      ".goreleaser.yaml": "dockers:\n  - ids: [a]\n",
    },
    PUSHED,
  ],
  ["GoReleaser alone", steps("      - uses: goreleaser/goreleaser-action@v6\n"), []],
  ["a pull request", steps("      - run: docker push x\n", "pull_request"), []],
])("a workflow that pushes: %s", (_name, texts, expected) =>
  expect(findingsOf(releaseWorkflows, { ...MAIN, ...texts })).toEqual(expected),
);
