import { expect, test } from "vitest";
import { buildTags } from "../../../src/detect/traits/build-tags.ts";
import { dockerfiles } from "../../../src/detect/traits/dockerfiles.ts";
import { oldImage } from "../../../src/detect/traits/old-image.ts";
import { findingsOf, formatFinding, mainFile, programOf } from "../../support/program.ts";

const MAIN = { "main.go": mainFile([]) };
const dockerfile = (...lines: readonly string[]): string =>
  [
    "FROM golang AS build",
    "RUN go build -tags=y,x -o /app",
    "FROM scratch",
    "COPY --from=build /app /app",
    ...lines,
    "",
  ].join("\n");

test.each<[readonly string[], readonly string[]]>([
  [[], []],
  [["ENV A=b C=d"], ["env=A=b,C=d Dockerfile:5"]],
  [["LABEL a=b"], ["label=a=b Dockerfile:5"]],
  [["VOLUME /data"], ["volume=/data Dockerfile:5"]],
  [
    ['ENTRYPOINT ["/app", "serve"]', 'CMD ["-v"]'],
    ["args=serve Dockerfile:5", "cmd=-v Dockerfile:6"],
  ],
  [
    ['ENTRYPOINT ["/app"]', 'HEALTHCHECK CMD ["/app", "health"]'],
    ["healthCmd={program},health Dockerfile:6"],
  ],
  [["USER 1000:1000"], ["user=1000:1000 Dockerfile:5"]],
  [["USER 1000"], ["user=1000 Dockerfile:5"]],
  [["USER app"], ["note not carried over: USER app Dockerfile:5"]],
  [["USER 1000:app"], ["note not carried over: USER 1000:app Dockerfile:5"]],
  [["USER root"], []],
  [["USER 0:0"], []],
  [["USER nonroot:nonroot"], []],
  [["USER rootless"], ["note not carried over: USER rootless Dockerfile:5"]],
  [["STOPSIGNAL SIGINT"], ["note not carried over: STOPSIGNAL SIGINT Dockerfile:5"]],
])("%j", (lines, expected) =>
  expect(findingsOf(oldImage, { ...MAIN, Dockerfile: dockerfile(...lines) })).toEqual(expected),
);

test("a file capability is told where it is given", () => {
  const text =
    "FROM golang\nRUN go build -o /app &&\\\n  setcap 'cap_net_raw+ep' /app\nFROM scratch\n";
  expect(findingsOf(oldImage, { ...MAIN, Dockerfile: text })).toEqual([
    "note not carried over: the file capability cap_net_raw+ep Dockerfile:3",
  ]);
});

test("with several programs nobody knows whose arguments they are", () => {
  const Dockerfile = dockerfile('ENTRYPOINT ["/app", "serve"]', 'CMD ["-v"]', "ENV A=b");
  expect(
    findingsOf(oldImage, { "a/main.go": mainFile([]), "b/main.go": mainFile([]), Dockerfile }),
  ).toEqual(["env=A=b Dockerfile:7"]);
});

test("without an old image there is nothing", () => {
  expect(findingsOf(oldImage, MAIN)).toEqual([]);
  expect(findingsOf(buildTags, MAIN)).toEqual([]);
  expect(findingsOf(dockerfiles, MAIN)).toEqual([]);
});

test("build tags are those of the old image, if nobody gave some", () => {
  const texts = { ...MAIN, Dockerfile: dockerfile() };
  expect(findingsOf(buildTags, texts)).toEqual(["tags=y,x Dockerfile:2"]);
  expect(programOf(texts).tags).toEqual(["y", "x"]);
  expect(buildTags.find(programOf(texts, [])).map(formatFinding)).toEqual([]);
  expect(programOf(texts, ["other"]).tags).toEqual(["other"]);
});

test("build tags that are none are left out", () => {
  const Dockerfile = dockerfile().replace("y,x", "'y,a-b,x'");
  expect(programOf({ ...MAIN, Dockerfile }).tags).toEqual(["y", "x"]);
});

test("other Dockerfiles are named, five at most", () => {
  const names = ["a", "b", "c", "d", "e", "f"].map((name) => `Dockerfile.${name}`);
  const texts = Object.fromEntries(names.map((name) => [name, dockerfile()]));
  expect(findingsOf(dockerfiles, { ...MAIN, Dockerfile: dockerfile() })).toEqual([]);
  expect(findingsOf(dockerfiles, { ...MAIN, ...texts, Dockerfile: dockerfile() })).toEqual([
    `fact Other Dockerfiles: ${names.slice(0, 5).join(", ")} Dockerfile`,
  ]);
});
