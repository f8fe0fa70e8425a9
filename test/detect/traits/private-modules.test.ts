import { expect, test } from "vitest";
import { privateModules } from "../../../src/detect/traits/private-modules.ts";
import { findingsOf } from "../../support/program.ts";

const building = (...lines: readonly string[]): readonly string[] =>
  findingsOf(privateModules, {
    "main.go": "package main\n\nfunc main() {}\n",
    Dockerfile: [
      "FROM golang:1.26 AS build",
      ...lines,
      "RUN go build -o /app .",
      "FROM scratch",
      "COPY --from=build /app /app",
      'ENTRYPOINT ["/app"]',
    ].join("\n"),
  });

const TOLD =
  "note the old build writes credentials for git into a layer, which is not carried over Dockerfile:2";

test.each<[string, readonly string[], readonly string[]]>([
  ["nothing", [], []],
  ["ENV", ["ENV GOPRIVATE=a.example/*,b.example"], ["private=a.example/*,b.example Dockerfile:2"]],
  ["go env -w", ["RUN go env -w GOPRIVATE=a.example"], ["private=a.example Dockerfile:2"]],
  ["export", ["RUN export GOPRIVATE=a.example"], ["private=a.example Dockerfile:2"]],
  ["an unknown value", ["ARG HOSTS", "ENV GOPRIVATE=$HOSTS"], []],
  [
    "a default",
    ["ARG HOSTS=a.example", "ENV GOPRIVATE=$HOSTS"],
    ["private=a.example Dockerfile:3"],
  ],
  [
    "others",
    ["ENV GOPROXY=https://p.example GOFLAGS=-v", "ENV GOSUMDB=off"],
    ["buildEnv=GOPROXY=https://p.example,GOSUMDB=off Dockerfile:2"],
  ],
  [
    "SSH",
    [
      "RUN git config --global url.git@a.example:.insteadOf https://a.example/",
      "ENV GOPRIVATE=a.example",
    ],
    ["private=a.example Dockerfile:3", "privateAuth=ssh with private Dockerfile:2"],
  ],
  ["a token", ["RUN git config url.https://$T@a.example/.insteadOf https://a.example/"], [TOLD]],
  ["a netrc", ["RUN echo machine a.example >~/.netrc"], [TOLD]],
])("%s", (_name, lines, expected) => expect(building(...lines)).toEqual(expected));
