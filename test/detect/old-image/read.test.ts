import { expect, test } from "vitest";
import type { OldImage } from "../../../src/detect/old-image/index.ts";
import { readOldImage } from "../../support/old-image.ts";

const BUILT = "FROM golang AS b\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\nFROM alpine\n";
const FILES = { "conf/a.ini": "", "conf/b.ini": "", "run.sh": "", "x y": "", "app.conf": "" };

const valuesOf = (lines: readonly { readonly value: unknown }[]): unknown =>
  lines.map(({ value }) => value);
const reasons = ({ dropped }: OldImage): readonly string[] =>
  dropped.map(({ value, line }) => `${line} ${value.instruction}: ${value.because}`);

const SHELL = "it needs a shell or another program, which the image lacks";
const OTHER = "it starts a script or another program, which the image lacks";

test.each([
  ['ENTRYPOINT ["/app"]', undefined, undefined],
  ['ENTRYPOINT ["/app", "a", "$B"]', ["a", "$B"], undefined],
  ['ENTRYPOINT ["/app"]\nCMD ["a"]', undefined, ["a"]],
  ['ENTRYPOINT ["/app"]\nCMD ["/app", "a"]', undefined, ["a"]],
  ['CMD ["/app", "a"]', undefined, ["a"]],
  ["CMD app a 'b c'", undefined, ["a", "b c"]],
  ["ENV P=1\nCMD app $P", undefined, ["1"]],
  ["CMD exec app a", undefined, ["a"]],
  ['CMD ["sh", "-c", "exec app a"]', undefined, ["a"]],
  ['ENTRYPOINT ["tini", "--", "app", "a"]', ["a"], undefined],
  ['ENTRYPOINT ["/sbin/tini", "-g", "--", "app", "a"]', ["a"], undefined],
  ['ENTRYPOINT ["/other"]\nCMD ["x"]', undefined, ["x"]], // one that nobody explains
  ['ENTRYPOINT ["/run.sh"]\nCMD ["app", "x"]', undefined, ["x"]],
  ['ENTRYPOINT ["/run.sh"]\nCMD ["-x"]', undefined, ["-x"]],
  ['ENTRYPOINT ["/run.sh"]\nCMD ["x"]', undefined, undefined],
  ['ENTRYPOINT []\nCMD ["app", "x"]', undefined, ["x"]],
  ['CMD ["-x"]', undefined, undefined],
  ['CMD ["app", "x"]\nCMD ["app", "y"]', undefined, ["y"]],
  ['ENTRYPOINT ["app", "x"]\nENTRYPOINT ["app", "y"]', ["y"], undefined],
  ['CMD ["x"]\nENTRYPOINT ["app"]', undefined, ["x"]],
  ["CMD app && b", undefined, undefined],
  ["CMD app $NONE", undefined, undefined],
])("%j starts", (text, args, cmd) => {
  const image = readOldImage(`${BUILT}${text}`);
  expect([image.args?.value, image.cmd?.value]).toEqual([args, cmd]);
});

test("an ENTRYPOINT undoes the CMD of the stage that its own continues", () => {
  const { cmd } = readOldImage(`${BUILT.trim()} AS x\nCMD ["a"]\nFROM x\nENTRYPOINT ["/app"]`);
  expect(cmd).toBeUndefined();
});

test.each([
  ['exec app serve "$@"', 'ENTRYPOINT ["/run"]\nCMD ["x"]', ["serve"], ["x"]],
  ['exec app serve "$@"', 'ENTRYPOINT ["/run"]\nCMD ["app", "x"]', ["serve"], ["x"]],
  ["set -e\nmigrate\nexec app serve --x", 'ENTRYPOINT ["/run"]', ["serve", "--x"], undefined],
  ["exec app serve ${@}", 'ENTRYPOINT ["run"]', ["serve"], undefined],
  ["exec app serve $*", 'ENTRYPOINT ["sh", "/run"]', ["serve"], undefined],
  ["exec app serve ${*}", 'ENTRYPOINT ["/bin/bash", "/run"]', ["serve"], undefined],
  ["app $P", 'ENV P=1\nENTRYPOINT ["ash", "/run"]', ["1"], undefined],
  ["app x", 'ENTRYPOINT ["dash", "/run"]', ["x"], undefined],
  ["exec su-exec user app x", 'ENTRYPOINT ["/run"]', ["x"], undefined],
  ["exec gosu user app x", 'ENTRYPOINT ["/run"]', ["x"], undefined],
  ["exec app x", 'CMD ["/run"]', undefined, ["x"]],
  ["exec app $NONE", 'ENTRYPOINT ["/run"]', undefined, undefined],
  ["exec other x", 'ENTRYPOINT ["/run"]', undefined, undefined],
  ['exec "$@"', 'ENTRYPOINT ["/run"]\nCMD ["app", "x"]', undefined, ["x"]],
  ["exec app x", 'ENTRYPOINT ["/else/run"]', undefined, undefined],
])("the script %j of %s starts", (script, text, args, cmd) => {
  const files = { "bin/run": `#!/bin/sh\n${script}\n` };
  const image = readOldImage(`${BUILT}COPY bin/run /\n${text}`, files);
  expect([image.args?.value, image.cmd?.value]).toEqual([args, cmd]);
  expect(reasons(image)).toContain(
    "6 COPY bin/run /: a script needs a shell, which the image lacks",
  );
});

test.each(
  "sh bash ash dash busybox env python python3 node java perl ruby npm nginx supervisord s6-svscan init"
    .split(" ")
    .concat("run.py"),
)("%s is not the program under another name", (name) =>
  expect(reasons(readOldImage(`FROM alpine\nENTRYPOINT ["/bin/${name}", "x"]`))).toEqual([
    `2 ENTRYPOINT ["/bin/${name}", "x"]: ${OTHER}`,
  ]),
);

test.each(["tini", "dumb-init", "catatonit", "su-exec", "gosu", "exec", "--"])(
  "%s is passed over",
  (name) => expect(readOldImage(`${BUILT}CMD ["${name}", "app", "x"]`).cmd?.value).toEqual(["x"]),
);

// Whether it stands above ENTRYPOINT or below.
test.each([
  ['HEALTHCHECK CMD ["/server", "health"]\nENTRYPOINT ["/server"]'],
  ['ENTRYPOINT ["/server"]\nHEALTHCHECK CMD ["/server", "health"]'],
])("a health check of a program out of another image: %j", (text) => {
  const image = readOldImage(
    `FROM alpine\nCOPY --from=ghcr.io/acme/server /server /server\n${text}`,
  );
  expect(image.health?.value).toEqual(["{program}", "health"]);
  expect(reasons(image)).toEqual([
    "2 COPY /server /server: /server comes out of the stage or image ghcr.io/acme/server",
  ]);
});

test.each([
  ['HEALTHCHECK --interval=5s CMD ["app", "x"]', ["{program}", "x"]],
  ['HEALTHCHECK \\\n  CMD \\\n  [ "/bin/app" ]', ["{program}"]],
  ["HEALTHCHECK CMD app x", undefined],
  ['HEALTHCHECK CMD ["curl", "x"]', undefined],
  ["HEALTHCHECK NONE", undefined],
  ['HEALTHCHECK CMD ["app", "x"]\nHEALTHCHECK NONE', undefined],
  ['HEALTHCHECK CMD ["app", "x"]\nHEALTHCHECK CMD ["app", "y"]', ["{program}", "y"]],
])("health %j", (text, words) =>
  expect(readOldImage(`${BUILT}${text}\nCMD ["app"]`).health?.value).toEqual(words),
);

test.each([
  ["--interval=30s", { healthInterval: "30s" }, []],
  ["--timeout=5s", { healthTimeout: "5s" }, []],
  ["--start-period=1m", { healthStartPeriod: "1m" }, []],
  ["--retries=3", { healthRetries: "3" }, []],
  ["--interval=90s --retries=5", { healthInterval: "90s", healthRetries: "5" }, []],
  ["--start-interval=5s", {}, []],
  ["--start-interval=1s", {}, ["HEALTHCHECK --start-interval=1s"]],
])("HEALTHCHECK %s has times of its own", (flags, times, lost) => {
  const image = readOldImage(`${BUILT}HEALTHCHECK ${flags} CMD ["app", "x"]\nCMD ["app"]`);
  expect(image.health?.value).toEqual(["{program}", "x"]);
  expect(Object.fromEntries(image.health?.times ?? [])).toEqual(times);
  expect(image.dropped.map(({ value }) => value.instruction)).toEqual(lost);
});

test.each([
  ["EXPOSE 80 81/tcp 53/UDP 9/sctp", ["80", "81", "53/udp", "9/sctp"]],
  ["ARG P=7000\nEXPOSE $P", ["7000"]],
  ["EXPOSE 1-5", []],
  ["EXPOSE 123456", []],
])("%j", (text, ports) =>
  expect(valuesOf(readOldImage(`FROM alpine\n${text}`).expose)).toEqual(ports),
);

test.each([
  ["ENV A=1 B='2 3'", ["A=1", "B=2 3"]],
  ["ENV A 1 2", ["A=1 2"]],
  ["ENV A=$NONE", []],
])("%j", (text, env) => expect(valuesOf(readOldImage(`FROM alpine\n${text}`).env)).toEqual(env));

test.each([
  ["only RUN uses it", "RUN adduser -u $A app", "", []],
  ["only RUN uses it, in braces", "RUN adduser -u ${A} app", "", []],
  ["no RUN uses it", "RUN adduser app", "", ["A=1"]],
  ["RUN uses another one", "RUN echo $AB", "", ["A=1"]],
  ["the program reads it", "RUN echo $A", 'os.Getenv("A")', ["A=1"]],
  ["a library may read it", "RUN echo $A", 'viper.Get("a")', ["A=1"]],
  ["the shell gives it to the program", "RUN echo $A\nCMD app $A", "", ["A=1"]],
])("ENV, when %s", (_, text, source, env) => {
  const files = { "x/x.go": source, "x/x.txt": "A" };
  expect(valuesOf(readOldImage(`FROM alpine\nENV A=1\n${text}`, files).env)).toEqual(env);
});

test.each(
  (
    "PATH GOPATH GOROOT GOFLAGS GOPROXY GOOS GOARCH GOARM GOTOOLCHAIN GOCACHE GOMODCACHE GOSUMDB GOPRIVATE GONOSUMDB " +
    "GOLANG_VERSION GO111MODULE DEBIAN_FRONTEND ZONEINFO CGO_ENABLED SSL_CERT_FILE"
  ).split(" "),
)("ENV %s belongs to the old image", (name) =>
  expect(reasons(readOldImage(`FROM alpine\nENV ${name}=x MY_${name}=x`))).toEqual([
    `2 ENV ${name}: it belongs to the old image`,
  ]),
);

test.each(["version", "revision", "created"])("LABEL …image.%s is set anew", (name) => {
  const image = readOldImage(`FROM alpine\nLABEL org.opencontainers.image.${name}=x a.${name}=y`);
  expect(valuesOf(image.labels)).toEqual([`a.${name}=y`]);
  expect(reasons(image)).toEqual([
    `2 LABEL org.opencontainers.image.${name}: the Makefile and the workflow set it`,
  ]);
});

test.each([
  ["WORKDIR /srv", "/srv"],
  ["WORKDIR /srv\nWORKDIR app", "/srv/app"],
  ["ENV D=/data\nWORKDIR $D", "/data"],
  ["WORKDIR $NONE", undefined],
  ["WORKDIR /srv/", "/srv"],
  ["WORKDIR /srv/\nWORKDIR ./app/", "/srv/app"],
  ["WORKDIR /a\nWORKDIR ../b", "/b"],
  ["WORKDIR /", "/"],
  ["WORKDIR a", "/a"],
  ["WORKDIR /a b", "/a b"],
])("%j", (text, workdir) =>
  expect(readOldImage(`FROM alpine\n${text}`).workdir?.value).toBe(workdir),
);

test.each([
  ["USER 1000", "1000"],
  ["ARG U=7\nUSER $U:$U", "7:7"],
  ["USER $NONE", "$NONE"],
  ["USER a\nUSER b", "b"],
])("%j", (text, user) => expect(readOldImage(`FROM alpine\n${text}`).user?.value).toBe(user));

test.each([
  ["adduser -D -u 1000 app", "app", "1000"],
  ["adduser --disabled-password --uid 1000 app", "app", "1000"],
  ["adduser --uid=1000 app", "app", "1000"],
  ["useradd -u 1000 -m app", "app", "1000"],
  ["useradd --uid 1000 app", "app", "1000"],
  ["addgroup -g 7 g && adduser -u 1000 -G g app", "app", "1000:7"],
  ["addgroup --gid 7 g && adduser -u 1000 --ingroup g app", "app", "1000:7"],
  ["groupadd -g 7 g && useradd -u 1000 -g g app", "app", "1000:7"],
  ["groupadd --gid 7 g && useradd -u 1000 --gid=g app", "app", "1000:7"],
  ["useradd -u 1000 -g 7 app", "app", "1000:7"],
  ["useradd -u 1000 -g users app", "app", "1000"],
  ["addgroup -g 7 g && adduser -u 1000 app", "app:g", "1000:7"],
  ["adduser -u 1000 app", "app:other", "1000:other"],
  ["adduser -u 1000 app", "other", "other"],
  ["adduser -S app", "app", "app"],
  ["adduser -u 0 app", "app", "app"],
  ["adduser -u $NONE app", "app", "app"],
  ["U=1 && adduser -D -u 1000 app", "app", "1000"],
])("RUN %s, USER %s", (command, user, expected) =>
  expect(readOldImage(`FROM alpine\nRUN ${command}\nUSER ${user}`).user?.value).toBe(expected),
);

test.each([
  ["RUN mkdir -p /srv/data && chown -R app:app /srv/data", ["/srv/data"]],
  ["RUN mkdir -p /srv/data\nRUN chown -R 1000 /srv", ["/srv/data"]],
  ["RUN mkdir /a /b && chown app /b", ["/b"]],
  ["WORKDIR /w\nRUN mkdir data && chown app data/", ["/w/data"]],
  ["ENV D=/data\nRUN mkdir $D && chown app $D", ["/data"]],
  ["RUN mkdir /data && chown root:root /data", []],
  ["RUN mkdir /data && chown 0 /data", []],
  ["RUN mkdir /data", []],
  ["RUN chown app /data", []],
  ["RUN mkdir /app && chown app /app\nWORKDIR /app", []],
  ["RUN mkdir /app && chown app /app\nCOPY x /app/x", []],
  ["RUN mkdir $NONE && chown app $NONE", []],
])("%j gives the user directories", (text, volumes) =>
  expect(valuesOf(readOldImage(`FROM alpine\n${text}`).volumes)).toEqual(volumes),
);

test.each([
  ["COPY conf /etc", ["conf:/etc"]],
  ["COPY conf/a.ini /etc/", ["conf/a.ini:/etc/a.ini"]],
  ["COPY ./conf/a.ini /etc/x", ["conf/a.ini:/etc/x"]],
  ["COPY conf/a.ini conf/b.ini /etc", ["conf/a.ini:/etc/a.ini", "conf/b.ini:/etc/b.ini"]],
  ["WORKDIR /w\nCOPY conf/a.ini .", ["conf/a.ini:/w/a.ini"]],
  ["WORKDIR /w\nCOPY conf ./c", ["conf:/w/c"]],
  ["COPY conf /", ["conf:/"]],
  ["WORKDIR /w/\nCOPY conf ./c/", ["conf:/w/c"]],
  ["WORKDIR /w/\nCOPY conf/a.ini .", ["conf/a.ini:/w/a.ini"]],
  ["WORKDIR /w\nCOPY conf/a.ini ../x/", ["conf/a.ini:/x/a.ini"]],
  ["ADD conf/a.ini /", ["conf/a.ini:/a.ini"]],
  ["COPY --from=b /src/conf /etc", ["conf:/etc"]],
  ["COPY --from=0 /src/conf/a.ini /etc/", ["conf/a.ini:/etc/a.ini"]],
  ["COPY --from=b /out/app /usr/bin/", []],
  ["COPY --from=b /etc/ssl/certs/x /etc/x", []],
  ["COPY --from=b /etc/ca-certificates.conf /etc/x", []],
  ["COPY --from=b /usr/share/zoneinfo /usr/share/zoneinfo", []],
  ["COPY --from=b /x/tzdata /x", []],
  ["COPY --from=b /etc/passwd /etc/passwd", []],
  ["COPY --from=b /etc/group /etc/group", []],
  ["COPY go.mod /", []],
  ["COPY --from=b /out/app-$NONE /usr/bin/server", []],
  ["COPY dist/app-$TARGETARCH /server", []],
])("%j copies, and loses nothing", (text, copies) => {
  const image = readOldImage(`${BUILT}${text}`, FILES);
  expect(valuesOf(image.copies)).toEqual(copies);
  expect(reasons(image)).toEqual([]);
});

test.each([
  ["COPY conf/*.ini /x", "a pattern; give each file with --copy"],
  ["COPY none /x", "none is not in the repository"],
  ['COPY ["x y", "/x"]', "the name of x y has more than letters, digits and . _ @ + -"],
  ["COPY run.sh /x", "a script needs a shell, which the image lacks"],
  ["COPY . /x", "it copies the whole repository"],
  ["COPY $NONE /x", "it refers to a variable that has no value here"],
  ["COPY --from=nginx /a /x", "/a comes out of the stage or image nginx"],
  ["COPY --from=b /usr/lib/a.so /x", "/usr/lib/a.so comes out of the stage or image b"],
  ["COPY <<E /x\nE", "a heredoc; write the file into the repository, and give it with --copy"],
])("%j is lost", (text, because) => {
  const image = readOldImage(`${BUILT}${text}`, FILES);
  expect(image.copies).toEqual([]);
  expect(image.dropped.map(({ value }) => value.because)).toEqual([because]);
});

test.each([
  ["RUN mkdir -p /data", ["/var/data"], []],
  ["RUN install -d /data", ["/var/data"], []],
  ["RUN true && mkdir /a /data && ls", ["/var/data"], []],
  ["COPY conf /data/", [], ["conf:/var/data/conf"]],
])("what a stage makes: %j", (text, volumes, copies) => {
  const dockerfile = `FROM alpine AS b\n${text}\nFROM scratch\nCOPY --from=b /data /var/data/`;
  const image = readOldImage(dockerfile, FILES);
  expect([valuesOf(image.volumes), valuesOf(image.copies)]).toEqual([volumes, copies]);
});

test("a stage that continues another has its working directory", () => {
  const text = "FROM golang AS base\nWORKDIR /src\nFROM base AS b\nCOPY . .\nFROM scratch\n";
  expect(valuesOf(readOldImage(`${text}COPY --from=b /src/conf /etc`, FILES).copies)).toEqual([
    "conf:/etc",
  ]);
});

test.each("debug dev develop development test tests lint ci export binaries".split(" "))(
  "a last stage named %s is not the image",
  (name) =>
    expect(
      readOldImage(`FROM alpine AS x\nUSER 1\nCMD ["a"]\nFROM x AS ${name}\nUSER 2`).user?.value,
    ).toBe("1"),
);

test("the image is the last stage that starts something, and not the one that compiles", () => {
  const user = (text: string): string | undefined => readOldImage(text).user?.value;
  expect(user('FROM a\nUSER 1\nCMD ["a"]\nFROM b\nUSER 2')).toBe("1");
  expect(user('FROM golang:1\nUSER 1\nCMD ["a"]\nFROM b\nUSER 2')).toBe("2");
  expect(user('FROM a\nUSER 1\nCMD ["a"]\nFROM b\nUSER 2\nCMD ["b"]')).toBe("2");
  expect(user('FROM a AS x\nUSER 1\nRUN go build\nFROM x\nCMD ["b"]')).toBeUndefined();
  expect(user('FROM a AS x\nUSER 1\nFROM x\nCMD ["b"]')).toBe("1");
});

test("a file with more instructions than are read says so", () => {
  const image = readOldImage(`FROM alpine\n${"RUN a\n".repeat(5000)}`);
  expect(reasons(image).at(-1)).toBe(
    "5001 the rest of the file: it has more instructions than are read; look there for what the image needs",
  );
});

test("reasons name the instruction", () => {
  const long = "x".repeat(100);
  expect(
    reasons(readOldImage(`FROM alpine\nCMD a \\\n  && b\nSTOPSIGNAL ${long}\nONBUILD RUN x`)),
  ).toEqual([
    `4 STOPSIGNAL ${"x".repeat(78)}…: programs are asked to stop by SIGTERM; add the line if this one is not`,
    "5 ONBUILD RUN x: it is for images that are built on this one",
    `2 CMD a && b: ${SHELL}`,
  ]);
});

test.each(["build", "install", "mod", "get", "generate", "vet", "test"])(
  "an image that runs go %s compiles: its sources are no files to ship",
  (verb) =>
    expect(reasons(readOldImage(`FROM golang\nCOPY . .\nRUN go ${verb} x\nCMD ["app"]`))).toEqual(
      [],
    ),
);

test.each(["build", "install", "mod"])("a stage that runs go %s is no part of the image", (verb) =>
  expect(
    readOldImage(`FROM golang AS x\nUSER 1\nRUN go ${verb} x\nFROM x\nCMD ["app"]`).user,
  ).toBeUndefined(),
);
