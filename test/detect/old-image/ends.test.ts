// Whatever a Dockerfile says ends in one way.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Element, End, OldImage } from "../../../src/detect/old-image/index.ts";
import { finalStage, reachingStages } from "../../../src/detect/old-image/final-stage.ts";
import { readStages } from "../../../src/read/dockerfile/stages.ts";
import { readOldImage } from "../../support/old-image.ts";
import { fixtures } from "../../support/txtar.ts";

const text = (end: End): string =>
  end.kind === "carried"
    ? `carried: ${end.to}`
    : end.kind === "replaced"
      ? `replaced: ${end.by}`
      : end.kind === "lost"
        ? `lost: ${end.todo}`
        : `not needed: ${end.because}`;

const shown = ({ elements }: OldImage): readonly string[] =>
  elements.map(({ instruction, line, end }) => `${line} ${instruction} → ${text(end)}`);

const BUILD = "golang AS b\nWORKDIR /src\n";
const ending = (line: string, isFinal: boolean): Element["end"] | undefined => {
  const dockerfile = isFinal
    ? `FROM alpine\n${line}`
    : `FROM ${BUILD}${line}\nFROM scratch\nCOPY --from=b /app /app`;
  const at = isFinal ? 2 : 3;
  return readOldImage(dockerfile).elements.find((one) => one.line === at)?.end;
};

test("a whole Dockerfile", () => {
  const dockerfile = `ARG V=1
FROM node AS web
RUN npm ci
FROM golang AS unused
RUN make
FROM ${BUILD}ARG V
ENV CGO_ENABLED=0 A=1
COPY . .
COPY --from=web /dist web/dist
RUN apk add git libpcap-dev && go build -o /app .
FROM alpine
RUN apk add --no-cache ca-certificates ffmpeg
LABEL org.opencontainers.image.version=$V a=b
ENV PATH=/x A=1
COPY --from=b /app /app
COPY conf /etc
EXPOSE 80 1-2
USER 1
USER 2
HEALTHCHECK CMD ["/app", "x"]
CMD ["a"]
ENTRYPOINT ["/app"]
SHELL ["sh"]
`;
  expect(shown(readOldImage(dockerfile, { "conf/a": "" }))).toMatchInlineSnapshot(`
    [
      "1 ARG V=1 → not needed: a build argument is no part of the image",
      "2 FROM node AS web → replaced: the stage that compiles",
      "3 RUN npm ci → lost: a front end that is embedded is built in a stage of its own; others before",
      "6 FROM golang AS b → replaced: the stage that compiles",
      "7 WORKDIR /src → not needed: it ends with the stage, which is no image",
      "8 ARG V → not needed: it ends with the stage, which is no image",
      "9 ENV CGO_ENABLED → replaced: the stage that compiles",
      "9 ENV A → not needed: it ends with the stage, which is no image",
      "10 COPY . . → replaced: the stage that compiles",
      "11 COPY /dist web/dist → lost: what comes out of web has to be there before the image is built, or be built by a stage of its own",
      "12 RUN apk add git → not needed: the stage that compiles has it",
      "12 RUN apk add libpcap-dev → lost: if compiling needs it, choose --cgo, or install it in the stage that compiles",
      "12 RUN go build -o /app . → replaced: the stage that compiles",
      "13 FROM alpine → replaced: --base",
      "14 RUN apk add ca-certificates → replaced: --ca-certs",
      "14 RUN apk add ffmpeg → lost: if the program needs it, choose --base=alpine and install it",
      "15 LABEL org.opencontainers.image.version → replaced: the Makefile and the workflow set it",
      "15 LABEL a → carried: label",
      "16 ENV PATH → not needed: it belongs to the old image",
      "16 ENV A → carried: env",
      "17 COPY /app /app → replaced: COPY of the program",
      "18 COPY conf /etc → carried: copy",
      "19 EXPOSE 80 → carried: expose",
      "19 EXPOSE 1-2 → lost: a range of ports",
      "20 USER 1 → not needed: a later one replaces it",
      "21 USER 2 → carried: user",
      "22 HEALTHCHECK CMD ["/app", "x"] → carried: healthCmd",
      "23 CMD ["a"] → carried: cmd",
      "24 ENTRYPOINT ["/app"] → replaced: ENTRYPOINT",
      "25 SHELL ["sh"] → not needed: it leaves nothing in the image",
    ]
  `);
});

const OPTION: Readonly<Record<string, string>> = {
  user: "replaced: the numeric USER, which needs no user database",
  nothing: "not needed: it leaves nothing in the image",
  directory: "lost: --volume gives a directory that the program may write to",
  fetch: "lost: put what it fetches into the repository, and give it with --copy",
  before: "lost: run it before the image is built, so that its results are there",
  front: "lost: a front end that is embedded is built in a stage of its own; others before",
  compiled: "replaced: the stage that compiles",
  modules: "replaced: the stage that compiles, which downloads modules first",
  tests: "replaced: the Makefile's and the workflow's test",
  has: "not needed: the stage that compiles has it",
  init: "replaced: --init",
  capability: "lost: give the capability to the container instead: --cap-add",
};

test.each([
  ["adduser -D app", "user"],
  ["addgroup app", "user"],
  ["useradd app", "user"],
  ["groupadd app", "user"],
  ["mkdir /data", "directory"],
  ["install -d /data", "directory"],
  ["chown 1 /data", "lost: --volume makes directories that belong to the user"],
  ["chmod 755 /app", "lost: set the mode in the repository; it is kept"],
  ["setcap x /app", "capability"],
  ["update-ca-certificates", "replaced: --ca-certs"],
  ["strip /app", "replaced: --debug-symbols"],
  [
    "upx /app",
    "not needed: a packed program starts slower, needs more memory and is no smaller to pull",
  ],
  ["git describe", "replaced: the version and revision that the Makefile and the workflow give"],
  ["curl -O https://example.com", "fetch"],
  ["wget https://example.com", "fetch"],
  ["make", "before"],
  ["task", "before"],
  ["mage", "before"],
  ["./anything", "before"],
  ["npm ci", "front"],
  ["npx vite", "front"],
  ["pnpm i", "front"],
  ["yarn", "front"],
  ["bun i", "front"],
  ["rm -rf /x", "nothing"],
  ["cd /x", "nothing"],
  ["set -e", "nothing"],
  ["echo x", "nothing"],
  ["printf x", "nothing"],
  ["true", "nothing"],
  [": x", "nothing"],
  ["test -f x", "nothing"],
  ["[ -f x ]", "nothing"],
  ["ls", "nothing"],
  ["cat x", "nothing"],
  ["pwd", "nothing"],
  ["which x", "nothing"],
  ["exit 0", "nothing"],
  ["sleep 1", "nothing"],
  ["/bin/ls", "nothing"],
  ["A=1", "not needed: it ends with the shell that runs it"],
  ["go build", "compiled"],
  ["go install", "compiled"],
  ["go mod download", "modules"],
  ["go get ./...", "modules"],
  ["go test ./...", "tests"],
  ["go vet ./...", "tests"],
  ["go generate ./...", "lost: run it before, and commit what it makes"],
  ["go run ./gen", "before"],
  ["go tool x", "before"],
  ["go unknown", "before"],
  [
    "go work init ./a",
    "lost: commit a go.work with the same modules, so that the same sources are compiled",
  ],
  ["go env", "nothing"],
  ["go version", "nothing"],
  ["go clean", "nothing"],
  ["apk add ca-certificates", "replaced: --ca-certs"],
  ["apk add tzdata=1", "replaced: --tzdata"],
  ["apk add tini", "init"],
  ["apk add dumb-init", "init"],
  ["apk add libcap", "capability"],
  ["apk update", "not needed: the new image installs nothing"],
])("RUN %s in the image", (command, expected) => {
  const end = ending(`RUN ${command}`, true);
  expect(end && text(end)).toBe(OPTION[expected] ?? expected);
});

const IN_BUILD_STAGE: readonly (readonly [line: string, expected: string])[] = [
  ["RUN mkdir /data", "nothing"],
  ["RUN install -d /data", "nothing"],
  ...[
    "apk add",
    "apt install",
    "apt-get install -y",
    "dnf install",
    "microdnf install",
    "tdnf install",
    "yum install",
    "zypper install",
  ].map((install): [string, string] => [`RUN ${install} git`, "has"]),
  ..."bash binutils build-base build-essential g++ gcc libc-dev libc6-dev make musl-dev openssh-client upx"
    .split(" ")
    .map((name): [string, string] => [`RUN apk add ${name}`, "has"]),
  [
    "RUN apk add libpcap-dev",
    "lost: if compiling needs it, choose --cgo, or install it in the stage that compiles",
  ],
  ["COPY . .", "compiled"],
  ["ADD . .", "compiled"],
  ["COPY <<E /x\nE", "lost: write the file into the repository"],
  ["ENV CGO_ENABLED=0", "compiled"],
  ["ENV GOFLAGS=x", "lost: set it in the stage that compiles, if it is needed"],
  ["ENV GOPRIVATE=x", "carried: private"],
  ...["GOEXPERIMENT", "GOPROXY", "GONOSUMDB", "GOSUMDB"].map((name): [string, string] => [
    `ENV ${name}=x`,
    "carried: buildEnv",
  ]),
  ["ENV A=1", "not needed: it ends with the stage, which is no image"],
  ["USER 1", "not needed: it ends with the stage, which is no image"],
];

test.each(IN_BUILD_STAGE)("%s in a stage that compiles", (line, expected) => {
  const end = ending(line, false);
  expect(end && text(end)).toBe(OPTION[expected] ?? expected);
});

test("a workspace that the build makes is told", () => {
  const dockerfile = `FROM ${BUILD}RUN go work init ./a . && go build -o /app .\nFROM scratch\nCOPY --from=b /app /`;
  expect(readOldImage(dockerfile).dropped.map(({ value }) => value)).toEqual([
    {
      instruction: "RUN go work init ./a . && go build -o /app .",
      because: "commit a go.work with the same modules, so that the same sources are compiled",
    },
  ]);
});

test("a directory that is given to the user is carried, and nothing is told of it", () => {
  const image = readOldImage("FROM alpine\nRUN mkdir -p /data/x && chown 1 /data && ls");
  expect(shown(image).slice(1)).toEqual([
    "2 RUN mkdir -p /data/x → carried: volume",
    "2 RUN chown 1 /data → carried: volume",
    "2 RUN ls → not needed: it leaves nothing in the image",
  ]);
  expect(image.dropped).toEqual([]);
});

test.each([
  ["USER 1000", "carried: user"],
  ["USER 1000:1000", "carried: user"],
  ["USER root", "replaced: the numeric USER, which is not root"],
  ["USER 0:0", "replaced: the numeric USER, which is not root"],
  ["USER nonroot", "replaced: the numeric USER, which is not root"],
  ["USER app", "lost: the program runs as 65532, --user gives another number"],
  ["LABEL", "not needed: it leaves nothing in the image"],
  ["CONSTRUCTOR x", "not needed: it leaves nothing in the image"],
])("%s", (line, expected) => {
  const end = ending(line, true);
  expect(end && text(end)).toBe(expected);
});

/**
 * Every instruction that reaches the image has an end, on its own line; people are told of nothing
 * else.
 */
function expectAllEnded(dockerfile: string): void {
  const { elements, dropped } = readOldImage(dockerfile);
  const { stages, globals } = readStages(dockerfile);
  const final = finalStage(stages);
  const reaching = final ? reachingStages(stages, final) : [];
  const instructions = [
    ...globals,
    ...reaching.flatMap(({ from, instructions: own }) => [from, ...own]),
  ];
  const ended = new Set(elements.map(({ line }) => line));
  expect(instructions.filter(({ line }) => !ended.has(line))).toEqual([]);
  const lines = new Set(instructions.map(({ line }) => line));
  expect(elements.filter(({ line }) => !lines.has(line))).toEqual([]);
  expect(dropped.filter(({ line }) => !lines.has(line))).toEqual([]);
  // One part of one instruction ends once.
  const ways = new Map<string, string>();
  for (const { instruction, line, end } of elements) {
    const part = `${line} ${instruction}`;
    expect(`${part} ${ways.get(part) ?? text(end)}`).toBe(`${part} ${text(end)}`);
    ways.set(part, text(end));
    expect(text(end).split(": ")[1]).not.toBe("");
  }
}

test("no instruction of a fixture is without an end", () => {
  for (const { files } of fixtures())
    for (const [path, content] of Object.entries(files))
      if (/dockerfile/i.test(path)) expectAllEnded(content);
});

const argument = fc.constantFrom("a", "app", "/app", "$X", ".", "/data", "80", "x=y", '["app"]');
const line = fc.oneof(
  fc.constantFrom(
    "FROM alpine",
    "FROM golang AS build",
    "FROM build AS next",
    "FROM build",
    "FROM next AS debug",
    "ARG X=1",
    "COPY --from=build /app /app",
    "COPY --from=next a b /c/",
    "COPY --from=nginx a b",
    "RUN --mount=from=next,target=/x go build -o /app .",
    "RUN mkdir /data && chown 1 /data; (a | b) > c",
    "RUN <<E\na\nE",
    "HEALTHCHECK CMD app x",
    "HEALTHCHECK NONE",
    "ONBUILD RUN a",
    "MAINTAINER a",
    "NONSENSE",
    "constructor x",
    "COPY a app x/",
  ),
  fc
    .tuple(
      fc.constantFrom(
        "RUN",
        "CMD",
        "ENTRYPOINT",
        "LABEL",
        "ENV",
        "ADD",
        "COPY",
        "EXPOSE",
        "VOLUME",
        "USER",
        "WORKDIR",
        "STOPSIGNAL",
        "SHELL",
        "HEALTHCHECK CMD",
        "ARG",
      ),
      fc.array(argument, { maxLength: 4 }),
    )
    .map(([keyword, words]) => [keyword, ...words].join(" ")),
);

test("no instruction of any Dockerfile is without an end", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => expectAllEnded(lines.join("\n"))),
    { numRuns: Number(process.env["GOSLIM_RUNS"] ?? 2000) },
  );
});
