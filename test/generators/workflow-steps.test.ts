// What GitHub says of a ref, a tag or a run reaches a shell by way of the workflow's steps: they are run here, with names
// that are commands. docker, go and what they write are stand-ins.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "js-yaml";
import { NEW_PROJECT } from "../../src/core/layout.ts";
import { plan } from "../../src/render/plan.ts";
import { answersWith } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { attempt, run } from "../support/run.ts";
import { filesBelow, temporaryDirectory, writeTree } from "../support/tree.ts";

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Document {
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const HOSTILE = [
  "v1.0.0;touch ran",
  "v1.0.0$(touch ran)",
  "v1.0.0`touch ran`",
  "v1'\ntouch ran\n'",
  '"; touch ran; "',
  "${{ github.token }}",
  "v1.0.0 && touch ran",
  "--help",
];

/** The files of projects whose workflows differ in their steps. */
const PROJECTS = {
  service: plan(answersWith()),
  "private modules by netrc": plan(
    answersWith({ private: ["git.example.com/team"], privateAuth: "netrc", checkJob: true }),
  ),
  "private modules by ssh": plan(
    answersWith({ private: ["git.example.com/team"], privateAuth: "ssh" }),
  ),
  "a program with a front end": plan(answersWith({ makefile: "Makefile.goslim" }), {
    ...NEW_PROJECT,
    existing: true,
    placeholders: [{ file: "web/dist/index.html", forDirectory: true }],
  }),
};

describeWith(["make", "git"], "the steps of the workflow", () => {
  test.each(Object.entries(PROJECTS))("of %s run no name", (_name, files) => {
    const cwd = temporaryDirectory();
    writeTree(cwd, files);
    const stubs = standIns(["docker", "go", "golangci-lint", "npx", "ssh-agent", "ssh-add"]);
    const git = (...args: readonly string[]): string =>
      run("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd });
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "x");
    const workflow = files.find(({ path }) => path === ".github/workflows/ci.yml")?.text ?? "";
    const { env = {}, jobs } = load(workflow) as Document;
    const steps = Object.values(jobs).flatMap((job) => job.steps.filter((step) => step.run));
    expect(steps.length).toBeGreaterThan(5);
    for (const { run: script = "" } of steps) expect(script).not.toContain("${{");
    const ran: string[] = [];
    for (const name of HOSTILE)
      for (const step of steps) {
        const home = temporaryHome();
        // GitHub puts the values in before a step starts; here all of them are hostile.
        const given = Object.entries({ ...env, ...step.env }).map(
          ([variable, value]) => [variable, value.includes("${{") ? name : value] as const,
        );
        attempt("bash", ["-e", "-c", step.run ?? ""], {
          cwd,
          env: {
            ...Object.fromEntries(given),
            ...home,
            PATH: `${stubs}:${process.env["PATH"] ?? ""}`,
          },
        });
        if (filesBelow(cwd).includes("ran")) ran.push(`${name}: ${step.run}`);
      }
    expect(ran).toEqual([]);
    expect(readFileSync(join(stubs, "log"), "utf8")).toContain("docker buildx build");
  });

  test("such a name would be run by a step that holds it", () => {
    const cwd = temporaryDirectory();
    attempt("bash", ["-e", "-c", `echo ${HOSTILE[0]}`], { cwd });
    expect(filesBelow(cwd)).toContain("ran");
  });
});

function temporaryHome(): Readonly<Record<string, string>> {
  const home = temporaryDirectory();
  return {
    HOME: home,
    GITHUB_ENV: join(home, "env"),
    GITHUB_STEP_SUMMARY: join(home, "summary"),
    GIT_CONFIG_GLOBAL: join(home, "gitconfig"),
  };
}

/** A directory with programs that note how they were called, and do nothing. */
function standIns(names: readonly string[]): string {
  const directory = join(temporaryDirectory(), "bin");
  mkdirSync(directory);
  for (const name of names) {
    const path = join(directory, name);
    writeFileSync(path, `#!/bin/sh\necho "${name} $*" >>"${directory}/log"\n`);
    chmodSync(path, 0o755);
  }
  return directory;
}
