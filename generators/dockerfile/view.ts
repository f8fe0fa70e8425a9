import {
  BASES,
  type BaseFacts,
  BUILDER_SUITES,
  CROSS_COMPILERS,
  type CrossCompiler,
  NODE_IMAGE,
} from "../src/core/facts.ts";
import { parsePlatform } from "../src/core/go/platform.ts";
import type { Layout } from "../src/core/layout.ts";
import { joinPaths, relativePath } from "../src/core/paths.ts";
import type { Answers } from "../src/core/questions.ts";
import { redirected } from "../src/core/image-reference.ts";
import {
  buildFlags,
  credentials,
  hasImageEach,
  imagePlatforms,
  linkerFlags,
  type Program,
  programs,
  linkerArguments,
} from "./build.ts";
import type { Generator } from "./types.ts";

const ZONEINFO = "/usr/share/zoneinfo.zip";

export const dockerfile: Generator = {
  id: "dockerfile",
  title: "multi-stage Dockerfile",
  owner: "managed",
  files: (answers, layout) => [
    {
      path: joinPaths(layout.directory, answers.dockerfile),
      template: "Dockerfile.hbs",
      view: view(answers, layout),
    },
  ],
};

function view(answers: Answers, layout: Layout): Readonly<Record<string, unknown>> {
  const { go, base, builder, init, port, user, cgo } = answers;
  const { image: baseImage }: BaseFacts = BASES[base];
  const image = (reference: string): string => redirected(reference, answers.registry);
  const split = answers.debugSymbols === "split";
  const list = programs(answers);
  const [first] = list as readonly [Program];
  const each = hasImageEach(answers);
  const home = relativePath(layout.context, layout.directory);
  return {
    syntax: image("docker/dockerfile:1"),
    builder: image(`golang:${go}-${BUILDER_SUITES[builder]}`),
    rootfs: rootfs(answers).join(" \\\n && "),
    frontend: frontend(layout, image(NODE_IMAGE)),
    split,
    outside: layout.output,
    workdir: home === "." ? "/src" : `/src/${home}`,
    ...dependencies(answers, layout),
    context: home === "." ? "." : "/src",
    writable: layout.frontend === undefined ? "" : ",rw",
    stamps: linkerArguments(answers)
      .map((name) => `${name.toUpperCase()}=${name === "version" ? "dev" : "unknown"}`)
      .join(" "),
    environment: [
      "CGO_ENABLED=" + (cgo === "none" ? "0" : "1"),
      "GOOS=$TARGETOS GOARCH=$TARGETARCH GOARM=${TARGETVARIANT#v} GOAMD64=$TARGETVARIANT",
    ].join(" "),
    compilers: cgo === "none" ? "" : compilers(answers, base === "distroless-cc"),
    cxx: base === "distroless-cc",
    flags: buildFlags(answers, layout),
    ldflags: linkerFlags(answers, { version: "$VERSION", revision: "$REVISION", date: "$DATE" }),
    output: list.length === 1 ? first.name : "",
    packages: list.map((program) => program.package).join(" "),
    binaries: list.map(({ name }) => `/out/$TARGETPLATFORM/${name}`).join(" "),
    intoBinaries: list.length === 1 ? `/$TARGETPLATFORM/${first.name}` : "/$TARGETPLATFORM/",
    separate: list
      .map(
        ({ name }) =>
          `eu-strip -f /debug/$TARGETPLATFORM/${name}.debug /out/$TARGETPLATFORM/${name}`,
      )
      .join(" \\\n && "),
    several: list.length > 1,
    each,
    programs: list.map((program) => ({ ...program, entrypoint: words([program.path]) })),
    fromBinaries: list.map(({ name }) => `/$TARGETPLATFORM/${name}`).join(" "),
    destination: list.length === 1 ? first.path : "/usr/local/bin/",
    base: baseImage === undefined ? "scratch" : image(baseImage),
    unpinnedBase: baseImage?.endsWith(":latest") ?? false,
    copies: answers.copy
      .map((pair) => pair.split(":"))
      .map(([source = "", destination]) => ({ source, destination })),
    zoneinfo: copiesZones(answers) ? ZONEINFO : "",
    env: answers.env.map((pair) => assignment(pair)),
    labels: answers.label.map((pair) => assignment(pair)),
    volumes: answers.volume.length > 0 ? words(answers.volume) : "",
    start: answers.workdir === "/" ? "" : answers.workdir,
    user,
    ports: [...new Set([...(port === null ? [] : [String(port)]), ...answers.expose])].join(" "),
    healthcheck:
      answers.healthcheck && !each
        ? words(answers.healthCmd.map((word) => word.replaceAll("{program}", first.path)))
        : "",
    entrypoint: words([first.path, ...answers.args]),
    cmd: answers.cmd.length > 0 ? words(answers.cmd) : "",
    init: init === "busybox",
  };
}

/** What has to be there before anything can be downloaded, and how it is downloaded; nothing for vendored dependencies. */
function dependencies(answers: Answers, layout: Layout): Readonly<Record<string, unknown>> {
  const { modules, workspace, vendor } = layout;
  const access = credentials(answers, layout);
  const files =
    workspace === undefined
      ? []
      : [joinPaths(workspace, "go.work"), joinPaths(workspace, "go.work.su[m]")];
  for (const directory of modules)
    files.push(joinPaths(directory, "go.mod"), joinPaths(directory, "go.su[m]"));
  const plain = workspace === undefined && modules.length === 1 && modules[0] === ".";
  return {
    moduleFiles: plain ? `COPY ${files.join(" ")} ./` : `COPY --parents ${files.join(" ")} /src/`,
    download: vendor !== "used",
    credentials: access
      ? { netrc: "--mount=type=secret,id=netrc,target=/root/.netrc", ssh: "--mount=type=ssh" }[
          access.auth
        ]
      : "",
    private: access?.patterns ?? "",
    sshHosts: access?.auth === "ssh" ? access.hosts.map((host) => ({ host })) : [],
  };
}

function frontend(
  { frontend: found }: Layout,
  image: string,
): Readonly<Record<string, unknown>> | undefined {
  if (!found) return undefined;
  const install = {
    "package-lock.json": { command: "npm ci", run: `npm run ${found.script}`, cache: "/root/.npm" },
    "yarn.lock": {
      command: "yarn install --frozen-lockfile",
      run: `yarn run ${found.script}`,
      cache: "/usr/local/share/.cache/yarn",
    },
    "pnpm-lock.yaml": {
      command: "corepack enable pnpm && pnpm install --frozen-lockfile",
      run: `pnpm run ${found.script}`,
      cache: "/root/.local/share/pnpm/store",
    },
  }[found.lock];
  return {
    ...install,
    image,
    workdir: found.directory === "." ? "/src" : `/src/${found.directory}`,
    files: `${joinPaths(found.directory, "package.json")} ${joinPaths(found.directory, found.lock)}`,
    source: found.directory,
    output: found.output,
  };
}

/** A shell fragment that installs the compiler for the target, where it is not the machine's own. */
function compilers(answers: Answers, cxx: boolean): string {
  return imagePlatforms(answers)
    .map((platform) => {
      const { arch } = parsePlatform(platform);
      const { triplet, debian } = CROSS_COMPILERS[platform] as CrossCompiler;
      const name = triplet.replace("_", "-");
      const packages = [
        `gcc-${name}`,
        ...(cxx ? [`g++-${name}`] : []),
        `libc6-dev-${debian}-cross`,
      ].join(" ");
      return `${arch}) triplet=${triplet} packages="${packages}" ;;`;
    })
    .join(" \\\n      ");
}

/** The exec form: JSON, which Dockerfile takes literally. */
function words(list: readonly string[]): string {
  return `[${list.map((word) => JSON.stringify(word)).join(", ")}]`;
}

/** `NAME=value` as ENV and LABEL read it back. */
function assignment(pair: string): { readonly text: string } {
  const at = pair.indexOf("=");
  const value = pair.slice(at + 1);
  return {
    text: `${pair.slice(0, at)}=${/^[\w./:@%+,-]*$/.test(value) && value !== "" ? value : `"${value.replaceAll(/[\\"$]/g, "\\$&")}"`}`,
  };
}

/** Commands that make the files around the program, for a base image that lacks them. */
function rootfs(answers: Answers): readonly string[] {
  const base: BaseFacts = BASES[answers.base];
  const [uid, gid] = answers.user.split(":");
  const commands: string[] = [];
  if (!base.tmp) commands.push("install -d -m 1777 /rootfs/tmp");
  if (answers.base === "scratch") {
    commands.push(
      "install -d /rootfs/etc",
      `echo 'nonroot:x:${uid}:${gid}::/:/sbin/nologin' >/rootfs/etc/passwd`,
      `echo 'nonroot:x:${gid}:' >/rootfs/etc/group`,
    );
  }
  if (answers.caCerts && !base.caCertificates) {
    commands.push("install -D -m 644 -t /rootfs/etc/ssl/certs /etc/ssl/certs/ca-certificates.crt");
  }
  if (answers.volume.length > 0)
    commands.push(
      `install -d -o ${uid} -g ${gid} ${answers.volume.map((path) => `/rootfs${path}`).join(" ")}`,
    );
  if (copiesZones(answers)) {
    // Go's own copy of the zones: compressed it is a quarter of the usual tree, and it needs no package.
    commands.push(`install -D -m 644 /usr/local/go/lib/time/zoneinfo.zip /rootfs${ZONEINFO}`);
  }
  if (answers.init === "busybox") {
    commands.push(
      "install -d /rootfs/etc",
      `printf '%s\\n' '::respawn:${programs(answers)[0]?.path}' '::restart:/bin/true' '::ctrlaltdel:/bin/kill -QUIT 1' >/rootfs/etc/inittab`,
    );
  }
  return commands;
}

function copiesZones({ tzdata, base }: Answers): boolean {
  return tzdata === "copy" && !BASES[base].timeZones;
}
