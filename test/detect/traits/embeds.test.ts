import { expect, test } from "vitest";
import { embeds } from "../../../src/detect/traits/embeds.ts";
import { frontEnd } from "../../../src/detect/traits/front-end.ts";
import { findingsOf, type Texts } from "../../support/program.ts";

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
