import { describe, expect, test } from "vitest";
import { BUILD_SYMPTOMS } from "../../src/verify/build-symptoms.ts";
import type { Trial } from "../../src/verify/observation.ts";
import { recognise } from "../../src/verify/recognise.ts";
import { RUN_SYMPTOMS } from "../../src/verify/run-symptoms.ts";
import type { Evidence } from "../../src/verify/symptom.ts";
import { answersWith } from "../support/cases.ts";

const SOURCES = new Map([
  ["templates", "templates"],
  ["config/app.yaml", "config/app.yaml"],
  ["/etc/app/app.yaml", "config/app.yaml"],
]);

function evidence(given = {}): Evidence {
  const answers = answersWith({ tzdata: "none", caCerts: false, ...given });
  return {
    answers,
    workdir: answers.workdir,
    findSource: (path) => SOURCES.get(path),
    isData: (path) => path === "templates",
  };
}

// What the base image always has cannot be left out.
const DYNAMIC = { cgo: "dynamic", caCerts: true, tzdata: "copy" };

const ended = (output: string): Trial => ({
  stage: "run",
  observation: {
    exitCode: 1,
    isOutOfMemory: output === "OOM",
    startError: undefined,
    output: output === "OOM" ? "" : output,
    listeners: [],
    health: undefined,
    stopSeconds: undefined,
  },
});

const built: [string, string, object | string, object?][] = [
  [
    "go: go.mod requires go >= 1.28.1 (running go 1.27.4; GOTOOLCHAIN=local)",
    "go-too-old",
    { go: "1.28" },
  ],
  [
    "main.go:4:2: missing go.sum entry for module providing package example.com/x",
    "sum-missing",
    "go mod tidy",
  ],
  [
    "main.go:4:2: no required module provides package example.com/x; to add it:",
    "sum-missing",
    "go mod tidy",
  ],
  ["go: updates to go.mod needed", "sum-missing", "go mod tidy"],
  [
    "go: git.corp/x/y@v1.0.0: invalid version: git ls-remote -q origin: exit status 128",
    "module-private",
    "--private=git.corp/x/y",
  ],
  ["go: git.corp/x/y@v1.0.0: unrecognized import path", "module-private", "--private=git.corp/x/y"],
  [
    "go: github.com/a/b@v1.2.3: reading https://proxy.example/github.com/a/b: 404 Not Found",
    "module-private",
    "--private=github.com/a/b",
  ],
  [
    "fatal: could not read Username: terminal prompts disabled",
    "module-private",
    "--private=<pattern>",
  ],
  ["web/web.go:9:12: pattern dist/*: no matching files found", "embed-missing", "commit it"],
  [
    "web/web.go:9:12: pattern dist: cannot embed directory dist: contains no embeddable files",
    "embed-missing",
    "commit it",
  ],
  [
    "main.go:5:2: package app/gen/pb is not in std (/usr/local/go/src/app/gen/pb)",
    "package-missing",
    "generate it",
  ],
  ['main.go:5:2: cannot find package "example.com/app/gen"', "package-missing", "generate it"],
  [
    "build constraints exclude all Go files in /go/pkg/mod/github.com/x/y",
    "cgo-needed",
    { cgo: "static" },
  ],
  ["./db.go:8:2: undefined: sqlite3.SQLiteDriver", "cgo-needed", { cgo: "static" }],
  ["./c.go:8:2: undefined: C.free", "cgo-needed", { cgo: "static" }],
  ["-buildmode=c-shared requires cgo", "cgo-needed", { cgo: "static" }],
  ["-buildmode=c-shared requires cgo", "cgo-needed", "--tags", { cgo: "static" }],
  [
    "./pcap.go:3:10: fatal error: pcap.h: No such file or directory",
    "header-missing",
    "development package",
  ],
  [
    "Package vips was not found in the pkg-config search path.",
    "header-missing",
    "development package",
  ],
  [
    "Package 'vips', required by 'virtual:world', not found",
    "header-missing",
    "development package",
  ],
  ["/usr/bin/ld: cannot find -lrdkafka: No such file", "library-missing", "--cgo=dynamic"],
  [
    'failed to compute cache key: failed to calculate checksum of ref x: "/views": not found',
    "not-in-context",
    "--copy",
  ],
  [
    "ERROR: failed to resolve source metadata for docker.io/library/golang:1.27: x",
    "pull-failed",
    "--registry",
  ],
  ["pull access denied for acme/base, repository does not exist", "pull-failed", "--registry"],
];

const ran: [string, string, object | string, object?][] = [
  ["OOM", "out-of-memory", "more memory"],
  ["panic: plugin was not implemented", "plugins", { cgo: "dynamic" }],
  ["plugin: not implemented", "plugins", { cgo: "dynamic" }],
  ["plugin: not implemented", "plugins", "same Go", DYNAMIC],
  ["Binary was compiled with 'CGO_ENABLED=0', go-sqlite3", "cgo-at-run-time", { cgo: "static" }],
  ["go-sqlite3 requires cgo to work. This is a stub", "cgo-at-run-time", { cgo: "static" }],
  ["requires cgo to work", "cgo-at-run-time", "already", { cgo: "static" }],
  [
    "app: error while loading shared libraries: libpcap.so.0.8: cannot open",
    "loader-missing",
    { cgo: "static" },
  ],
  ["exec /usr/local/bin/app: no such file or directory", "loader-missing", { cgo: "static" }],
  ["exec /usr/local/bin/app: no such file", "loader-missing", "distroless-cc", DYNAMIC],
  ["unknown time zone Europe/Lisbon", "zone-unknown", { tzdata: "embed" }],
  ["unknown time zone Mars/Base", "zone-unknown", "no time zone", { tzdata: "embed" }],
  [
    "tls: failed to verify certificate: x509: certificate signed by unknown authority",
    "roots-missing",
    { caCerts: true },
  ],
  ["x509: failed to load system roots and no roots provided", "roots-missing", { caCerts: true }],
  [
    "x509: certificate signed by unknown authority",
    "roots-missing",
    "added to the image",
    { caCerts: true },
  ],
  ['exec: "sh": executable file not found in $PATH', "program-missing", { base: "busybox" }],
  ['exec: "ffmpeg": executable file not found in $PATH', "program-missing", "--base=alpine"],
  ["fork/exec /bin/sh: no such file or directory", "program-missing", { base: "busybox" }],
  [
    "panic: $HOME is not defined",
    "home-missing",
    { env: ["HOME=/home/nonroot"], volume: ["/home/nonroot"] },
  ],
  [
    "neither $XDG_CONFIG_HOME nor $HOME are defined",
    "home-missing",
    { env: ["HOME=/home/nonroot"], volume: ["/home/nonroot"] },
  ],
  [
    "user: Current requires cgo or $USER set in environment",
    "home-missing",
    { env: ["HOME=/home/nonroot"], volume: ["/home/nonroot"] },
  ],
  [
    "mkdir /.cache/app: read-only file system",
    "home-missing",
    { env: ["HOME=/home/nonroot"], volume: ["/home/nonroot"] },
  ],
  ["open /var/lib/app/app.db: permission denied", "not-writable", { volume: ["/var/lib/app"] }],
  ["mkdir data: read-only file system", "not-writable", { workdir: "/data", volume: ["/data"] }],
  ["mkdir data: read-only file system", "not-writable", { volume: ["/srv"] }, { workdir: "/srv" }],
  ["mkdir /data: permission denied", "not-writable", { volume: ["/data"] }],
  ["can't write /srv/app/x.log: Read-only file system", "not-writable", { volume: ["/srv/app"] }],
  ["unable to open database file: data/app.db", "not-writable", { volume: ["/data"] }],
  ["unable to open database file: out of memory (14)", "not-writable", "--volume=/data"],
  ["attempt to write a readonly database", "not-writable", "--volume=/data"],
  ["open templates/index.html: no such file or directory", "file-missing", "mount it"],
  [
    "open templates: no such file or directory",
    "file-missing",
    { copy: ["templates:/app/templates"], workdir: "/app" },
  ],
  [
    "panic: html/template: pattern matches no files: `templates/*.html`",
    "file-missing",
    { copy: ["templates:/app/templates"], workdir: "/app" },
  ],
  [
    "open ./config/app.yaml: no such file or directory",
    "file-missing",
    { copy: ["config/app.yaml:/srv/config/app.yaml"], workdir: "/srv" },
    { workdir: "/srv" },
  ],
  [
    "stat /etc/app/app.yaml: no such file or directory",
    "file-missing",
    { copy: ["config/app.yaml:/etc/app/app.yaml"] },
  ],
  ['Config File "config" Not Found in "[/]"', "file-missing", "mount it"],
  [
    'the file "config/app.yaml" does not exist',
    "file-missing",
    { copy: ["config/app.yaml:/app/config/app.yaml"], workdir: "/app" },
  ],
  [
    "config/app.yaml: no such file or directory",
    "file-missing",
    { copy: ["config/app.yaml:/app/config/app.yaml"], workdir: "/app" },
  ],
  ["listen tcp :80: bind: permission denied", "privileged-port", "above 1023"],
  [
    "dial tcp 127.0.0.1:5432: connect: connection refused",
    "service-unreachable",
    "start it beside",
  ],
  ["dial tcp: lookup db on 127.0.0.11:53: no such host", "service-unreachable", "start it beside"],
  ["lookup db: no such host", "service-unreachable", "start it beside"],
  ["hostname resolving error: lookup postgres: x", "service-unreachable", "start it beside"],
  ["required key DATABASE_URL missing value", "setting-missing", "-e DATABASE_URL="],
  ['env: environment variable "TOKEN" should not be empty', "setting-missing", "-e TOKEN="],
  ["fatal: BOT_TOKEN is not set", "setting-missing", "-e BOT_TOKEN="],
  ["you must set API_KEY", "setting-missing", "-e API_KEY="],
];

function check(trial: Trial, id: string, wanted: object | string, given?: object): void {
  const symptom = recognise(trial, evidence(given));
  expect(symptom?.id).toBe(id);
  if (typeof wanted === "string")
    expect(symptom?.remedy).toEqual({ advice: expect.stringContaining(wanted) as string });
  else expect(symptom?.remedy).toEqual({ change: wanted });
  expect(symptom?.message).not.toContain("undefined");
}

describe("a build that says", () => {
  test.each(built)("%s", (log, id, wanted, given) => {
    check({ stage: "build", log: `#12 0.512 ${log}\n` }, id, wanted, given);
  });
});

describe("a program that says", () => {
  test.each(ran)("%s", (output, id, wanted, given) => {
    check(ended(output), id, wanted, given);
  });
});

test("every way to say something has its line above", () => {
  for (const { stage, patterns, id } of [...BUILD_SYMPTOMS, ...RUN_SYMPTOMS]) {
    const said = (stage === "build" ? built : ran).filter((row) => row[1] === id);
    for (const pattern of patterns)
      expect([
        String(pattern),
        said.some(([text]) => pattern.test(text === "OOM" ? "out of memory" : text)),
      ]).toEqual([String(pattern), true]);
  }
});

test.each(["", "listening on :8080", "hello", "2026/11/25 12:00:00 ready", "panic: boom"])(
  "%j is no symptom",
  (output) => expect(recognise(ended(output), evidence())).toBeUndefined(),
);
