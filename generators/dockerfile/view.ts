import { BASES, type BaseFacts, BUILDER_SUITES } from "../../src/core/facts.ts";
import type { Answers } from "../../src/core/questions/index.ts";
import { redirected } from "../../src/core/image-reference.ts";
import type { Layout } from "../../src/core/layout.ts";
import { isWithin, relativePath } from "../../src/core/paths.ts";
import { HEALTH_TIMES } from "../../src/core/values/health-times.ts";
import {
  buildEnvironment,
  buildFlags,
  embedsFrontEnd,
  linkedValues,
  linkerFlags,
} from "../go-build.ts";
import { hasImageEach, listPrograms } from "../programs.ts";
import type { Project, View } from "../types.ts";
import { compilers } from "./compilers.ts";
import { dependencies } from "./dependencies.ts";
import { frontend } from "./frontend.ts";
import { assignment, execForm } from "./instructions.ts";
import { libraries } from "./libraries.ts";
import { copiesZones, rootfs, ZONEINFO } from "./rootfs.ts";

/** What the Dockerfile says. */
export function view(project: Project): View {
  return {
    ...images(project),
    rootfs: rootfs(project.answers).join(" \\\n && "),
    ...dependencies(project),
    ...compilation(project),
    ...programFiles(project),
    ...configuration(project),
    ...start(project),
  };
}

/** The images of all stages, from the registry that the answers name. */
function images({ answers, layout }: Project): View {
  const { go, base, builder, registry } = answers;
  const { image: baseImage }: BaseFacts = BASES[base];
  const image = (reference: string): string => redirected(reference, registry);
  return {
    syntax: image("docker/dockerfile:1"),
    builder: image(`golang:${go}-${BUILDER_SUITES[builder]}`),
    frontend: frontend(layout, image),
    libraries: libraries(answers),
    base: baseImage === undefined ? "scratch" : image(baseImage),
    unpinnedBase: baseImage?.endsWith(":latest") ?? false,
  };
}

/** How the go command is called, and what it needs around it. */
function compilation(project: Project): View {
  const { answers, layout } = project;
  const { cgo, base, buildPackages } = answers;
  const home = relativePath(layout.context, layout.directory);
  const cxx = base === "distroless-cc";
  return {
    workdir: home === "." ? "/src" : `/src/${home}`,
    context: home === "." ? "." : "/src",
    embedsFrontend: embedsFrontEnd(layout),
    writable: !embedsFrontEnd(layout) && answers.generate.length === 0 ? "" : ",rw",
    generators: answers.generate.map((command) => ({ command })),
    stamps: linkedValues(answers)
      .map((name) => `${name.toUpperCase()}=${name === "version" ? "dev" : "unknown"}`)
      .join(" "),
    environment: [
      "CGO_ENABLED=" + (cgo === "none" ? "0" : "1"),
      "GOOS=$TARGETOS GOARCH=$TARGETARCH GOARM=${TARGETVARIANT#v} GOAMD64=$TARGETVARIANT",
    ].join(" "),
    goEnvironment: buildEnvironment(answers)
      .map(({ name, value }) => assignment(`${name}=${value}`))
      .join(" "),
    // Without C code they are programs, and run where it is compiled.
    buildTools: cgo === "none" ? buildPackages.join(" ") : "",
    targetPackages: buildPackages.map((name) => `${name}:$debian`).join(" "),
    compilers: cgo === "none" ? "" : compilers(answers, cxx),
    cxx,
    flags: buildFlags(project),
    ldflags: linkerFlags(answers, { version: "$VERSION", revision: "$REVISION", date: "$DATE" }),
  };
}

/** The programs on their way from the compiler into the image. */
function programFiles({ answers, layout }: Project): View {
  const programs = listPrograms(answers);
  const [first] = programs;
  const isOne = programs.length === 1;
  return {
    split: answers.debugSymbols === "split",
    outside: layout.output,
    output: isOne ? first.name : "",
    packages: programs.map((program) => program.package).join(" "),
    binaries: programs.map(({ name }) => `/out/$TARGETPLATFORM/${name}`).join(" "),
    intoBinaries: isOne ? `/$TARGETPLATFORM/${first.name}` : "/$TARGETPLATFORM/",
    separate: programs
      .map(
        ({ name }) =>
          `eu-strip -f /debug/$TARGETPLATFORM/${name}.debug /out/$TARGETPLATFORM/${name}`,
      )
      .join(" \\\n && "),
    several: !isOne,
    each: hasImageEach(answers),
    programs: programs.map(({ name, path }) => ({ name, path, entrypoint: execForm([path]) })),
    fromBinaries: programs.map(({ name }) => `/$TARGETPLATFORM/${name}`).join(" "),
    destination: isOne ? first.path : "/usr/local/bin/",
  };
}

/** What the image's configuration and its files say beside the program. */
function configuration({ answers, layout }: Project): View {
  const { port, expose, volume, workdir, user } = answers;
  return {
    copies: answers.copy
      .map((pair) => pair.split(":"))
      .map(([source = "", destination = ""]) => copied(source, destination, layout)),
    zoneinfo: copiesZones(answers) ? ZONEINFO : "",
    env: answers.env.map((pair) => ({ text: assignment(pair) })),
    labels: answers.label.map((pair) => ({ text: assignment(pair) })),
    volumes: volume.length > 0 ? execForm(volume) : "",
    start: workdir === "/" ? "" : workdir,
    user,
    ports: [...new Set([...(port === null ? [] : [String(port)]), ...expose])].join(" "),
  };
}

/** What is started, and how its health is asked for. */
function start({ answers }: Project): View {
  const [{ path }] = listPrograms(answers);
  const { healthcheck, healthCmd, args, cmd, init } = answers;
  return {
    healthcheck:
      healthcheck && !hasImageEach(answers)
        ? execForm(healthCmd.map((word) => word.replaceAll("{program}", path)))
        : "",
    healthTimes: healthTimes(answers),
    entrypoint: execForm([path, ...args]),
    cmd: cmd.length > 0 ? execForm(cmd) : "",
    init: init === "busybox",
  };
}

/** What the health check is written with. What Docker takes by itself is left out. */
function healthTimes(answers: Answers): string {
  const { healthInterval, healthTimeout, healthStartPeriod, healthRetries } = answers;
  return [
    `--interval=${healthInterval} --timeout=${healthTimeout}`,
    ...(healthStartPeriod === HEALTH_TIMES.healthStartPeriod
      ? []
      : [`--start-period=${healthStartPeriod}`]),
    ...(healthRetries === HEALTH_TIMES.healthRetries ? [] : [`--retries=${healthRetries}`]),
  ].join(" ");
}

/** What is copied into the image: of a front end what its stage has built. */
function copied(source: string, destination: string, { frontend: found }: Layout): View {
  const isBuilt = found?.served === true && isWithin(source, found.output);
  return {
    from: isBuilt ? "frontend" : "",
    source: isBuilt ? `/src/${source}` : source,
    destination,
  };
}
