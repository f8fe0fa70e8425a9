import { expect, test } from "vitest";
import { remoteModulePath } from "../../src/read/git/remote.ts";
import { parseGoMod } from "../../src/read/go-mod.ts";
import { modulePathProblem, programName } from "../../src/core/go/module-path.ts";
import { directoryProblem } from "../../src/core/target.ts";

test.each([
  ["module example.com/app\n\ngo 1.27.0\n", { module: "example.com/app", go: "1.27.0" }],
  [
    '// a comment\nmodule "example.com/app" // why\r\ngo 1.26\r\n',
    { module: "example.com/app", go: "1.26" },
  ],
  ["module (\n\texample.com/app\n)\n", { module: "example.com/app" }],
  ["// module example.com/no\n", {}],
  ["", {}],
])("go.mod %j", (text, found) => {
  const { module, go } = parseGoMod(text);
  expect({
    ...(module === undefined ? {} : { module }),
    ...(go === undefined ? {} : { go }),
  }).toEqual(found);
});

test.each([
  ["git@github.com:acme/app.git", "github.com/acme/app"],
  ["https://github.com/acme/app", "github.com/acme/app"],
  ["https://user@gitlab.example.com/group/sub/app.git", "gitlab.example.com/group/sub/app"],
  ["ssh://git@example.com:2222/acme/app.git", "example.com/acme/app"],
  ["/srv/git/app.git", undefined],
  ["../app", undefined],
])("remote %s", (url, path) =>
  expect(
    remoteModulePath(`[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = x\n`),
  ).toBe(path),
);

test.each([
  "example.com/app",
  "app",
  "github.com/Acme/app/v2",
  "gopkg.in/yaml.v3",
  "example.com/a~b",
  "k8s.io/api",
])("%s is a module path", (path) => expect(modulePathProblem(path)).toBeUndefined());

test.each([
  "",
  "/app",
  "app/",
  "a//b",
  "a/../b",
  ".",
  "..",
  "-app",
  "a/-b",
  "example.com/app.",
  "example.com/a b",
  "example.com/\u00e4",
  "example.com/app\n",
  'a"b',
  "example.com/$x",
  "example.com/`x`",
  "example.com/{{x}}",
  "example.com/con",
  "example.com/nul.txt",
  "example.com/app/v1",
  "example.com/app/v0",
  "fmt",
  "net/app",
  "gopkg.in/yaml",
  `example.com/${"a".repeat(200)}`,
  "a\0b",
  "a:b",
  "a\\b",
  "C:/x",
])("%j is not", (path) => expect(modulePathProblem(path)).toBeTypeOf("string"));

test.each([
  ["example.com/app", "app"],
  ["example.com/app/v2", "app"],
  ["gopkg.in/yaml.v3", "yaml"],
  ["app", "app"],
  ["v2", "v2"],
])("the program of %s is %s", (path, name) => expect(programName(path)).toBe(name));

test.each(["", " ", "a\nb", "a\0b", "con", "x/NUL", "x/com1.txt", "a".repeat(1001)])(
  "%j is not a directory to write to",
  (directory) => expect(directoryProblem(directory)).toBeTypeOf("string"),
);
test.each([".", "my-app", "./a/b", "/tmp/x", "../x", "My App", "日本"])("%j is", (directory) =>
  expect(directoryProblem(directory)).toBeUndefined(),
);
