// Every fixture of a program that exists is rendered by the command line, built by its Makefile and run without privileges.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { attempt, goslim, run } from "../support/run.ts";
import { describeWith } from "../support/require.ts";
import { type Fixture, fixtures, unpackFixture } from "../support/txtar.ts";
import { LOCKED_DOWN } from "./support/docker.ts";
import { scratchDirectory } from "./support/project.ts";

const NETRC = "machine git.example.com login me password hunter2-in-no-layer\n";

describeWith(["docker", "make", "git"], "programs that exist", () => {
  const buildable = fixtures().filter(
    ({ settings }) => !("error" in settings) && !settings["image"]?.startsWith("none"),
  );
  test.each(buildable.map((fixture) => [fixture.name, fixture] as const))(
    "%s",
    async (_name, fixture) => {
      const { image, directory } = build(fixture);
      const { settings } = fixture;
      const container = run("docker", [
        "create",
        ...LOCKED_DOWN,
        image,
        ...(settings["run"] ?? "").split(" ").filter(Boolean),
      ]).trim();
      afterAll(() => attempt("docker", ["rm", "--force", container]));
      run("docker", ["start", container]);
      await expect.poll(() => output(container), { timeout: 10_000 }).toContain(settings["expect"]);
      expect(
        run("docker", ["image", "inspect", "--format", "{{.Config.User}}", image]).trim(),
      ).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      if (settings["secret"]) {
        expect(run("docker", ["image", "history", "--no-trunc", image])).not.toContain("hunter2");
        writeFileSync(join(directory, "saved.tar"), "");
        run("sh", ["-c", `docker save -o '${join(directory, "saved.tar")}' ${image}`]);
        expect(readFileSync(join(directory, "saved.tar")).includes("hunter2")).toBe(false);
      }
    },
  );
});

function output(container: string): string {
  const { stdout, stderr } = attempt("docker", ["logs", container]);
  return stdout + stderr;
}

let counter = 0;

function build(fixture: Fixture): { readonly image: string; readonly directory: string } {
  const { settings } = fixture;
  const work = scratchDirectory();
  const root = join(work, fixture.name);
  unpackFixture(fixture, root);
  run("git", ["init", "--quiet"], { cwd: root });
  const directory = join(root, settings["dir"] ?? ".");
  const flags = (settings["flags"] ?? "").split(" ").filter(Boolean);
  const { status, stdout, stderr } = goslim([".", "--json", ...flags], { cwd: directory });
  expect(stderr).not.toContain("error");
  expect(status).toBe(0);
  const { answers, files } = JSON.parse(stdout) as {
    answers: { makefile: string };
    files: readonly { path: string }[];
  };
  const makefile = join(
    root,
    files.find(({ path }) => path.split("/").at(-1) === answers.makefile)?.path ?? "",
  );
  writeFileSync(join(work, "netrc"), NETRC);
  counter += 1;
  const name = `goslim-existing-${process.pid}-${counter}`;
  const frontend =
    files.length > 0 &&
    readFileSync(join(makefile, "..", "Dockerfile"), "utf8").includes("AS frontend");
  run(
    "make",
    [
      "-f",
      makefile,
      "image",
      `IMAGE=${name}`,
      "VERSION=v1.2.3",
      `NETRC=${join(work, "netrc")}`,
      ...(frontend ? [`BUILD=docker buildx build ${nodeInstead(work)} $(BUILD_FLAGS)`] : []),
    ],
    { cwd: join(makefile, "..") },
  );
  const image = `${name}${settings["target"] ? `-${settings["target"]}` : ""}:v1.2.3`;
  afterAll(() => attempt("docker", ["image", "rm", "--force", image]));
  return { image, directory: work };
}

/** In place of package managers: installing checks that its files are there, and runs the script that comes after it. */
const PACKAGE_MANAGER = `#!/bin/sh
set -e
script() { sed -n 's/.*"'"$1"'": "\\([^"]*\\)".*/\\1/p' package.json; }
case "$(basename "$0") $*" in
  "corepack enable "*) exit ;;
  "npm ci") test -f package-lock.json ;;
  "pnpm install --frozen-lockfile") test -f pnpm-lock.yaml ;;
  "yarn install --frozen-lockfile") test -f yarn.lock ;;
  "yarn install --immutable") test -f yarn.lock && test -f .yarnrc.yml ;;
  "bun install --frozen-lockfile") test -f bun.lock ;;
  *" run "*) exec sh -c "$(script "$2")" ;;
  *) exit 2 ;;
esac
find . -type f >/tmp/installed-from
sh -c "$(script postinstall)"
`;

/** Images in place of Node's and bun's: what package managers do is not under test. */
function nodeInstead(work: string): string {
  const context = join(work, "node");
  mkdirSync(context);
  writeFileSync(join(context, "npm"), PACKAGE_MANAGER, { mode: 0o755 });
  const names = ["corepack", "pnpm", "yarn", "bun"].map((name) => `/usr/local/bin/${name}`);
  writeFileSync(
    join(context, "Dockerfile"),
    `FROM golang:1.27-trixie\nCOPY npm /usr/local/bin/npm\nRUN for name in ${names.join(" ")}; do ln -s npm $name; done\n`,
  );
  const layout = join(work, "layout");
  run("docker", [
    "buildx",
    "build",
    "--provenance=false",
    "--output",
    `type=oci,dest=${layout},tar=false,name=node:latest`,
    context,
  ]);
  return ["node:24-trixie-slim", "oven/bun:1-slim"]
    .map((image) => `--build-context ${image}=oci-layout://${layout}:latest`)
    .join(" ");
}
