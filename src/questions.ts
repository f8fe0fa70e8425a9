import { BASES, COSTS, GO_RELEASES } from "./facts.ts";
import { compareGoVersions, formatGoVersion, languageVersion, parseGoVersion } from "./go/version.ts";
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
}

export type AnswerId = keyof Answers;
export type AnswerValue = Answers[AnswerId];

/** What is known before anything is asked. */
export interface Found {
  /** Module path of an existing go.mod. */
  readonly module?: string;
  /** Supported Go release of an existing go.mod. */
  readonly go?: string;
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
}

export interface Question {
  readonly id: AnswerId;
  /** Long option, without the dashes. */
  readonly flag: string;
  readonly form: "text" | "integer" | "choice" | "choices" | "boolean";
  /** The question as a prompt asks it. */
  readonly title: string;
  /** The answer as `--help` and the README describe it. */
  readonly description: string;
  /** Whether people are asked; the other questions are flags with a default that needs no thought. */
  readonly asked: boolean;
  readonly choices?: readonly Choice[];
  /** How the default is described; a fixed default needs no words. */
  readonly defaultText?: string;
  /** The default, given the answers before this one in the table. */
  readonly default: (given: Partial<Answers>, found: Found) => AnswerValue;
  /** Reads a value from a flag, a prompt or JSON. */
  readonly parse: (raw: unknown) => Parsed;
  /** Where the question makes sense; elsewhere the answer is `absent`. */
  readonly applies?: { readonly to: (given: Partial<Answers>) => boolean; readonly absent: AnswerValue; readonly because: string };
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
    defaultText: "from go.mod or the git remote, else example.com/<dir>",
    default: (_given, found) => found.module ?? found.remote ?? `example.com/${slug(found.directory)}`,
    problem: modulePathProblem,
  }),
  text({
    id: "name",
    flag: "name",
    title: "Name of the program",
    description: "name of the program",
    asked: false,
    defaultText: "last element of the module path",
    default: ({ module = "" }) => programName(module),
    problem: programNameProblem,
  }),
  choice({
    id: "kind",
    flag: "kind",
    title: "What kind of program?",
    description: "kind of program",
    asked: true,
    choices: [
      { value: "service", hint: "HTTP server: health check, graceful shutdown, JSON logs" },
      { value: "cli", hint: "command-line program: runs and exits" },
    ],
    default: () => "service",
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
    description: "target platform, repeatable or comma-separated; linux ones become images, others binaries",
    asked: true,
    choices: PLATFORMS.map((value) => ({ value, hint: isImagePlatform(value) ? "image" : "binary" })),
    default: () => ["linux/amd64", "linux/arm64"],
    parse: parsePlatforms,
  },
  choice({
    id: "base",
    flag: "base",
    title: "Base image (shell to debug in: alpine, busybox; smallest attack surface: scratch, distroless)",
    description: "base image",
    asked: true,
    choices: [
      { value: "scratch", hint: "nothing but the program: smallest, no shell" },
      { value: "distroless", hint: `no shell; certificates and zones kept by Google; +${COSTS.distroless}` },
      { value: "chainguard", hint: `no shell; rebuilt daily by Chainguard, latest only; +${COSTS.chainguard}` },
      { value: "alpine", hint: `shell and apk to debug with; +${COSTS.alpine}` },
      { value: "busybox", hint: `small shell to debug with; +${COSTS.busybox}` },
    ],
    default: () => "scratch",
  }),
  {
    ...choice({
      id: "init",
      flag: "init",
      title: "Process 1",
      description: "process 1: the program itself, or BusyBox init that restarts it (needs --base=busybox)",
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
    default: () => true,
    parse: parseBoolean,
  },
  choice({
    id: "tzdata",
    flag: "tzdata",
    title: "Time zones?",
    description: "time zones, for time.LoadLocation",
    asked: true,
    choices: [
      { value: "embed", hint: `inside the program, on every system it runs on; +${COSTS.timeZonesEmbedded}` },
      { value: "copy", hint: `a file in the image, beside the program; +${COSTS.timeZonesCopied}, nothing where the base has them` },
      { value: "none", hint: "UTC only: time.LoadLocation fails" },
    ],
    defaultText: "embed; copy where the base image has them",
    default: ({ base = "scratch" }) => (BASES[base].timeZones ? "copy" : "embed"),
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
    default: () => "github",
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
    defaultText: "dependabot; none with --ci=none",
    default: ({ ci }) => (ci === "none" ? "none" : "dependabot"),
  }),
  {
    id: "port",
    flag: "port",
    form: "integer",
    title: "Port",
    description: "TCP port that the service listens on",
    asked: false,
    defaultText: "8080",
    default: () => 8080,
    parse: parsePort,
    applies: { to: ({ kind }) => kind === "service", absent: null, because: SERVICE_ONLY },
  },
  {
    id: "healthcheck",
    flag: "healthcheck",
    form: "boolean",
    title: "HEALTHCHECK?",
    description: "HEALTHCHECK in the image: the program asks itself, no shell needed",
    asked: false,
    default: () => true,
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
    defaultText: "65532:65532",
    default: () => "65532:65532",
    parse: parseUser,
  },
  text({
    id: "image",
    flag: "image",
    title: "Image name",
    description: "image name, without a tag",
    asked: false,
    defaultText: "ghcr.io/<owner>/<repository> of a module on GitHub, else the program's name",
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
];

// --- constructors of table rows ---

type Row = Omit<Question, "form" | "parse">;

function text({ problem, ...row }: Row & { readonly problem: (value: string) => string | undefined }): Question {
  return {
    ...row,
    form: "text",
    parse: (raw) => {
      if (typeof raw !== "string") return { problem: "must be a string" };
      const found = problem(raw);
      return found === undefined ? { value: raw } : { problem: `${quoted(raw)} ${found}` };
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
  if ((GO_RELEASES as readonly string[]).includes(languageVersion(version))) return { value: formatGoVersion(version) };
  const newest = parseGoVersion(GO_RELEASES[0]);
  const age = newest && compareGoVersions(version, newest) > 0 ? "is newer than this tool knows" : "is past its end of life";
  return { problem: `Go ${formatGoVersion(version)} ${age}; ${supported}` };
}

function parsePlatforms(raw: unknown): Parsed {
  const list = typeof raw === "string" ? [raw] : raw;
  if (!Array.isArray(list) || !list.every((item) => typeof item === "string")) return { problem: "must be a list of platforms" };
  const wanted = new Set<string>();
  for (const item of list.flatMap((entry: string) => entry.split(","))) {
    const platform = normalizePlatform(item.trim());
    if (!PLATFORMS.includes(platform)) {
      const similar = PLATFORMS.filter((known) => known.startsWith(`${platform.split("/")[0]}/`));
      const known = similar.length > 0 ? similar.join(", ") : "linux/amd64, linux/arm64, darwin/arm64, windows/amd64, …";
      return { problem: `${quoted(platform)} is not a platform that Go builds for without cgo; there are ${known}` };
    }
    wanted.add(platform);
  }
  if (![...wanted].some(isImagePlatform)) return { problem: "none of the platforms is for linux, so there is no image to build; add linux/amd64" };
  return { value: PLATFORMS.filter((platform) => wanted.has(platform)) };
}

function parsePort(raw: unknown): Parsed {
  const port = typeof raw === "string" && /^[1-9]\d{0,4}$/.test(raw) ? Number(raw) : raw;
  if (typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65535) return { value: port };
  return { problem: `${quoted(String(raw))} is not a port; give a whole number from 1 to 65535` };
}

function parseUser(raw: unknown): Parsed {
  const match = typeof raw === "string" ? /^([1-9]\d{0,9}|0)(?::([1-9]\d{0,9}|0))?$/.exec(raw) : null;
  const shown = quoted(String(raw));
  if (!match) return { problem: `${shown} is not numeric; give uid or uid:gid, such as 65532:65532 (Kubernetes cannot check a name for root)` };
  const [, uid = "", gid = uid] = match;
  if (Number(uid) > 2_147_483_647 || Number(gid) > 2_147_483_647) return { problem: `${shown} is above 2147483647` };
  if (uid === "0" || gid === "0") return { problem: `${shown} is root; give a uid and gid above 0, such as 65532:65532` };
  return { value: `${uid}:${gid}` };
}

function programNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,62}$/.test(name) || name.endsWith(".")) {
    return "is not a usable file name; use up to 63 of A-Z a-z 0-9 . _ - and start with a letter, digit or _";
  }
  if (isWindowsReserved(name)) return "is a name that Windows reserves";
  return undefined;
}

// The grammar of distribution/reference, without tag and digest.
const IMAGE = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;

function imageNameProblem(image: string): string | undefined {
  if (image.length > 200) return "is longer than 200 characters";
  if (IMAGE.test(image)) return undefined;
  if (/[@]|:[^/]*$/.test(image)) return "has a tag or digest; leave it out, the Makefile and the workflow add the tag";
  return "is not an image name; use [registry/]path in lower case, such as ghcr.io/acme/app";
}

function imageName(module: string, name: string): string {
  const [, owner, repository] = /^github\.com\/([^/]+)\/([^/]+)/.exec(module) ?? [];
  const candidate = (owner ? `ghcr.io/${owner}/${repository}` : name).toLowerCase();
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
