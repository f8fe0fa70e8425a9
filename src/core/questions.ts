import { BASES, COSTS, GO_RELEASES } from "./facts.ts";
import {
  compareGoVersions,
  formatGoVersion,
  languageVersion,
  parseGoVersion,
} from "./go/version.ts";
import { isImagePlatform, normalizePlatform, PLATFORMS } from "./go/platform.ts";
import { isWindowsReserved, modulePathProblem, programName } from "./go/module-path.ts";
import { quoted } from "./errors.ts";

/** Everything that decides what is rendered. Complete: nothing is left to be guessed later. */
export interface Answers {
  /** Go module path. */
  readonly module: string;
  /** Name of the program, and of its file in the image. */
  readonly name: string;
  readonly kind: "service" | "cli";
  /** Supported Go release, `1.27`, or one exact patch of it, `1.27.4`. */
  readonly go: string;
  /** GOOS/GOARCH[/variant], in the order of PLATFORMS; at least one for linux. */
  readonly platforms: readonly string[];
  readonly base: keyof typeof BASES;
  readonly init: "none" | "busybox";
  readonly caCerts: boolean;
  readonly tzdata: "embed" | "copy" | "none";
  readonly debugSymbols: "strip" | "split" | "keep";
  readonly ci: "github" | "none";
  readonly updates: "dependabot" | "renovate" | "none";
  /** TCP port of a service; null for a cli. */
  readonly port: number | null;
  readonly healthcheck: boolean;
  /** Numeric `uid:gid`. */
  readonly user: string;
  /** Image name without a tag. */
  readonly image: string;
  readonly builder: "debian" | "alpine";
  /** Main packages as the go command takes them from the module's directory: `.`, `./cmd/api`. */
  readonly main: readonly string[];
  /** With several main packages: an image of its own for each, or one for all. */
  readonly images: "each" | "one";
  readonly cgo: "none" | "static" | "dynamic";
  /** Build tags, beside those that other answers bring. */
  readonly tags: readonly string[];
  /** Variables that the linker sets, `importpath.name=value`; `{version}`, `{revision}` and `{date}` stand for the build's own. */
  readonly stamp: readonly string[];
  /** Arguments that are part of ENTRYPOINT. */
  readonly args: readonly string[];
  /** Arguments in CMD, which others on the command line replace. */
  readonly cmd: readonly string[];
  /** Ports beside the main one, `9090` or `53/udp`. */
  readonly expose: readonly string[];
  /** `NAME=value`. */
  readonly env: readonly string[];
  /** `name=value`. */
  readonly label: readonly string[];
  /** Absolute paths in the image that the program writes to. */
  readonly volume: readonly string[];
  /** Absolute path in the image. */
  readonly workdir: string;
  /** `source:destination`, from the build context into the image. */
  readonly copy: readonly string[];
  /** Command of the health check without a shell; `{program}` stands for the program's path. */
  readonly healthCmd: readonly string[];
  /** Patterns of modules that need credentials, as in GOPRIVATE. */
  readonly private: readonly string[];
  readonly privateAuth: "netrc" | "ssh";
  /** `registry=registry/path`: where the images of a registry are taken from instead. */
  readonly registry: readonly string[];
  /** Whether the workflow has a job that says when the project is out of date. */
  readonly checkJob: boolean;
  /** Names of the rendered files, which let others of the usual names live. */
  readonly dockerfile: string;
  readonly makefile: string;
  readonly workflow: string;
}

export type AnswerId = keyof Answers;
export type AnswerValue = Answers[AnswerId];

/** What is known before anything is asked: answers that the repository gives, and what defaults are made from. */
export interface Found extends Partial<Answers> {
  /** Whether there is a program already. */
  readonly existing?: boolean;
  /** The main packages that there are. */
  readonly mains?: readonly string[];
  /** A path, such as `/healthz`, that tells whether the service is well. */
  readonly healthRoute?: string;
  /** Module path that the git remote suggests, e.g. `github.com/acme/app`. */
  readonly remote?: string;
  /** Last element of the target directory. */
  readonly directory: string;
}

/** The outcome of reading one raw value: the answer, or what is wrong with it. */
export type Parsed = { readonly value: AnswerValue } | { readonly problem: string };

export interface Choice {
  readonly value: string;
  /** One line that says when to choose it and what it costs. */
  readonly hint: string;
  /** Offered only where it is possible at all. */
  readonly only?: (given: Partial<Answers>) => boolean;
}

export interface Question {
  readonly id: AnswerId;
  /** Long option, without the dashes. */
  readonly flag: string;
  readonly form: "text" | "integer" | "choice" | "choices" | "boolean" | "list";
  /** The question as a prompt asks it. */
  readonly title: string;
  /** The answer as `--help` and the README describe it. */
  readonly description: string;
  /** Whether people are asked; the other questions are flags with a default that needs no thought. */
  readonly asked: boolean;
  /** Nobody is asked what the repository already answers. */
  readonly detected?: boolean;
  /** Mostly for programs that exist: a group of its own in the help. */
  readonly existing?: boolean;
  readonly choices?: readonly Choice[];
  /** How the default is described; a fixed default needs no words. */
  readonly defaultText?: string;
  /** The default, given the answers before this one in the table. */
  readonly default: (given: Partial<Answers>, found: Found) => AnswerValue;
  /** Reads a value from a flag, a prompt or JSON, for a repository of which something is known. */
  readonly parse: (raw: unknown, found?: Found) => Parsed;
  /** Where the question makes sense; elsewhere the answer is `absent`. */
  readonly applies?: {
    readonly to: (given: Partial<Answers>) => boolean;
    readonly absent: AnswerValue;
    readonly because: string;
  };
}

const SERVICE_ONLY = "only a service (--kind=service) has one";

/**
 * The only place where a question exists. Flags, help, prompts, plop prompts, the JSON Schema and the
 * README's table are projections of it; the order is the order of resolution and of asking.
 */
export const QUESTIONS: readonly Question[] = [
  text({
    id: "module",
    flag: "module",
    title: "Go module path",
    description: "Go module path",
    asked: true,
    detected: true,
    defaultText: "from go.mod or the git remote, else example.com/<dir>",
    default: (_given, found) =>
      found.module ??
      found.remote ??
      (slug(found.directory) === "" ? "" : `example.com/${slug(found.directory)}`),
    problem: (path, found) =>
      found?.existing
        ? found.module === path
          ? undefined
          : `is not the module of this program: go.mod says ${found.module}`
        : modulePathProblem(path),
  }),
  list({
    id: "main",
    flag: "main",
    title: "Which programs?",
    description: "main package to build, as ./cmd/api; repeatable",
    existing: true,
    defaultText: "the only one",
    default: (_given, found) => found.main ?? ["."],
    problem: mainProblem,
    atLeastOne: true,
  }),
  text({
    id: "name",
    flag: "name",
    title: "Name of the program",
    description: "name of the program",
    asked: false,
    defaultText: "last element of the package's or module's path",
    default: ({ module = "" }, found) => found.name ?? programName(module),
    problem: programNameProblem,
  }),
  choice({
    id: "kind",
    flag: "kind",
    title: "What kind of program?",
    description: "kind of program",
    asked: true,
    detected: true,
    choices: [
      { value: "service", hint: "HTTP server: health check, graceful shutdown, JSON logs" },
      { value: "cli", hint: "command-line program: runs and exits" },
    ],
    defaultText: "detected; service for a new program",
    default: (_given, found) => found.kind ?? "service",
  }),
  {
    id: "go",
    flag: "go",
    form: "text",
    title: "Go release",
    description: `Go release (${GO_RELEASES.join(", ")}) or one patch of it`,
    asked: false,
    defaultText: `from go.mod, else ${GO_RELEASES[0]}`,
    default: (_given, found) => found.go ?? GO_RELEASES[0],
    parse: parseGo,
  },
  {
    id: "platforms",
    flag: "platform",
    form: "choices",
    title: "Target platforms (linux ones become images, others binaries)",
    description:
      "target platform, repeatable or comma-separated; linux ones become images, others binaries",
    asked: true,
    choices: PLATFORMS.map((value) => ({
      value,
      hint: isImagePlatform(value) ? "image" : "binary",
    })),
    default: () => ["linux/amd64", "linux/arm64"],
    parse: parsePlatforms,
  },
  choice({
    id: "cgo",
    flag: "cgo",
    title: "cgo",
    description: "cgo, for programs with C code",
    asked: false,
    existing: true,
    choices: [
      { value: "none", hint: "no C code: static, for every platform" },
      { value: "static", hint: "C code linked in: runs on scratch" },
      { value: "dynamic", hint: "glibc from the base image" },
    ],
    defaultText: "detected",
    default: (_given, found) => found.cgo ?? "none",
  }),
  choice({
    id: "base",
    flag: "base",
    title:
      "Base image (shell to debug in: alpine, busybox; smallest attack surface: scratch, distroless)",
    description: "base image",
    asked: true,
    choices: [
      { value: "scratch", hint: "nothing but the program: smallest, no shell" },
      {
        value: "distroless",
        hint: `no shell; certificates and zones kept by Google; +${COSTS.distroless}`,
      },
      {
        value: "chainguard",
        hint: `no shell; rebuilt daily by Chainguard, latest only; +${COSTS.chainguard}`,
      },
      { value: "alpine", hint: `shell and apk to debug with; +${COSTS.alpine}` },
      { value: "busybox", hint: `small shell to debug with; +${COSTS.busybox}` },
      {
        value: "distroless-base",
        hint: "glibc, for --cgo=dynamic",
        only: ({ cgo }) => cgo === "dynamic",
      },
      {
        value: "distroless-cc",
        hint: "glibc and the C++ library, for --cgo=dynamic",
        only: ({ cgo }) => cgo === "dynamic",
      },
    ],
    defaultText: "scratch; distroless-base with --cgo=dynamic",
    default: ({ cgo }, found) => found.base ?? (cgo === "dynamic" ? "distroless-base" : "scratch"),
  }),
  {
    ...choice({
      id: "init",
      flag: "init",
      title: "Process 1",
      description:
        "process 1: the program itself, or BusyBox init that restarts it (needs --base=busybox)",
      asked: false,
      choices: [
        { value: "none", hint: "the program itself" },
        { value: "busybox", hint: "BusyBox init, which restarts the program when it exits" },
      ],
      default: () => "none",
    }),
  },
  {
    id: "caCerts",
    flag: "ca-certs",
    form: "boolean",
    title: `CA certificates, to call HTTPS servers? (+${COSTS.caCertificates})`,
    description: `CA certificates, to call HTTPS servers (+${COSTS.caCertificates})`,
    asked: true,
    defaultText: "yes, unless the program can be seen to call nobody",
    default: ({ base = "scratch" }, found) => BASES[base].caCertificates || (found.caCerts ?? true),
    parse: parseBoolean,
  },
  choice({
    id: "tzdata",
    flag: "tzdata",
    title: "Time zones?",
    description: "time zones, for time.LoadLocation",
    asked: true,
    choices: [
      {
        value: "embed",
        hint: `inside the program, on every system it runs on; +${COSTS.timeZonesEmbedded}`,
      },
      {
        value: "copy",
        hint: `a file in the image, beside the program; +${COSTS.timeZonesCopied}, nothing where the base has them`,
      },
      { value: "none", hint: "UTC only: time.LoadLocation fails" },
    ],
    defaultText: "embed, or none for a program that uses none; copy where the base image has them",
    default: ({ base = "scratch" }, found) =>
      BASES[base].timeZones ? "copy" : (found.tzdata ?? "embed"),
  }),
  choice({
    id: "debugSymbols",
    flag: "debug-symbols",
    title: "Debug symbols? (stack traces work without them)",
    description: "debug symbols; stack traces work without them",
    asked: true,
    choices: [
      { value: "strip", hint: "none: smallest" },
      { value: "split", hint: "in a file of their own, for gdb and Delve; the image stays small" },
      { value: "keep", hint: `in the program; ${COSTS.symbolsKept}` },
    ],
    default: () => "strip",
  }),
  choice({
    id: "ci",
    flag: "ci",
    title: "CI workflow?",
    description: "CI workflow",
    asked: true,
    choices: [
      { value: "github", hint: "GitHub Actions: test, lint, build, push" },
      { value: "none", hint: "none" },
    ],
    defaultText: "github; none for a module on GitLab",
    default: ({ module = "" }) => (module.startsWith("gitlab.") ? "none" : "github"),
  }),
  choice({
    id: "updates",
    flag: "updates",
    title: "Dependency updates",
    description: "bot that keeps modules, images and actions current",
    asked: false,
    choices: [
      { value: "dependabot", hint: "Dependabot" },
      { value: "renovate", hint: "Renovate, which also pins digests" },
      { value: "none", hint: "none" },
    ],
    defaultText: "dependabot; none with --ci=none or another bot",
    default: ({ ci }, found) => found.updates ?? (ci === "none" ? "none" : "dependabot"),
  }),
  {
    id: "port",
    flag: "port",
    form: "integer",
    title: "Port",
    description: "TCP port that the service listens on",
    asked: false,
    defaultText: "detected; 8080 for a new service",
    default: (_given, found) => (found.existing ? (found.port ?? null) : 8080),
    parse: parsePort,
    applies: { to: ({ kind }) => kind === "service", absent: null, because: SERVICE_ONLY },
  },
  {
    ...list({
      id: "healthCmd",
      flag: "health-cmd",
      title: "Health check",
      description: "word of the HEALTHCHECK command, repeatable; {program} is the program",
      existing: true,
      defaultText: "{program} -healthcheck of a new service, else as in the old Dockerfile",
      default: ({ base = "scratch", port }, found) => {
        if (!found.existing) return ["{program}", "-healthcheck"];
        if (found.healthCmd) return found.healthCmd;
        return BASES[base].shell && port && found.healthRoute
          ? ["wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${port}${found.healthRoute}`]
          : [];
      },
      problem: wordProblem,
    }),
    applies: { to: ({ kind }) => kind === "service", absent: [], because: SERVICE_ONLY },
  },
  {
    id: "healthcheck",
    flag: "healthcheck",
    form: "boolean",
    title: "HEALTHCHECK?",
    description: "HEALTHCHECK in the image",
    asked: false,
    defaultText: "yes where there is a command for it",
    default: ({ healthCmd = [] }) => healthCmd.length > 0,
    parse: parseBoolean,
    applies: { to: ({ kind }) => kind === "service", absent: false, because: SERVICE_ONLY },
  },
  {
    id: "user",
    flag: "user",
    form: "text",
    title: "User",
    description: "numeric uid[:gid] that the program runs as",
    asked: false,
    default: (_given, found) => found.user ?? "65532:65532",
    parse: parseUser,
  },
  text({
    id: "image",
    flag: "image",
    title: "Image name",
    description: "image name, without a tag",
    asked: false,
    defaultText:
      "ghcr.io/<owner>/<repository> of a module on GitHub, registry.gitlab.com/… of one on GitLab, else the program's name",
    default: ({ module = "", name = "" }) => imageName(module, name),
    problem: imageNameProblem,
  }),
  choice({
    id: "builder",
    flag: "builder",
    title: "Build image",
    description: "variant of the golang image that compiles",
    asked: false,
    choices: [
      { value: "debian", hint: "golang on Debian" },
      { value: "alpine", hint: "golang on Alpine, a smaller download" },
    ],
    default: () => "debian",
  }),
  choice({
    id: "images",
    flag: "images",
    title: "Images of several programs",
    description: "with several --main: an image for each, or one image for all",
    asked: false,
    existing: true,
    choices: [
      { value: "each", hint: "an image for each program" },
      { value: "one", hint: "one image; --main given first is what it starts" },
    ],
    default: () => "each",
  }),
  list({
    id: "tags",
    flag: "tags",
    title: "Build tags",
    description: "build tag, repeatable",
    existing: true,
    defaultText: "as the old Dockerfile builds",
    default: (_given, found) => found.tags ?? [],
    problem: (tag) =>
      /^\w[\w.]{0,99}$/.test(tag) ? undefined : "is not a build tag; use letters, digits, _ and .",
  }),
  list({
    id: "stamp",
    flag: "stamp",
    title: "Version variables",
    description:
      "variable that the linker sets, importpath.name=value, repeatable; {version}, {revision} and {date} stand for the build's",
    existing: true,
    defaultText: "as the old build does; main.version={version} for a new program",
    default: (_given, found) => (found.existing ? (found.stamp ?? []) : ["main.version={version}"]),
    problem: linkerVariableProblem,
  }),
  list({
    id: "args",
    flag: "arg",
    title: "Arguments in ENTRYPOINT",
    description: "argument that the program always gets (ENTRYPOINT), repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.args ?? [],
    problem: wordProblem,
  }),
  list({
    id: "cmd",
    flag: "cmd",
    title: "Arguments in CMD",
    description: "argument that the program gets unless others are given (CMD), repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.cmd ?? [],
    problem: wordProblem,
  }),
  list({
    id: "expose",
    flag: "expose",
    title: "Other ports",
    description: "port beside --port, as 9090 or 53/udp, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.expose ?? [],
    problem: (port) => {
      const number = /^([1-9]\d{0,4})(?:\/(?:tcp|udp|sctp))?$/.exec(port)?.[1];
      return number !== undefined && Number(number) <= 65_535
        ? undefined
        : "is not a port; write 9090 or 53/udp";
    },
  }),
  list({
    id: "env",
    flag: "env",
    title: "Environment",
    description: "environment variable in the image, NAME=value, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.env ?? [],
    problem: (pair) => (/^[A-Za-z_]\w{0,99}=/.test(pair) ? wordProblem(pair) : "is not NAME=value"),
  }),
  list({
    id: "label",
    flag: "label",
    title: "Labels",
    description: "label of the image, name=value, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.label ?? [],
    problem: (pair) =>
      /^[A-Za-z0-9](?:[\w./-]{0,200}[A-Za-z0-9])?=/.test(pair)
        ? wordProblem(pair)
        : "is not name=value",
  }),
  list({
    id: "volume",
    flag: "volume",
    title: "Volumes",
    description: "directory that the program writes to, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.volume ?? [],
    problem: volumeProblem,
  }),
  text({
    id: "workdir",
    flag: "workdir",
    title: "Working directory",
    description: "working directory of the program in the image",
    asked: false,
    existing: true,
    defaultText: "as in the old Dockerfile where files are read from it, else /",
    default: (_given, found) => found.workdir ?? "/",
    problem: (path) => (path === "/" ? undefined : imagePathProblem(path)),
  }),
  list({
    id: "copy",
    flag: "copy",
    title: "Files that the program reads",
    description: "file or directory that the program reads, source:destination, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile, and what the sources open",
    default: (_given, found) => found.copy ?? [],
    problem: copyProblem,
  }),
  list({
    id: "private",
    flag: "private",
    title: "Private modules",
    description: "pattern of modules that need credentials, as github.com/acme/*, repeatable",
    existing: true,
    default: (_given, found) => found.private ?? [],
    problem: (pattern) =>
      /^[\w*][\w.*?~-]*(?:\/[\w.*?~-]+)*$/.test(pattern) &&
      /\w/.test(pattern) &&
      pattern.length <= 200
        ? undefined
        : "is not a pattern such as github.com/acme/*",
  }),
  choice({
    id: "privateAuth",
    flag: "private-auth",
    title: "Credentials for private modules",
    description: "how private modules are reached",
    asked: false,
    existing: true,
    choices: [
      { value: "netrc", hint: "a netrc file, as a build secret" },
      { value: "ssh", hint: "the SSH agent, forwarded to the build" },
    ],
    default: () => "netrc",
  }),
  list({
    id: "registry",
    flag: "registry",
    title: "Registries",
    description: "registry to take images from instead, as docker.io=registry.corp/hub, repeatable",
    default: () => [],
    problem: (pair) =>
      /^[a-z0-9][a-z0-9.-]*(?::\d{1,5})?=[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/.test(
        pair,
      ) && pair.length <= 300
        ? undefined
        : "is not registry=registry/path, such as docker.io=registry.example.com/dockerhub",
  }),
  {
    id: "checkJob",
    flag: "check-job",
    form: "boolean",
    title: "A job that says when the project is out of date?",
    description:
      "job in the workflow that fails when the project is out of date (create-goslim --check)",
    asked: false,
    default: () => false,
    parse: parseBoolean,
    applies: {
      to: ({ ci }) => ci === "github",
      absent: false,
      because: "only a workflow (--ci=github) has jobs",
    },
  },
  text({
    id: "dockerfile",
    flag: "dockerfile",
    title: "Name of the Dockerfile",
    description: "name of the Dockerfile",
    asked: false,
    existing: true,
    defaultText: "Dockerfile; Dockerfile.goslim beside one that is yours",
    default: (_given, found) => found.dockerfile ?? "Dockerfile",
    problem: fileNameProblem,
  }),
  text({
    id: "makefile",
    flag: "makefile",
    title: "Name of the Makefile",
    description: "name of the Makefile",
    asked: false,
    existing: true,
    defaultText: "Makefile; Makefile.goslim beside one that is yours",
    default: (_given, found) => found.makefile ?? "Makefile",
    problem: fileNameProblem,
  }),
  text({
    id: "workflow",
    flag: "workflow",
    title: "Name of the workflow file",
    description: "name of the workflow file",
    asked: false,
    existing: true,
    defaultText: "ci.yml; image.yml beside one that is yours",
    default: (_given, found) => found.workflow ?? "ci.yml",
    problem: (name) =>
      fileNameProblem(name) ?? (/\.ya?ml$/.test(name) ? undefined : "does not end with .yml"),
  }),
];

/** An answer as a person reads it. */
export function shown(value: AnswerValue): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(" ") : String(value);
}

// --- constructors of table rows ---

type Row = Omit<Question, "form" | "parse">;

type Judge = (value: string, found?: Found) => string | undefined;

function text({ problem, ...row }: Row & { readonly problem: Judge }): Question {
  return {
    ...row,
    form: "text",
    parse: (raw, found) => {
      if (typeof raw !== "string") return { problem: "must be a string" };
      const wrong = problem(raw, found);
      return wrong === undefined ? { value: raw } : { problem: `${quoted(raw)} ${wrong}` };
    },
  };
}

function list({
  problem,
  atLeastOne = false,
  ...row
}: Omit<Row, "asked"> & { readonly problem: Judge; readonly atLeastOne?: boolean }): Question {
  return {
    ...row,
    asked: false,
    form: "list",
    parse: (raw, found) => {
      const values: unknown = typeof raw === "string" ? [raw] : raw;
      if (!Array.isArray(values) || !values.every((value) => typeof value === "string"))
        return { problem: "must be a list of strings" };
      if (values.length > 100) return { problem: "has more than 100 entries" };
      if (atLeastOne && values.length === 0) return { problem: "must name one at least" };
      for (const value of values as readonly string[]) {
        const wrong = problem(value, found);
        if (wrong !== undefined) return { problem: `${quoted(value)} ${wrong}` };
      }
      return { value: values as readonly string[] };
    },
  };
}

function choice(row: Row & { readonly choices: readonly Choice[] }): Question {
  const values = row.choices.map(({ value }) => value);
  return {
    ...row,
    form: "choice",
    parse: (raw) => {
      const value = values.find((candidate) => candidate === raw);
      if (value !== undefined) return { value: value as AnswerValue };
      const shown = typeof raw === "string" ? quoted(raw) : "that";
      return { problem: `${shown} is not a choice; choose one of ${values.join(", ")}` };
    },
  };
}

// --- readers of single answers ---

function parseBoolean(raw: unknown): Parsed {
  return typeof raw === "boolean" ? { value: raw } : { problem: "must be true or false" };
}

function parseGo(raw: unknown): Parsed {
  const supported = `supported are ${GO_RELEASES.join(" and ")}`;
  if (typeof raw !== "string") return { problem: `must be a string; ${supported}` };
  const version = parseGoVersion(raw);
  if (!version) return { problem: `${quoted(raw)} is not a Go version; ${supported}` };
  if (version.pre) return { problem: `${formatGoVersion(version)} is a pre-release; ${supported}` };
  if ((GO_RELEASES as readonly string[]).includes(languageVersion(version)))
    return { value: formatGoVersion(version) };
  const newest = parseGoVersion(GO_RELEASES[0]);
  const age =
    newest && compareGoVersions(version, newest) > 0
      ? "is newer than this tool knows"
      : "is past its end of life";
  return { problem: `Go ${formatGoVersion(version)} ${age}; ${supported}` };
}

function parsePlatforms(raw: unknown): Parsed {
  const list = typeof raw === "string" ? [raw] : raw;
  if (!Array.isArray(list) || !list.every((item) => typeof item === "string"))
    return { problem: "must be a list of platforms" };
  const wanted = new Set<string>();
  for (const item of list.flatMap((entry: string) => entry.split(","))) {
    const platform = normalizePlatform(item.trim());
    if (!PLATFORMS.includes(platform)) {
      const similar = PLATFORMS.filter((known) => known.startsWith(`${platform.split("/")[0]}/`));
      const known =
        similar.length > 0
          ? similar.join(", ")
          : "linux/amd64, linux/arm64, darwin/arm64, windows/amd64, …";
      return {
        problem: `${quoted(platform)} is not a platform that Go builds for without cgo; there are ${known}`,
      };
    }
    wanted.add(platform);
  }
  if (![...wanted].some(isImagePlatform))
    return {
      problem: "none of the platforms is for linux, so there is no image to build; add linux/amd64",
    };
  return { value: PLATFORMS.filter((platform) => wanted.has(platform)) };
}

function parsePort(raw: unknown, found?: Found): Parsed {
  // A program that exists may listen on a port that nobody knows; a new one is told.
  if (found?.existing && (raw === null || raw === "none")) return { value: null };
  const port = typeof raw === "string" && /^[1-9]\d{0,4}$/.test(raw) ? Number(raw) : raw;
  if (typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65535)
    return { value: port };
  return { problem: `${quoted(String(raw))} is not a port; give a whole number from 1 to 65535` };
}

function parseUser(raw: unknown): Parsed {
  const match =
    typeof raw === "string" ? /^([1-9]\d{0,19}|0)(?::([1-9]\d{0,19}|0))?$/.exec(raw) : null;
  const shown = quoted(String(raw));
  if (!match)
    return {
      problem: `${shown} is not numeric; give uid or uid:gid, such as 65532:65532 (Kubernetes cannot check a name for root)`,
    };
  const [, uid = "", gid = uid] = match;
  if (Number(uid) > 2_147_483_647 || Number(gid) > 2_147_483_647)
    return { problem: `${shown} is above 2147483647` };
  if (uid === "0") return { problem: `${shown} is root; give a uid above 0, such as 65532:65532` };
  return { value: `${uid}:${gid}` };
}

function mainProblem(pattern: string, found?: Found): string | undefined {
  const known = found?.mains;
  if (known?.includes(`./${pattern}`))
    return `is not how the go command takes it: write ./${pattern}`;
  if (known && !known.includes(pattern))
    return `is no main package; there ${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
  if (!known && pattern !== ".") return "is no main package: a new program has one, in .";
  return pattern === "." || /^\.(?:\/[\w.+~@-]+)+$/.test(pattern)
    ? undefined
    : "is not a package of this module, such as ./cmd/api";
}

function wordProblem(word: string): string | undefined {
  if (word.length > 1000) return "is longer than 1000 characters";
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  return /[\u0000-\u001f\u007f\u2028\u2029]/.test(word) ? "has a control character" : undefined;
}

function linkerVariableProblem(pair: string): string | undefined {
  if (!/^[\w.~-]+(?:\/[\w.~-]+)*\.[A-Za-z_]\w*=/.test(pair))
    return "is not importpath.name=value, such as main.version={version}";
  return /=(?:\{(?:version|revision|date)\}|[\w.:/@+-]*)$/.test(pair)
    ? undefined
    : "has a value that is neither {version}, {revision}, {date} nor a plain word";
}

function imagePathProblem(path: string): string | undefined {
  if (path.length > 200 || !/^(?:\/[\w.@+-]+)+$/.test(path))
    return "is not an absolute path of plain letters, such as /data";
  return path.split("/").some((element) => element === "." || element === "..")
    ? "has . or .. in it"
    : undefined;
}

// The program's user owns a volume: of these the image must keep hold.
function volumeProblem(path: string): string | undefined {
  return (
    imagePathProblem(path) ??
    (/^\/(?:bin|dev|etc|lib|lib64|proc|sbin|sys|tmp|usr)(?:\/(?:bin|lib|local|local\/bin|ssl))?$/.test(
      path,
    )
      ? "is a directory of the system"
      : undefined)
  );
}

function copyProblem(pair: string): string | undefined {
  const [source = "", destination = "", ...rest] = pair.split(":");
  if (rest.length > 0 || destination === "")
    return "is not source:destination, such as templates:/app/templates";
  if (
    !/^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(source) ||
    source.split("/").some((element) => element === "." || element === "..")
  )
    return "has a source that is no path of letters, digits and . _ @ + - below the build context";
  return imagePathProblem(destination) && `has a destination that ${imagePathProblem(destination)}`;
}

function fileNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(name) || name.endsWith("."))
    return "is not a usable file name; use A-Z a-z 0-9 . _ -";
  return isWindowsReserved(name) ? "is a name that Windows reserves" : undefined;
}

function programNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,62}$/.test(name) || name.endsWith(".")) {
    return "is not a usable file name; use up to 63 of A-Z a-z 0-9 . _ - and start with a letter, digit or _";
  }
  if (isWindowsReserved(name)) return "is a name that Windows reserves";
  if (
    /^(?:dockerfile|makefile|readme\.md|go\.(?:mod|sum|work)|main(?:_test)?\.go|dist|vendor)$/i.test(
      name,
    )
  )
    return "is the name of a file that belongs to the project";
  return undefined;
}

// The grammar of distribution/reference, without tag and digest.
const IMAGE =
  /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;

function imageNameProblem(image: string): string | undefined {
  if (image.length > 200) return "is longer than 200 characters";
  if (IMAGE.test(image)) return undefined;
  if (/[@]|:[^/]*$/.test(image))
    return "has a tag or digest; leave it out, the Makefile and the workflow add the tag";
  return "is not an image name; use [registry/]path in lower case, such as ghcr.io/acme/app";
}

function imageName(module: string, name: string): string {
  const [, owner, repository] = /^github\.com\/([^/]+)\/([^/]+)/.exec(module) ?? [];
  const [, group] = /^(gitlab\.com\/.+)$/.exec(module) ?? [];
  const candidate = (
    owner ? `ghcr.io/${owner}/${repository}` : group ? `registry.${group}` : name
  ).toLowerCase();
  if (IMAGE.test(candidate)) return candidate;
  return (
    slug(name)
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "app"
  );
}

// A directory name as a module path element.
function slug(directory: string): string {
  return directory
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
}
