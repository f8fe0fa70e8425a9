import { expect, test } from "vitest";
import { findTaken } from "../../src/detect/taken.ts";
import { mainFile, repositoryOf, type Texts } from "../support/program.ts";

const workflow = (run: string, on = "[push]"): Texts => ({
  ".github/workflows/a.yml": `on: ${on}\njobs:\n  a:\n    steps:\n      - run: ${JSON.stringify(run)}\n`,
});
const isTested = (texts: Texts): boolean =>
  findTaken(repositoryOf({ "main.go": mainFile([]), ...texts })).tested;

const MAKEFILE = `.PHONY: all
GO := go test
all: build verify
verify: lint unit
unit:
	@go test ./...
lint:
	golangci-lint run
build:
	go build ./...
endless: endless
`;
const TASKFILE = `version: "3"
tasks:
  quality:
    cmds:
      - task: unit
  unit:
    cmds:
      - gotestsum ./...
  lint:
    cmds:
      - golangci-lint run
`;

test.each<readonly [string, Texts]>([
  ["go test -race ./...", {}],
  ["cd x && gotestsum", {}],
  ["make all", { Makefile: MAKEFILE }],
  ["make -j4 unit", { Makefile: MAKEFILE }],
  ["CGO_ENABLED=0 make verify", { Makefile: MAKEFILE }],
  ["task quality", { "Taskfile.yml": TASKFILE }],
  ["just verify", { justfile: "verify: unit\nunit:\n    go test ./...\n" }],
  ["mage test", { "magefile.go": 'func Test() error {\n\treturn sh.Run("ginkgo")\n}\n' }],
  [
    "./hack/ci.sh",
    { "hack/ci.sh": "#!/bin/sh\nset -e\nsh hack/unit.sh\n", "hack/unit.sh": "go test ./...\n" },
  ],
  ["make test", {}],
])("%s runs the tests", (run, texts) =>
  expect(isTested({ ...workflow(run), ...texts })).toBe(true),
);

test.each<readonly [string, Texts]>([
  ["go vet ./...", {}],
  ["# go test ./...", {}],
  ["make lint", { Makefile: MAKEFILE }],
  ["make build", { Makefile: MAKEFILE }],
  ["make endless", { Makefile: MAKEFILE }],
  ["make test", { Makefile: "test:\n\tnpm test\n" }],
  ["task lint", { "Taskfile.yml": TASKFILE }],
  ["sh ../x.sh", {}],
  ["sh a.sh", { "a.sh": "sh a.sh\n" }],
])("%s does not", (run, texts) => expect(isTested({ ...workflow(run), ...texts })).toBe(false));

test("only what runs for pushes and pull requests counts", () => {
  expect(isTested(workflow("go test", "[schedule, workflow_dispatch]"))).toBe(false);
  expect(isTested(workflow("go test", "pull_request_target"))).toBe(true);
});

test("scripts that call each other many times are read once", () => {
  const script = "sh a.sh\nsh b.sh\nmake x\n".repeat(5_000);
  const texts = {
    "a.sh": script,
    "b.sh": script,
    Makefile: `x:\n\t${"make x; ".repeat(20_000)}\n`,
  };
  expect(isTested({ ...workflow("sh a.sh"), ...texts })).toBe(false);
});
