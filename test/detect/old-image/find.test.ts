import { expect, test } from "vitest";
import { findDockerfiles, isDockerfileName } from "../../../src/detect/old-image/find.ts";
import { APP, repositoryOf } from "../../support/old-image.ts";

const TEXT = "FROM alpine\nCMD x\n";
const found = (files: Readonly<Record<string, string>>, main = APP): readonly string[] =>
  findDockerfiles(repositoryOf(files, [main]), main);

test.each([
  ["Dockerfile", true],
  ["dockerfile", true],
  ["Containerfile", true],
  ["Dockerfile.prod", true],
  ["api.Dockerfile", true],
  ["api.dockerfile", true],
  ["Dockerfile-build", true],
  ["Dockerfile_build", true],
  ["api-Dockerfile", true],
  ["api_dockerfile", true],
  ["Containerfile.prod", true],
  ["api.Containerfile", true],
  ["Dockerfile-", false],
  ["-Dockerfile", false],
  ["Dockerfile.", false],
  [".Dockerfile", false],
  ["Dockerfile.dockerignore", false],
  ["Dockerfile.goslim", false],
  ["Dockerfile two", false],
  ["NotDockerfile", false],
  ["Dockerfiles", false],
])("%s is the name of a Dockerfile: %j", (name, expected) =>
  expect(isDockerfileName(name)).toBe(expected),
);

test.each([
  "a/Dockerfile",
  "a/b/c/d/Dockerfile",
  ".github/Dockerfile",
  ".docker/Dockerfile",
  "build/package/Dockerfile",
])("%s is looked at", (path) => expect(found({ [path]: TEXT })).toEqual([path]));

test.each([
  "a/b/c/d/e/Dockerfile",
  ".hidden/Dockerfile",
  "_old/Dockerfile",
  "testdata/Dockerfile",
  "node_modules/Dockerfile",
  "example/Dockerfile",
  "examples/Dockerfile",
  "test/Dockerfile",
  "tests/Dockerfile",
  "e2e/Dockerfile",
  "doc/Dockerfile",
  "docs/Dockerfile",
])("%s is not", (path) => expect(found({ [path]: TEXT })).toEqual([]));

test("a file without FROM, and one of a module below, are none", () => {
  expect(found({ Dockerfile: "RUN x\n", "a/Dockerfile": "# FROM x\n" })).toEqual([]);
  expect(found({ "sub/go.mod": "module x\n", "sub/Dockerfile": TEXT })).toEqual([]);
  expect(found({ Dockerfile: "\n  from alpine\ncmd x" })).toEqual(["Dockerfile"]);
});

// The first of the two is the likelier, for this reason alone.
const CMD_APP = { pattern: "./cmd/app", directory: "cmd/app", name: "app" };
test.each([
  ["in the program's directory", { "a/Dockerfile": TEXT, "cmd/app/Dockerfile": TEXT }, CMD_APP],
  ["in the module's directory", { "a/Dockerfile": TEXT, Dockerfile: TEXT }, CMD_APP],
  ["named after the program", { "a.Dockerfile": TEXT, "app.Dockerfile": TEXT }, CMD_APP],
  ["in a directory of its name", { "a/Dockerfile": TEXT, "b/app/Dockerfile": TEXT }, CMD_APP],
  ["starts the program", { "a/Dockerfile": TEXT, "b/Dockerfile": `${TEXT}CMD /app x\n` }, CMD_APP],
  ["compiles", { "a/Dockerfile": TEXT, "b/Dockerfile": `${TEXT}RUN go build\n` }, CMD_APP],
  ["installs", { "a/Dockerfile": TEXT, "b/Dockerfile": `${TEXT}RUN go  install\n` }, CMD_APP],
  ["exposes", { "a/Dockerfile": TEXT, "b/Dockerfile": `${TEXT}expose 1\n` }, CMD_APP],
  ["starts something", { "a/Dockerfile": TEXT, "b/Dockerfile": `${TEXT}ENTRYPOINT x\n` }, CMD_APP],
  ["has the plain name", { "Dockerfile.a": TEXT, Dockerfile: TEXT }, CMD_APP],
])("first comes what is %s", (_, files, main) =>
  expect(found(files, main)[0]).toBe(Object.keys(files)[1]),
);

test.each(
  "dev test debug lint bench builder proto docs windows alpine release DEV"
    .split(" ")
    .map((part) => `Dockerfile.${part}`)
    .concat("deb/a.Dockerfile", "debian/a.Dockerfile", "rpm/a.Dockerfile"),
)("%s comes after others", (path) => {
  const other = path.includes("/") ? "z/a.Dockerfile" : "Dockerfile.zz";
  expect(found({ [path]: TEXT, [other]: TEXT })).toEqual([other, path]);
});

test("outside of the module only what names it or its program counts", () => {
  const main = { pattern: ".", directory: "sub", name: "app" };
  const files = {
    "sub/go.mod": "module x\n",
    "a/Dockerfile": TEXT,
    "b/Dockerfile": `${TEXT}COPY sub/x /\n`,
    "c/Dockerfile": `${TEXT}COPY sub /\n`,
    "d/Dockerfile": `${TEXT}CMD ["app"]\n`,
    "e/Dockerfile": `${TEXT}CMD ["my_app"]\n`,
    "app/Dockerfile": TEXT,
  };
  const repository = { ...repositoryOf(files, [main]), module: { directory: "sub" } };
  expect(findDockerfiles(repository as never, main).toSorted()).toEqual([
    "app/Dockerfile",
    "b/Dockerfile",
    "c/Dockerfile",
    "d/Dockerfile",
  ]);
});

test.each(
  "CompileDaemon air dlv entr fresh gow modd nodemon realize reflex watchexec wgo".split(" "),
)("an image that starts %s is for development", (name) =>
  expect(
    found({ "Dockerfile.x": `FROM golang:1\nRUN go install x\nCMD ["${name}", "x"]\n` }),
  ).toEqual([]),
);

test.each(
  (
    "almalinux alpine amazonlinux base base-debian12 base-debian13 base-nossl busybox cc cc-debian12 cc-debian13 centos " +
    "debian fedora glibc-dynamic rockylinux scratch static static-debian12 static-debian13 ubi-micro ubi-minimal ubi8 ubi9 " +
    "ubuntu wolfi-base"
  ).split(" "),
)("%s holds no program of its own", (name) => {
  const text = `FROM registry.example.com:5000/x/${name}:1@sha256:0\nENTRYPOINT ["/unknown"]\n`;
  expect(found({ Dockerfile: text })).toEqual(["Dockerfile"]);
});

test.each([
  ["starts the program", 'FROM nginx\nCMD ["/bin/app"]', true],
  ["copies the program", "FROM nginx\nCOPY bin/app-linux /x\nCMD x", true],
  ["compiles", "FROM nginx\nRUN go build\nCMD x", true],
  ["starts from Go's image", "FROM golang:1.26\nRUN make\nFROM nginx\nCMD x", true],
  ["starts from an image that is not known", "FROM $BASE\nCMD x", true],
  ["is another program", "FROM postgres:17\nCOPY init.sql /x/\nEXPOSE 5432", false],
  ["is another language's", "FROM node\nRUN npm ci\nFROM nginx\nCOPY dist /x", false],
  ["starts an interpreter", 'FROM alpine\nCMD ["python3", "x.py"]', false],
  ["starts nothing", "FROM alpine\nCOPY x /y", false],
])("a Dockerfile that %s", (_, text, ships) =>
  expect(found({ Dockerfile: text })).toEqual(ships ? ["Dockerfile"] : []),
);

test("what ships something else comes last, whatever else speaks for it", () => {
  const files = { Dockerfile: "FROM node\nENTRYPOINT x\n", "a/b/Dockerfile": TEXT };
  expect(found(files)).toEqual(["a/b/Dockerfile", "Dockerfile"]);
});
