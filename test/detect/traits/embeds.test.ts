import { expect, test } from "vitest";
import { embeds } from "../../../src/detect/traits/embeds.ts";
import { frontEnd } from "../../../src/detect/traits/front-end.ts";
import { runtimeFiles } from "../../../src/detect/traits/runtime-files.ts";
import { findingsOf, mainFile, type Texts } from "../../support/program.ts";

const embedding = (...patterns: readonly string[]): Texts => ({
  "main.go": `package main\n\nimport _ "embed"\n\n${patterns.map((one) => `//go:embed ${one}\n`).join("")}var x string\n`,
});
const layout = (...embedded: readonly string[]): string => `layout ${JSON.stringify({ embedded })}`;

test.each<[string, Texts, readonly string[]]>([
  ["nothing", { "main.go": "package main\n" }, [layout()]],
  [
    "files",
    { ...embedding("web/*.html", "a.txt"), "a.txt": "", "web/x": "" },
    [layout("a.txt", "web")],
  ],
  [
    "what is often ignored",
    { ...embedding("web"), "web/.env": "", "web/.env.local": "", "web/a/x_test.go": "" },
    [layout("**/*_test.go", "**/.env", "**/.env.*", "web")],
  ],
  [
    "the directory that programs are built in",
    { ...embedding("a.txt", "dist/*"), "dist/x": "" },
    [layout("a.txt", "dist"), 'layout {"output":"out"}', "fact Programs: out/ main.go:6"],
  ],
  ["one that is called alike", { ...embedding("distant"), "distant/x": "" }, [layout("distant")]],
])("%s", (_name, texts, expected) => expect(findingsOf(embeds, texts)).toEqual(expected));

const manifest = (scripts: object): string => JSON.stringify({ scripts });
const BUILD = { "web/package.json": manifest({ build: "x" }), "web/yarn.lock": "" };
const frontend = (part: object): string => `layout ${JSON.stringify({ frontend: part })}`;
const MISSING = "note web/dist is embedded, but does not exist main.go:5";
const BUILT = [
  "fact Front end: web → web/dist main.go:5",
  frontend({ directory: "web", output: "web/dist", lock: "yarn.lock", script: "build" }),
];

test.each<[string, Texts, readonly string[]]>([
  ["what is missing", embedding("web/dist"), [MISSING]],
  ["what is there", { ...embedding("web/dist"), "web/dist/a": "", ...BUILD }, []],
  ["a file that is there", { ...embedding("a.txt"), "a.txt": "" }, []],
  ["all that is there", embedding("*"), []],
  ["a build", { ...embedding("web/dist"), ...BUILD }, BUILT],
  ["a placeholder", { ...embedding("web/dist"), ...BUILD, "web/dist/.gitkeep": "" }, BUILT],
  ["a page of its own", { ...embedding("web/dist"), ...BUILD, "web/dist/index.html": "" }, []],
  ["a directory below", { ...embedding("web/dist"), ...BUILD, "web/dist/a/.gitkeep": "" }, []],
  [
    "no lock file",
    { ...embedding("web/dist"), "web/package.json": manifest({ build: "x" }) },
    [MISSING],
  ],
  [
    "no script of that name",
    { ...embedding("web/dist"), "web/package.json": manifest({ dev: "x" }), "web/yarn.lock": "" },
    [MISSING],
  ],
  [
    "another directory's script",
    {
      ...embedding("web/dist"),
      "ui/package.json": manifest({ dev: "x", "build:go": "vite --outDir ../web/dist/" }),
      "ui/package-lock.json": "",
    },
    [
      "fact Front end: ui → web/dist main.go:5",
      frontend({
        directory: "ui",
        output: "web/dist",
        lock: "package-lock.json",
        script: "build:go",
      }),
    ],
  ],
  [
    "a workspace's lock file above",
    {
      ...embedding("web/dist"),
      "web/package.json": manifest({ build: "x" }),
      "package.json": JSON.stringify({ workspaces: ["web", "libs/**"] }),
      "libs/a/b/package.json": "{}",
      "other/package.json": "{}",
      "yarn.lock": "",
    },
    [
      "fact Front end: web → web/dist main.go:5",
      frontend({
        directory: "web",
        output: "web/dist",
        lock: "yarn.lock",
        script: "build",
        root: ".",
        inputs: ["libs/a/b/package.json", "web/package.json"],
      }),
    ],
  ],
  [
    "a lock file above that is no workspace's",
    { ...embedding("web/dist"), "web/package.json": manifest({ build: "x" }), "yarn.lock": "" },
    [MISSING],
  ],
  [
    "a script at installing",
    {
      ...embedding("web/dist"),
      "web/package.json": manifest({ build: "x", postinstall: "y" }),
      "web/bun.lock": "",
      "web/.npmrc": "//r.example/:_authToken=${TOKEN}",
    },
    [
      "fact Front end: web → web/dist main.go:5",
      frontend({
        directory: "web",
        output: "web/dist",
        lock: "bun.lock",
        script: "build",
        inputs: ["web/.npmrc"],
        early: true,
      }),
      "note web/.npmrc asks for TOKEN, which the build of the front end does not have web/.npmrc",
    ],
  ],
  [
    "Yarn 2 by its lock file",
    { ...embedding("web/dist"), ...BUILD, "web/yarn.lock": "# x\n\n__metadata:\n  version: 8\n" },
    [
      "fact Front end: web → web/dist main.go:5",
      frontend({
        directory: "web",
        output: "web/dist",
        lock: "yarn.lock",
        script: "build",
        yarn2: true,
      }),
    ],
  ],
  [
    "missing before a build",
    { ...embedding("a.txt", "web/dist"), ...BUILD },
    [
      "note a.txt is embedded, but does not exist main.go:5",
      ...BUILT.map((one) => one.replace(":5", ":6")),
    ],
  ],
])("front end: %s", (_name, texts, expected) =>
  expect(findingsOf(frontEnd, texts)).toEqual(expected),
);

const serving = (...statements: readonly string[]): Texts => ({
  "main.go": mainFile(["net/http", "os"], ...statements),
});
const DIST = 'http.Handle("/", http.FileServer(http.Dir("./web/dist")))';
const SERVED = [
  "fact Front end: web → web/dist main.go:8",
  frontend({
    directory: "web",
    output: "web/dist",
    lock: "yarn.lock",
    script: "build",
    served: true,
  }),
];

test.each<[string, Texts, readonly string[]]>([
  ["a directory that is absent", { ...serving(DIST), ...BUILD }, SERVED],
  ["a placeholder", { ...serving(DIST), ...BUILD, "web/dist/.gitkeep": "" }, SERVED],
  ["what is there", { ...serving(DIST), ...BUILD, "web/dist/a": "" }, []],
  [
    "a directory of another name",
    { ...serving('http.Handle("/", http.FileServer(http.Dir("web/uploads")))'), ...BUILD },
    [],
  ],
  [
    "a directory that it makes itself",
    { ...serving(`os.MkdirAll("web/dist", 0o755); ${DIST}`), ...BUILD },
    [],
  ],
  ["no lock file", { ...serving(DIST), "web/package.json": manifest({ build: "x" }) }, []],
])("front end that is served: %s", (_name, texts, expected) =>
  expect(findingsOf(frontEnd, texts)).toEqual(expected),
);

test("a front end that is served is copied to where it is opened", () =>
  expect(findingsOf(runtimeFiles, { ...serving(DIST), ...BUILD })).toEqual([
    "copy=web/dist:/app/web/dist main.go:8",
    "workdir=/app with copy main.go:8",
  ]));
