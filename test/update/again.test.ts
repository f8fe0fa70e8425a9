// An answered project can always be run again, and a second run is idle: whatever lies in the directory beside the program,
// and whatever was asked for. GOSLIM_SEQUENCES and GOSLIM_SEED as in model.test.ts.
import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { goslimHere } from "../support/in-process.ts";
import { temporaryDirectory, tree, writeTree } from "../support/tree.ts";

const SEQUENCES = Number(process.env["GOSLIM_SEQUENCES"] ?? 100);
const SEED = process.env["GOSLIM_SEED"];

/** What others have left in a directory, by what it is. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "front end": {
    "web/Dockerfile":
      'FROM node:24\nEXPOSE 3333\nENV NODE_ENV=production\nCMD ["node", "server.js"]\n',
  },
  "front end on the same port": { "web/Dockerfile": "FROM node:24\nEXPOSE 8080\nUSER 1000\n" },
  "old image": {
    Dockerfile:
      'FROM golang:1.26\nRUN go build -o /bin/tool .\nEXPOSE 7000\nUSER 1234\nENTRYPOINT ["/bin/tool"]\n',
  },
  "old image elsewhere": {
    "deploy/Dockerfile":
      "FROM golang:1.26 AS build\nRUN go build -o /tool .\nFROM alpine:3.24\nCOPY --from=build /tool /tool\nVOLUME /data\nCMD /tool\n",
  },
  compose: { "compose.yaml": "services:\n  api:\n    build: .\n    ports: ['9000:9000']\n" },
  kubernetes: {
    "k8s/deployment.yaml":
      "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - ports: [{containerPort: 5000}]\n          livenessProbe: {httpGet: {path: /alive, port: 5000}}\n",
  },
  makefile: { Makefile: "test:\n\tgo test ./...\n" },
  workflow: {
    ".github/workflows/ci.yml": "on: push\njobs:\n  t:\n    steps:\n      - run: go test ./...\n",
  },
  bot: { "renovate.json": "{}\n" },
  linter: { ".golangci.yml": 'version: "2"\n' },
  "ignore file": { ".dockerignore": "*.md\n!README.md\n" },
};

const PROGRAMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: {},
  "go.mod alone": { "go.mod": "module example.com/app\n\ngo 1.27\n" },
  tool: {
    "go.mod": "module example.com/app\n\ngo 1.27\n",
    "main.go": 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("x") }\n',
  },
  service: {
    "go.mod": "module example.com/app\n\ngo 1.27\n",
    "main.go":
      'package main\n\nimport "net/http"\n\nfunc main() {\n\tgo http.Get("https://example.com")\n\thttp.ListenAndServe(":6000", nil)\n}\n',
  },
  "several programs": {
    "go.mod": "module example.com/app\n\ngo 1.27\n",
    "cmd/MyTool/main.go": "package main\n\nfunc main() {}\n",
    "cmd/other/main.go": "package main\n\nfunc main() {}\n",
  },
};

const FLAGS = [
  "--port=9090",
  "--dockerfile=Dockerfile.mine",
  "--makefile=mine.mk",
  "--workflow=mine.yml",
  "--base=alpine",
  "--base=distroless",
  "--base=busybox",
  "--kind=service",
  "--kind=cli",
  "--no-ca-certs",
  "--tzdata=embed",
  "--user=7",
  "--debug-symbols=split",
  "--ci=gitlab",
  "--ci=none",
  "--updates=none",
  "--no-healthcheck",
  "--images=one",
  "--name=tool",
  "--on-conflict=overwrite",
  "--on-conflict=skip",
];

async function runTwice(
  beside: readonly string[],
  program: string,
  steps: readonly (readonly string[])[],
): Promise<void> {
  const cwd = join(temporaryDirectory(), "app");
  const files = { ...PROGRAMS[program] };
  for (const one of beside) Object.assign(files, BESIDE[one]);
  writeTree(
    cwd,
    [[".git/HEAD", "ref: refs/heads/main\n"], ...Object.entries(files)].map(([path, text]) => ({
      path: path as string,
      text: text as string,
    })),
  );
  const main = program === "several programs" ? ["--main=./cmd/MyTool", "--main=./cmd/other"] : [];
  const done: string[][] = [];
  for (const [index, flags] of steps.entries()) {
    const args = [".", "--yes", ...flags, ...(index === 0 ? main : [])];
    done.push(args);
    const first = await goslimHere(args, { cwd });
    if (first.status !== 0) continue; // refused for what was asked: nothing was written
    const before = tree(cwd);
    const where = { beside, program, done };
    // What was skipped is asked about again: the decision is the run's, not the project's.
    const policy = flags.filter((flag) => flag === "--on-conflict=skip").slice(0, 1);
    const update = await goslimHere([".", "--update", ...policy], { cwd });
    expect({ ...where, status: update.status, told: update.stderr }).toEqual({
      ...where,
      status: 0,
      told: "",
    });
    expect({ ...where, files: tree(cwd) }).toEqual({ ...where, files: before });
    if (policy.length === 0) {
      const check = await goslimHere([".", "--check"], { cwd });
      expect({ ...where, told: check.stdout }).toEqual({ ...where, told: "up to date\n" });
    }
  }
  rmSync(cwd, { recursive: true });
}

test("a second run is idle", { timeout: 3_600_000 }, async () => {
  const flags = fc.subarray(FLAGS, { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(Object.keys(BESIDE), { maxLength: 3 }),
      fc.constantFrom(...Object.keys(PROGRAMS)),
      fc.array(flags, { minLength: 1, maxLength: 3 }),
      runTwice,
    ),
    { numRuns: SEQUENCES, seed: Number(SEED ?? 20261125) },
  );
});
