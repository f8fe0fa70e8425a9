import { expect, test } from "vitest";
import { findOutdated, type OutdatedOptions } from "../../src/update/outdated.ts";
import type { Change } from "../../src/update/reconcile.ts";

const OPTIONS: OutdatedOptions = {
  goLine: "1.26.0",
  goChosen: false,
  pins: new Map(),
  maxPinAge: undefined,
  today: new Date("2026-11-24"),
};

function outdated(
  ours: string,
  options: Partial<OutdatedOptions> = {},
  state: Change["state"] = "keep",
): readonly string[] {
  const change: Change = {
    path: "Dockerfile",
    owner: "managed",
    state,
    ours,
    theirs: "FROM alpine:3.24\n",
    renewed: [],
    recorded: [],
  };
  return findOutdated([change], { ...OPTIONS, ...options }).map(
    ({ kind, where, message }) => `${kind} ${where}: ${message}`,
  );
}

const PIN = `sha256:${"a".repeat(64)}`;

test.each<readonly [string, readonly string[]]>([
  ["FROM golang:1.27-trixie\nFROM scratch\nFROM alpine:3.24\n", []],
  [
    "FROM golang:1.25-trixie AS go\n",
    [
      "go Dockerfile:1: builds with Go 1.25, but go.mod says go 1.26.0",
      "end of life Dockerfile:1: Go 1.25 is past its end of life; supported are 1.27 and 1.26",
    ],
  ],
  [
    "\nFROM golang:1.27-alpine3.21 AS go\n",
    ["end of life Dockerfile:2: golang:1.27-alpine3.21: support of alpine3.21 ended on 2026-11-01"],
  ],
  [
    "FROM alpine:3.20\n",
    ["end of life Dockerfile:1: alpine:3.20: support of alpine3.20 ended on 2026-04-01"],
  ],
  [
    "FROM registry.corp/hub/library/alpine:3.21.4\n",
    [
      "end of life Dockerfile:1: registry.corp/hub/library/alpine:3.21.4: support of alpine3.21 ended on 2026-11-01",
    ],
  ],
  [
    "FROM gcr.io/distroless/base-debian11:nonroot\n",
    [
      "end of life Dockerfile:1: gcr.io/distroless/base-debian11:nonroot: support of debian11 ended on 2026-08-31",
    ],
  ],
  [
    "FROM gcr.io/distroless/static-debian12:nonroot\nFROM debian:12\n",
    [
      "end of life Dockerfile:1: gcr.io/distroless/static-debian12:nonroot: support of distroless-debian12 ended on 2026-09-30",
    ],
  ],
  [
    "FROM golang:1.27-bookworm\nFROM gcr.io/distroless/static-debian13:nonroot\nFROM example.com/trixie/buster-app:1\n",
    [],
  ],
  [
    "FROM debian:11-slim\n",
    ["end of life Dockerfile:1: debian:11-slim: support of debian11 ended on 2026-08-31"],
  ],
  [
    "<<<<<<< yours\na\n=======\nb\n>>>>>>> create-goslim\n",
    ["conflict Dockerfile:1: has conflict markers"],
  ],
  ["a\n>>>>>>> create-goslim\n", ["conflict Dockerfile:2: has conflict markers"]],
])("%j", (ours, expected) => {
  expect(outdated(ours)).toEqual(expected);
});

test("a release is older than a go line only if all of it is", () => {
  expect(outdated("FROM golang:1.27-trixie\n", { goLine: "1.27.3" })).toEqual([]);
  expect(outdated("FROM golang:1.27.2-trixie\n", { goLine: "1.27.3" })).toEqual([
    "go Dockerfile:1: builds with Go 1.27.2, but go.mod says go 1.27.3",
  ]);
  expect(outdated("FROM golang:1.27.3-trixie\n", { goLine: undefined })).toEqual([]);
});

test("digests: missing beside others, too old, or not known how old", () => {
  const pins = new Map([["alpine:3.24", `${PIN} 2026-08-01`]]);
  expect(outdated(`FROM alpine:3.24@${PIN}\n`, { pins, maxPinAge: 115 })).toEqual([]);
  expect(outdated(`FROM alpine:3.24@${PIN}\n`, { pins, maxPinAge: 114 })).toEqual([
    "pin Dockerfile:1: the digest of alpine:3.24 was looked up 115 days ago, the limit is 114",
  ]);
  expect(outdated(`FROM alpine:3.24@sha256:${"b".repeat(64)}\n`, { pins, maxPinAge: 1 })).toEqual(
    [],
  );
  expect(outdated("FROM alpine:3.24\nFROM mine:1\n", { pins })).toEqual([
    "pin Dockerfile:1: alpine:3.24 has no digest, as the others have",
  ]);
});

test.each([
  ["update", "would be updated"],
  ["create", "would be created"],
  ["merge", "was edited, and would be merged with what is new"],
  ["conflict", "was edited where it would be updated"],
] as const)("%s is drift", (state, message) => {
  expect(outdated("", {}, state)).toEqual([`drift Dockerfile: ${message}`]);
});

test.each(["identical", "keep", "deleted", "unused", "left"] as const)("%s is not", (state) => {
  expect(outdated("", {}, state)).toEqual([]);
});

test.each<readonly [string, string, readonly string[]]>([
  ["1.27-trixie", "1.27", []],
  ["1.27.4-trixie", "1.27", []],
  ["1.27.4-trixie", "1.27.4", []],
  [
    `1.28.1-trixie@${PIN}`,
    "1.27",
    ["ci.yml:2: compiles with Go 1.27, but Dockerfile:1 with Go 1.28.1"],
  ],
  [
    "1.27.4-trixie",
    "1.27.3",
    ["ci.yml:2: compiles with Go 1.27.3, but Dockerfile:1 with Go 1.27.4"],
  ],
])("an image of Go %s and a workflow with %s", (tag, version, expected) => {
  const change = (path: string, ours: string): Change => ({
    path,
    owner: "managed",
    state: "keep",
    ours,
    theirs: ours,
    renewed: [],
    recorded: [],
  });
  const changes = [
    change("Dockerfile", `FROM golang:${tag} AS go\n`),
    change(".github/workflows/ci.yml", `with:\n  go-version: "${version}"\n`),
  ];
  expect(
    findOutdated(changes, OPTIONS)
      .filter(({ message }) => message.startsWith("compiles with"))
      .map(({ where, message }) => `${where.replace(".github/workflows/", "")}: ${message}`),
  ).toEqual(expected);
});
