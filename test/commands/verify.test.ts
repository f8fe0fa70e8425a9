// The command line with a docker that is a script: it says what a real one would, and notes what it was asked for.
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goslimHere } from "../support/in-process.ts";
import { CLI, PLAIN_ENV, run } from "../support/run.ts";
import { temporaryDirectory } from "../support/tree.ts";

/** A service that opens a template, unless its Dockerfile copies it. */
const WANTS_TEMPLATES = `
case "$1 $2" in
  "buildx build")
    while [ $# -gt 1 ]; do
      case "$1" in --iidfile=*) id="\${1#*=}" ;; --iidfile) id="$2" ;; --file=*) file="\${1#*=}" ;; esac
      shift
    done
    [ -z "$file" ] || cp "$file" "$STATE/Dockerfile"
    echo sha256:abc >"$id" ;;
  "create "*) echo container ;;
  "inspect "*)
    if grep -q '^COPY templates' "$STATE/Dockerfile"
    then echo '{"Running":true,"ExitCode":0,"OOMKilled":false}'
    else echo '{"Running":false,"ExitCode":1,"OOMKilled":false}'
    fi ;;
  "logs "*) echo 'open templates/a.html: no such file or directory' ;;
  "run "*) echo 'tcp 8080 all' ;;
esac`;

/** Puts a docker into a directory of its own. */
function fakeDocker(script: string): { readonly env: Record<string, string>; calls: () => string } {
  const state = temporaryDirectory();
  const bin = join(state, "bin");
  mkdirSync(bin);
  const docker = join(bin, "docker");
  writeFileSync(docker, `#!/bin/sh\nSTATE='${state}'\necho "$*" >>"$STATE/calls"\n${script}\n`);
  chmodSync(docker, 0o755);
  return {
    env: { PATH: `${bin}:/usr/bin:/bin` },
    calls: () => readFileSync(join(state, "calls"), "utf8"),
  };
}

function project(): string {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, "go.mod"), "module example.com/app\n\ngo 1.27\n");
  writeFileSync(join(directory, "main.go"), "package main\n\nfunc main() {}\n");
  mkdirSync(join(directory, "templates"));
  writeFileSync(join(directory, "templates", "a.html"), "a");
  run("git", ["init", "--quiet"], { cwd: directory });
  return directory;
}

const FLAGS = ["--kind=service", "--port=8080"];

describe("verify", () => {
  test("says what is missing, writes, and exits with 1", async () => {
    const cwd = project();
    const { env, calls } = fakeDocker(WANTS_TEMPLATES);
    const result = await goslimHere([".", "--yes", "--verify", ...FLAGS], { cwd, env });
    expect(result.status).toBe(1);
    expect(result.stdout).toContain("--verify=fix tries: --copy=templates:/app/templates");
    expect(result.stdout).toMatch(
      /mend what answers can:\n {2}create-goslim \. --yes .*--verify=fix/,
    );
    expect(result.stderr).toContain("it opens templates/a.html, which is not in the image");
    expect(existsSync(join(cwd, "Dockerfile"))).toBe(true);
    expect(calls()).toMatch(/create --label=create-goslim.verify=\S+ --network=none --read-only/);
    expect(calls()).toMatch(/^rm --force --volumes container$/m);
    expect(calls()).toMatch(/^image rm --force sha256:abc$/m);
  });

  test("=fix changes the answer, which counts as given", async () => {
    const cwd = project();
    const { env } = fakeDocker(WANTS_TEMPLATES);
    const { status, stdout } = await goslimHere([".", "--json", "--verify=fix", ...FLAGS], {
      cwd,
      env,
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: "done",
      command: expect.stringContaining("--copy=templates:/app/templates"),
      verification: {
        works: true,
        changed: { copy: ["templates:/app/templates"], workdir: "/app" },
        rounds: [{ works: false, symptom: { id: "file-missing" } }, { works: true }],
      },
    });
    expect(readFileSync(join(cwd, "Dockerfile"), "utf8")).toContain(
      "COPY templates /app/templates",
    );
    const record = readFileSync(join(cwd, ".goslim.json"), "utf8");
    expect(JSON.parse(record)).toMatchObject({ answers: { copy: ["templates:/app/templates"] } });
  });

  test("writes nothing in a dry run", async () => {
    const cwd = project();
    const { env } = fakeDocker(WANTS_TEMPLATES);
    const args = [".", "--json", "--dry-run", "--verify=fix", ...FLAGS];
    const { status } = await goslimHere(args, { cwd, env });
    expect([status, readdirSync(cwd).sort()]).toEqual([
      0,
      [".git", "go.mod", "main.go", "templates"],
    ]);
  });

  test("tries the edits that are kept", async () => {
    const cwd = project();
    const { env } = fakeDocker(WANTS_TEMPLATES);
    await goslimHere([".", "--yes", ...FLAGS], { cwd, env });
    const path = join(cwd, "Dockerfile");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/^USER/m, "COPY templates /templates\nUSER"));
    expect((await goslimHere([".", "--yes", "--verify"], { cwd, env })).status).toBe(0);
  });

  test("of a new project, whose directory is not there yet", async () => {
    const cwd = temporaryDirectory();
    const running = '"Running":true,"Health":{"Status":"healthy"}';
    const script = WANTS_TEMPLATES.replace("grep -q", "true").replace('"Running":true', running);
    const args = ["app", "--json", "--dry-run", "--verify"];
    const { status, stdout } = await goslimHere(args, { cwd, env: fakeDocker(script).env });
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { verification: { works: true } }]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each([
    ["no docker", undefined, "needs docker, which is not in the PATH"],
    ["no buildx", 'case "$1" in buildx) exit 1 ;; esac', "needs buildx"],
    [
      "no engine",
      'case "$1" in version) echo cannot connect >&2; exit 1 ;; esac',
      "does not answer: cannot connect",
    ],
  ])("refuses where there is %s", async (_name, script, message) => {
    const env = script === undefined ? { PATH: "/nowhere" } : fakeDocker(script).env;
    const cwd = project();
    const result = await goslimHere([".", "--yes", "--verify"], { cwd, env });
    expect(result).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
    expect(existsSync(join(cwd, "Dockerfile"))).toBe(false);
  });

  test("takes no docker from the repository", async () => {
    const cwd = project();
    writeFileSync(join(cwd, "docker"), "#!/bin/sh\ntouch ran\n", { mode: 0o755 });
    const result = await goslimHere([".", "--yes", "--verify"], { cwd, env: { PATH: cwd } });
    expect(result.stderr).toContain("not in the PATH");
    expect(existsSync(join(cwd, "ran"))).toBe(false);
  });

  test("removes what runs that were killed have left, and nothing else", async () => {
    const { env, calls } = fakeDocker(`
case "$1" in ps) printf '%s\\n' 'dead ${owner(2 ** 22 + 1)}' 'alive ${owner(process.pid)}' 'far away_x:7' ;; esac
${WANTS_TEMPLATES}`);
    await goslimHere([".", "--yes", "--verify", ...FLAGS], { cwd: project(), env });
    expect(calls()).toContain("rm --force --volumes dead");
    expect(calls()).not.toContain("--volumes far");
  });
});

test("an interruption ends the build, removes everything and exits with 130", async () => {
  const { env, calls } = fakeDocker(
    'case "$1 $2" in "buildx build") touch "$STATE/building"; sleep 60 & wait ;; esac',
  );
  const cwd = project();
  const before = workspaces();
  const child = spawn(process.execPath, [CLI, ".", "--yes", "--verify"], {
    cwd,
    env: { ...process.env, ...PLAIN_ENV, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const status = new Promise((resolve) => child.once("close", resolve));
  await expect
    .poll(() => existsSync(join(env["PATH"]?.split("/bin:")[0] ?? "", "building")), {
      timeout: 20_000,
    })
    .toBe(true);
  child.kill("SIGINT");
  expect(await status).toBe(130);
  expect(workspaces()).toEqual(before);
  expect(existsSync(join(cwd, "Dockerfile"))).toBe(false);
  expect(calls().trim().split("\n").at(-1)).toMatch(/^image ls /);
});

function owner(process: number): string {
  return `${hostname().replaceAll(/[^A-Za-z0-9]/g, "_")}:${process}`;
}

function workspaces(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("goslim-verify-"));
}
