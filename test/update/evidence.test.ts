// The record holds decisions. What only the go command knew is evidence for the modules and imports that it was asked for;
// the go command is a script here, which says what a test wants it to say.
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SCHEMA } from "../../src/update/migrations.ts";
import { describeWith } from "../support/require.ts";
import { goslimHere } from "../support/in-process.ts";
import { run, type Result } from "../support/run.ts";
import { temporaryDirectory, writeTree } from "../support/tree.ts";

const COBRA = "github.com/spf13/cobra";
const GO_MOD = `module example.org/tool\n\ngo 1.26\n\nrequire ${COBRA} v1.8.1\n`;
const GO_SUM = `${COBRA} v1.8.1 h1:e5/vxKd/rZsfSJMUX1agtjeTDf+qv1/JdBF8gg5k9ZM=\n`;
const QUIET = `package main\n\nimport "${COBRA}"\n\nfunc main() { _ = (&cobra.Command{}).Execute() }\n`;
const CALLING = QUIET.replace("import ", 'import "net/http"\nimport ').replace(
  "func main() {",
  'func main() { http.Get("https://example.com");',
);

interface World {
  readonly cwd: string;
  /** Runs with a go command that lists these packages; `undefined`: there is no go command. */
  readonly goslim: (args: readonly string[], listed?: readonly string[]) => Promise<Result>;
  readonly record: () => Record<string, unknown> & { readonly answers: Record<string, unknown> };
  readonly dockerfile: () => string;
}

function world(): World {
  const top = temporaryDirectory();
  const cwd = join(top, "tool");
  writeTree(cwd, [
    { path: ".git/HEAD", text: "ref: refs/heads/main\n" },
    { path: "go.mod", text: GO_MOD },
    { path: "go.sum", text: GO_SUM },
    { path: "main.go", text: QUIET },
  ]);
  const bin = join(top, "bin");
  return {
    cwd,
    goslim: (args, listed) => {
      rmSync(bin, { recursive: true, force: true });
      mkdirSync(bin);
      if (listed) {
        const packages = listed.map((path) => JSON.stringify({ ImportPath: path }));
        writeFileSync(join(bin, "go"), `#!/bin/sh\ncat <<'E'\n${packages.join("\n")}\nE\n`);
        chmodSync(join(bin, "go"), 0o755);
      }
      return goslimHere(args, { cwd, env: { PATH: `${bin}:/usr/bin:/bin` } });
    },
    record: () => JSON.parse(readFileSync(join(cwd, ".goslim.json"), "utf8")) as never,
    dockerfile: () => readFileSync(join(cwd, "Dockerfile"), "utf8"),
  };
}

const CERTIFICATES = "ca-certificates.crt";
const HARMLESS = ["fmt", COBRA];

describe.skipIf(process.platform === "win32")("what the go command knew", () => {
  test("is evidence, and holds on machines that lack it", async () => {
    const { goslim, record, dockerfile } = world();
    expect((await goslim([".", "--yes"], HARMLESS)).status).toBe(0);
    expect(dockerfile()).not.toContain(CERTIFICATES);
    expect(record()).toMatchObject({ schema: SCHEMA, evidence: { answers: { caCerts: false } } });
    expect(record().answers).not.toHaveProperty("caCerts");
    for (const listed of [undefined, ["crypto/tls"]]) {
      expect((await goslim(["--check"], listed)).stdout).toBe("up to date\n");
      const before = record();
      expect((await goslim(["--update"], listed)).status).toBe(0);
      expect(record()).toEqual(before);
    }
  });

  test("is dropped when the program's imports change", async () => {
    const { cwd, goslim, dockerfile, record } = world();
    await goslim([".", "--yes"], HARMLESS);
    writeFileSync(join(cwd, "main.go"), CALLING);
    expect((await goslim(["--check"])).status).toBe(1);
    expect((await goslim(["--update"])).status).toBe(0);
    expect(dockerfile()).toContain(CERTIFICATES);
    expect(record().answers).not.toHaveProperty("caCerts");
    expect((await goslim(["--check"])).stdout).toBe("up to date\n");
  });

  test.each([
    ["go.mod", GO_MOD.replace("v1.8.1", "v1.9.0")],
    ["go.sum", `${GO_SUM}x\n`],
  ])("is asked again when %s changes", async (path, text) => {
    const { cwd, goslim, dockerfile } = world();
    await goslim([".", "--yes"], HARMLESS);
    writeFileSync(join(cwd, path), text);
    expect((await goslim(["--check"], HARMLESS)).stdout).toBe("up to date\n");
    expect((await goslim(["--check"], ["crypto/tls", ...HARMLESS])).status).toBe(1);
    expect((await goslim(["--update"], ["crypto/tls", ...HARMLESS])).status).toBe(0);
    expect(dockerfile()).toContain(CERTIFICATES);
    expect((await goslim(["--check"])).stdout).toBe("up to date\n");
  });

  test.each(["distroless", "alpine", "chainguard"])("stands in no base's way: %s", async (base) => {
    const { goslim } = world();
    await goslim([".", "--yes"], HARMLESS);
    expect(await goslim(["--update", `--base=${base}`])).toMatchObject({ status: 0, stderr: "" });
  });

  test("is a decision once somebody gives it", async () => {
    const { cwd, goslim, record, dockerfile } = world();
    await goslim([".", "--yes", "--no-ca-certs"], HARMLESS);
    expect(record().answers).toMatchObject({ caCerts: false });
    writeFileSync(join(cwd, "main.go"), CALLING);
    expect((await goslim(["--update"])).status).toBe(0);
    expect(dockerfile()).not.toContain(CERTIFICATES);
  });

  test("that no question takes is left aside, and what is no evidence is refused", async () => {
    const { cwd, goslim, record } = world();
    await goslim([".", "--yes"], HARMLESS);
    const write = (evidence: unknown): void =>
      writeFileSync(join(cwd, ".goslim.json"), JSON.stringify({ ...record(), evidence }));
    const { of } = record()["evidence"] as { of: string };
    write({ of, answers: { caCerts: "$(id)" } });
    expect((await goslim(["--check"])).status).toBe(1);
    write({ of: "x", answers: {} });
    expect((await goslim(["--check"])).stderr).toContain("has evidence that is none");
  });

  test("of an older record becomes evidence again, and a real decision stays", async () => {
    const { cwd, goslim, record, dockerfile } = world();
    await goslim([".", "--yes", "--base=busybox"], HARMLESS);
    const { evidence: _, ...rest } = record();
    const old = { ...rest, schema: 1, answers: { ...rest.answers, caCerts: false } };
    const text = `${JSON.stringify(old, null, 2)}\n`;
    writeFileSync(join(cwd, ".goslim.json"), text);
    // Where there is nothing to write, the record stays too.
    expect((await goslim(["--update"], HARMLESS)).status).toBe(0);
    expect(readFileSync(join(cwd, ".goslim.json"), "utf8")).toBe(text);
    writeFileSync(join(cwd, "main.go"), CALLING);
    expect((await goslim(["--check"], ["crypto/tls", ...HARMLESS])).status).toBe(1);
    writeFileSync(join(cwd, "main.go"), QUIET);
    expect(await goslim(["--update", "--base=alpine"], HARMLESS)).toMatchObject({ status: 0 });
    expect(dockerfile()).toContain("FROM alpine:");
    expect(record()).toMatchObject({ schema: SCHEMA, answers: { base: "alpine" } });
    expect(record().answers).not.toHaveProperty("caCerts");
  });
});

describeWith(["git"], "a project that was moved within its repository", () => {
  const git = (cwd: string, ...args: string[]): string =>
    run("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd });

  test("is known as rendered before, and keeps its edits and its names", async () => {
    const cwd = temporaryDirectory();
    const main = `package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":3333", nil) }\n`;
    writeTree(cwd, [
      { path: "go.mod", text: "module example.org/hello\n\ngo 1.26\n" },
      { path: "main.go", text: main },
    ]);
    git(cwd, "init", "--quiet");
    expect((await goslimHere([".", "--yes"], { cwd })).status).toBe(0);
    git(cwd, "add", "--all");
    git(cwd, "commit", "--quiet", "--message", "rendered");
    const before = JSON.parse(readFileSync(join(cwd, ".goslim.json"), "utf8")) as {
      answers: object;
    };
    const dockerfile = readFileSync(join(cwd, "Dockerfile"), "utf8");
    writeFileSync(join(cwd, "Dockerfile"), `${dockerfile}# mine\n`);
    const home = join(cwd, "services/api");
    mkdirSync(home, { recursive: true });
    for (const name of [
      ".dockerignore",
      ".goslim.json",
      "Dockerfile",
      "Makefile",
      "go.mod",
      "main.go",
    ])
      renameSync(join(cwd, name), join(home, name));
    git(cwd, "add", "--all");
    git(cwd, "commit", "--quiet", "--message", "moved");
    const { status, stdout, stderr } = await goslimHere(["services/api", "--update"], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toContain("Dockerfile.goslim");
    expect(readFileSync(join(home, "Dockerfile"), "utf8")).toMatch(/EXPOSE 3333[\s\S]*# mine\n$/);
    const after = JSON.parse(readFileSync(join(home, ".goslim.json"), "utf8")) as {
      answers: Record<string, unknown>;
    };
    const { workflow: _, ...answers } = after.answers;
    expect(answers).toEqual(before.answers);
    expect((await goslimHere(["services/api", "--check"], { cwd })).stdout).toBe("up to date\n");
  });
});
