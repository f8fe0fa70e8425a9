import { expect, test } from "vitest";
import { generatedCode } from "../../../src/detect/traits/generated-code.ts";
import { findingsOf, type Texts } from "../../support/program.ts";

const importing = (path: string, extra = ""): Texts => ({
  "main.go": `package main\n\nimport _ "example.com/app/${path}"\n${extra}\nfunc main() {}\n`,
});
const goMod = (...lines: readonly string[]): Texts => ({
  "go.mod": ["module example.com/app", "", "go 1.26.0", ...lines, ""].join("\n"),
});
const absent = (path: string): string =>
  `note example.com/app/${path} is imported, but in no clone main.go:3`;
const BUF = { "buf.gen.yaml": "version: v2\nplugins:\n  - remote: buf.build/protocolbuffers/go\n" };
const TEMPL = { "main.go": "package main\n\nfunc main() {}\n", "page.templ": "" };

test.each<[string, Texts, readonly string[]]>([
  ["nothing", { ...importing("gen"), "gen/a.go": "package gen\n" }, []],
  ["a package", importing("gen/v1"), [absent("gen/v1")]],
  [
    "a tool of go.mod",
    { ...importing("gen"), ...goMod("tool github.com/sqlc-dev/sqlc/cmd/sqlc"), "sqlc.yaml": "" },
    ["generate=go tool sqlc generate go.mod:4"],
  ],
  [
    "a configuration of an unknown version",
    { ...importing("gen"), "sqlc.yaml": "" },
    [absent("gen")],
  ],
  [
    "a version of the old build",
    {
      ...importing("gen"),
      ...BUF,
      Dockerfile:
        'FROM golang:1.26 AS b\nRUN go install github.com/bufbuild/buf/cmd/buf@v1.59.0\nRUN buf generate && go build -o /app .\nFROM scratch\nCOPY --from=b /app /app\nENTRYPOINT ["/app"]\n',
    },
    ["generate=go run github.com/bufbuild/buf/cmd/buf@v1.59.0 generate Dockerfile"],
  ],
  [
    "programs that buf would start",
    {
      ...importing("gen"),
      ...goMod("tool github.com/bufbuild/buf/cmd/buf"),
      "buf.gen.yaml": "plugins:\n  - local: protoc-gen-go\n",
    },
    [absent("gen")],
  ],
  [
    "programs that buf starts by go",
    {
      ...importing("gen"),
      ...goMod("tool github.com/bufbuild/buf/cmd/buf"),
      "buf.gen.yaml": 'plugins:\n  - local: ["go", "tool", "protoc-gen-go"]\n',
    },
    ["generate=go tool buf generate go.mod:4"],
  ],
  [
    "documentation of swag",
    { ...importing("docs"), ...goMod("tool github.com/swaggo/swag/cmd/swag") },
    ["generate=go tool swag init go.mod:4"],
  ],
  [
    "swag for another package",
    { ...importing("gen"), ...goMod("tool github.com/swaggo/swag/cmd/swag") },
    [absent("gen")],
  ],
  [
    "templates",
    { ...TEMPL, ...goMod("require github.com/a-h/templ v0.3.977") },
    ["generate=go run github.com/a-h/templ/cmd/templ@v0.3.977 generate go.mod:4"],
  ],
  [
    "templates of an unknown version",
    TEMPL,
    ["note page_templ.go is made from page.templ, and in no clone page.templ:1"],
  ],
  ["templates that are made", { ...TEMPL, "page_templ.go": "package main\n" }, []],
  [
    "a directive",
    importing("gen", "\n//go:generate go run ./make\n"),
    ["generate=go generate . main.go:5"],
  ],
  [
    "a directive with an installed program",
    importing("gen", "\n//go:generate mockgen x\n"),
    [absent("gen")],
  ],
  [
    "a directive above the package",
    { ...importing("api/gen"), "api/doc.go": "//go:generate go tool x\npackage api\n" },
    ["generate=go generate ./api api/doc.go:1"],
  ],
])("%s", (_name, texts, expected) => expect(findingsOf(generatedCode, texts)).toEqual(expected));
