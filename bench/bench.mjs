// Measures what the project promises, as ratios within one run. Reports; asserts nothing.
// Usage: npm run bench. Without Docker or Go the rows that need them are left out.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import "../build/prepare.mjs"; // a fresh clone is built first

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const cli = here("../dist/cli.js");
const work = mkdtempSync(join(tmpdir(), "goslim-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const rows = [];

/** Runs a command that must succeed; returns its standard output. */
function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    ...options,
  });
  if (error || status !== 0)
    throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr}`);
  return stdout;
}

/** Median wall time of a function in milliseconds. */
function median(times, body) {
  const measured = Array.from({ length: times }, (_, index) => {
    const begun = performance.now();
    body(index);
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  return measured[times >> 1];
}

function has(command, ...args) {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

const row = (what, measured, limit) => rows.push({ what, measured, limit });
const ms = (time) => `${time.toFixed(0)} ms`;
const kB = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;

packaged();
starts();
detection();
updates();
if (has("go", "version") && has("docker", "info")) images();
console.table(rows); // times are medians, and each is measured beside what it is compared with

function packaged() {
  const [packed] = JSON.parse(
    run("npm", ["pack", "--ignore-scripts", "--json", "--dry-run"], { cwd: here("..") }),
  );
  const { dependencies = {} } = JSON.parse(readFileSync(here("../package.json"), "utf8"));
  row("packages installed", String(1 + Object.keys(dependencies).length), "1");
  row("tarball", kB(packed.size), "190 kB");
}

function starts() {
  const bare = median(21, () => run(process.execPath, ["-e", "0"]));
  const help = median(21, () => run(process.execPath, [cli, "--help"]));
  const project = median(21, (index) =>
    run(process.execPath, [cli, `app${index}`, "--yes"], { cwd: work }),
  );
  row("--help over bare node", `${ms(help - bare)} (${(help / bare).toFixed(2)} ×)`, "15 ms");
  row(
    "project written over bare node",
    `${ms(project - bare)} (${(project / bare).toFixed(2)} ×)`,
    "60 ms",
  );
}

// Many repositories, each rendered once and unedited; one answer is changed in all of them.
function updates() {
  const count = 500;
  const root = join(work, "many");
  const names = Array.from({ length: count }, (_, index) => `app${index}`);
  run(process.execPath, [cli, "first", "--yes", "--git"], { cwd: (mkdirSync(root), root) });
  for (const name of names) cpSync(join(root, "first"), join(root, name), { recursive: true });
  const time = median(1, () =>
    run(process.execPath, [cli, "--update", "-", "--base=alpine"], {
      cwd: root,
      input: names.join("\n"),
    }),
  );
  row(`${count} repositories updated`, `${(time / 1000).toFixed(1)} s`, "60 s");
}

/** Reading a repository: time over bare node and peak memory, against the number of Go files. */
function detection() {
  const bare = median(11, () => run(process.execPath, ["-e", "0"]));
  for (const count of [200, 2_000, 20_000]) {
    const root = join(work, `repository${count}`);
    const packages = count / 20;
    mkdirSync(join(root, ".git"), { recursive: true });
    writeFileSync(join(root, "go.mod"), "module example.com/app\n\ngo 1.26.0\n");
    const imports = Array.from(
      { length: packages },
      (_, index) => `\t_ "example.com/app/p${index}"\n`,
    ).join("");
    writeFileSync(
      join(root, "main.go"),
      `package main\n\nimport (\n${imports})\n\nfunc main() {}\n`,
    );
    const body = Array.from(
      { length: 120 },
      (_, index) =>
        `// F${index} adds.\nfunc f${index}(a, b int) int {\n\treturn a + b + ${index}\n}\n`,
    ).join("\n");
    for (let index = 0; index < packages; index += 1) {
      mkdirSync(join(root, `p${index}`));
      for (let file = 0; file < 20; file += 1)
        writeFileSync(
          join(root, `p${index}`, `f${file}.go`),
          `package p${index}\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\nvar _ = fmt.Sprint(http.StatusOK)\n\n${body}`,
        );
    }
    let peak = 0;
    const time = median(5, () => {
      const script = `process.argv = [process.argv[0], "create-goslim", ".", "--yes", "--dry-run"]; process.on("exit", () => console.error("peak", process.resourceUsage().maxRSS)); import(${JSON.stringify(cli)});`;
      const { stderr } = spawnSync(process.execPath, ["-e", script], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, CI: "true" },
      });
      peak = Math.max(peak, Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0));
    });
    row(
      `detection, ${count} Go files`,
      `${ms(time - bare)}, ${(peak / 1000).toFixed(0)} MB`,
      count === 20_000 ? "1 s, 300 MB" : "",
    );
  }
}

function images() {
  const app = join(work, "app0");
  const build = (...args) =>
    run("docker", ["buildx", "build", "--provenance=false", ...args, app], {
      stdio: ["ignore", "pipe", "pipe"],
    });
  // A program that is there would be kept.
  const anew = (kind) => {
    rmSync(app, { recursive: true, force: true });
    run(process.execPath, [cli, "app0", "--yes", `--kind=${kind}`], { cwd: work });
  };
  const competitor = ["--file", here("competitor.Dockerfile")];
  imageSizes(build, anew, competitor);
  rebuilds(build, app, competitor);
}

/** Sizes of the default images, and of the one that the usual template makes of the service. */
function imageSizes(build, anew, competitor) {
  const compressed = (name, ...args) => {
    const path = join(work, `${name}.tar`);
    build(
      "--output",
      `type=oci,compression=gzip,compression-level=9,force-compression=true,dest=${path}`,
      ...args,
    );
    const layers = run("tar", ["-tvf", path])
      .split("\n")
      .filter((line) => line.includes("blobs/sha256/"));
    return layers.reduce((sum, line) => sum + Number(line.split(/\s+/)[2]), 0);
  };
  for (const kind of ["service", "cli"]) {
    anew(kind);
    const image = compressed(kind);
    const alone = compressed("alone", "--target", "binaries");
    build("--target", "binaries", "--output", `type=local,dest=${join(work, kind)}`);
    const [program] = run("find", [join(work, kind), "-type", "f"])
      .trim()
      .split("\n");
    const size = `${kB(statSync(program).size)}, gzip -9 ${kB(gzipSync(readFileSync(program), { level: 9 }).length)}`;
    row(
      `${kind}: image compressed; program ${size}`,
      kB(image),
      kind === "cli" ? "1100 kB" : "3000 kB",
    );
    // Both by the builder's own compressor, or its distance to gzip -9 would count as contents.
    row(`${kind}: image over its program alone, compressed`, kB(image - alone), "130 kB");
  }
  anew("service");
  const slim = compressed("slim");
  const other = compressed("other", ...competitor);
  row(
    "service: size against the usual template",
    `${(slim / other).toFixed(2)} × (${kB(slim)} / ${kB(other)})`,
    "0.5 ×",
  );
}

/** Times after one line of the service has changed. */
function rebuilds(build, app, competitor) {
  const main = join(app, "main.go");
  const source = readFileSync(main, "utf8");
  let edits = 0;
  const edit = () =>
    writeFileSync(
      main,
      source.replace('"GET /{$}"', `"GET /edit${process.pid}-${(edits += 1)}/{$}"`),
    );
  const compile = () => compileAlone(app);
  const load = (...args) => build("--load", "--tag", "goslim-bench", ...args);
  // As "make image" does it.
  const makeImage = () =>
    build("--output", "type=docker,compression=uncompressed", "--tag", "goslim-bench");
  compile();
  load();
  load("--tag", "goslim-bench-other", ...competitor);
  const bareBuild = median(5, () => (edit(), compile()));
  load();
  const noop = median(5, () => load());
  const rebuild = median(5, () => (edit(), makeImage()));
  const otherRebuild = median(3, () => (edit(), load(...competitor)));
  row(
    `rebuild after one line over go build + no-op build (${ms(bareBuild)} + ${ms(noop)})`,
    `${(rebuild / (bareBuild + noop)).toFixed(2)} × (${ms(rebuild)})`,
    "1.3 ×",
  );
  row(
    "rebuild against the usual template",
    `${(rebuild / otherRebuild).toFixed(2)} × (${ms(rebuild)} / ${ms(otherRebuild)})`,
    "1 ×",
  );
}

/** `go build` as the Dockerfile runs it, with the cache of this machine. */
function compileAlone(app) {
  const flags = ["-trimpath", "-buildvcs=false", "-tags=timetzdata", "-ldflags=-s"];
  const env = {
    ...process.env,
    CGO_ENABLED: "0",
    GOTOOLCHAIN: process.env["GOTOOLCHAIN"] ?? "auto",
  };
  run("go", ["build", ...flags, "-o", join(work, "bare"), "."], { cwd: app, env });
}
