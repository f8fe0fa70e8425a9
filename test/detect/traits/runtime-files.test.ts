import { expect, test } from "vitest";
import { runtimeFiles } from "../../../src/detect/traits/runtime-files.ts";
import { findingsOf, mainFile, type Texts } from "../../support/program.ts";

const opening = (...paths: readonly string[]): Texts => ({
  "main.go": mainFile(["os"], ...paths.map((path) => `os.Open("${path}")`)),
  "web/a.html": "",
  "rules/app.yaml": "",
});
const image = (...lines: readonly string[]): Texts => ({
  Dockerfile: [
    "FROM golang AS build",
    "RUN go build -o /app",
    "FROM scratch",
    "COPY --from=build /app /app",
    ...lines,
    "",
  ].join("\n"),
});

test.each<[string, Texts, readonly string[]]>([
  ["nothing is opened", opening(), []],
  [
    "a file",
    opening("rules/app.yaml"),
    ["copy=rules/app.yaml:/app/rules/app.yaml main.go:7", "workdir=/app with copy main.go:7"],
  ],
  [
    "a directory and a file in it",
    opening("web", "web/a.html"),
    ["copy=web:/app/web main.go:7", "workdir=/app with copy main.go:7"],
  ],
  ["what is not there", opening("data/x"), []],
  [
    "what the old image has",
    { ...opening("web/a.html"), ...image("COPY web /srv/web") },
    ["copy=web:/srv/web Dockerfile:5"],
  ],
  [
    "what the old image has, and more",
    { ...opening("web/a.html", "rules/app.yaml"), ...image("WORKDIR /srv", "COPY web web") },
    [
      "copy=web:/srv/web,rules/app.yaml:/srv/rules/app.yaml Dockerfile:6",
      "workdir=/srv Dockerfile:5",
    ],
  ],
  ["a directory that means nothing", { ...opening(), ...image("WORKDIR /go/src/app") }, []],
  [
    "a directory of sources that files are opened from",
    { ...opening("rules/app.yaml"), ...image("WORKDIR /src") },
    ["copy=rules/app.yaml:/src/rules/app.yaml main.go:7", "workdir=/src Dockerfile:5"],
  ],
  [
    "a directory of sources that a volume is in",
    { ...opening(), ...image("WORKDIR /src", "VOLUME /src/data") },
    ["workdir=/src Dockerfile:5"],
  ],
  ["a directory", { ...opening(), ...image("WORKDIR /srv") }, ["workdir=/srv Dockerfile:5"]],
  [
    "a directory with a slash at its end",
    { ...opening("web"), ...image("WORKDIR /srv/") },
    ["copy=web:/srv/web main.go:7", "workdir=/srv Dockerfile:5"],
  ],
  [
    "a directory that looks needed, and that nothing opens by a path",
    { ...opening(), "conf/app.yaml": "", "static/a.go": "package a\n" },
    ["note conf looks needed at run time, but nothing copies or embeds it conf"],
  ],
  [
    "directories that look needed, but are opened, or manifests of a cluster",
    {
      ...opening("templates/a.html"),
      "templates/a.html": "",
      "config/kustomization.yaml": "",
      "config/a.yaml": "",
    },
    ["copy=templates/a.html:/app/templates/a.html main.go:7", "workdir=/app with copy main.go:7"],
  ],
  [
    "a developer's variables",
    { "main.go": mainFile(["github.com/joho/godotenv"], "godotenv.Load()"), ".env": "A=b\n" },
    ["note .env is not copied: such files hold a developer's variables, often secrets main.go:7"],
  ],
  [
    "a configuration whose name and directory are given apart",
    {
      "main.go": mainFile(
        ["github.com/spf13/viper"],
        'viper.SetConfigName("app")',
        'viper.AddConfigPath("./rules")',
      ),
      "rules/app.toml": "",
    },
    [
      // Its directory, as files beside it may be asked for too.
      "copy=rules:/app/rules main.go:8",
      "workdir=/app with copy main.go:8",
    ],
  ],
  ["the top", { ...opening(), ...image("WORKDIR /") }, []],
])("%s", (_name, texts, expected) => expect(findingsOf(runtimeFiles, texts)).toEqual(expected));
