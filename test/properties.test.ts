// No value of any answer can break out of the text it is put into: whatever is accepted is rendered, and the
// files are parsed by real parsers and found to have the structure that the answers ask for.
import { DockerfileParser } from "dockerfile-ast";
import fc from "fast-check";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { Language, Parser } from "web-tree-sitter";
import { parse as parseYaml } from "yaml";
import { resolveAnswers, type RawAnswers } from "../src/core/answers.ts";
import { KnownError, placeOf } from "../src/core/errors.ts";
import { isImagePlatform, PLATFORMS } from "../src/core/go/platform.ts";
import { type Layout, NEW_PROJECT } from "../src/core/layout.ts";
import { plan } from "../src/render/plan.ts";
import {
  type AnswerId,
  type Answers,
  type Found,
  QUESTION_LIST,
} from "../src/core/questions/index.ts";
import { FOUND } from "./support/cases.ts";

const RUNS = Number(process.env["GOSLIM_RUNS"] ?? 10_000);
const require = createRequire(import.meta.url);
let go: Parser;
let make: Parser;

beforeAll(async () => {
  await Parser.init();
  const grammar = (name: string): Promise<Language> =>
    Language.load(join(dirname(require.resolve(`${name}/package.json`)), `${name}.wasm`));
  go = new Parser().setLanguage(await grammar("tree-sitter-go"));
  make = new Parser().setLanguage(await grammar("tree-sitter-make"));
});

const HOSTILE = [
  "\n",
  "\r\n",
  '"',
  "'",
  "`",
  "$",
  "$$",
  "${x}",
  "{{",
  "}}",
  "{{{",
  "${{ secrets.X }}",
  "<%= 1 %>",
  "*/",
  "//",
  "#",
  "\\",
  "\0",
  ":",
  "- ",
  "%",
  "&&",
  ";",
  "|",
  "\u2028",
  "é",
  "..",
  "RUN x",
  "\t",
];
const word = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,10}[A-Za-z0-9])?$/);
const hostileText = fc
  .array(fc.oneof(word, fc.constantFrom(...HOSTILE)), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(""));
const path = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join("/"));

/** Raw values that are mostly right; with `hostile`, some that try to break out. */
function rawAnswers(hostile: boolean): fc.Arbitrary<RawAnswers> {
  const or = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
    hostile
      ? fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: hostileText })
      : good;
  const among = (...values: readonly unknown[]): fc.Arbitrary<unknown> =>
    or(fc.constantFrom(...values));
  const fields: Readonly<Partial<Record<AnswerId, fc.Arbitrary<unknown>>>> = {
    module: or(path.map((rest) => `example.com/${rest}`)),
    name: or(word),
    image: or(
      fc.oneof(
        path.map((rest) => `ghcr.io/${rest.toLowerCase()}`),
        path,
      ),
    ),
    go: among("1.27", "1.26", "go1.27.4", "1.26.11"),
    platforms: or(
      fc.oneof(
        {
          weight: 5,
          arbitrary: fc.subarray(["linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"], {
            minLength: 1,
          }),
        },
        { weight: 1, arbitrary: fc.subarray([...PLATFORMS], { minLength: 1 }) },
      ),
    ),
    port: or(fc.integer({ min: 1, max: 65_535 })),
    user: or(
      fc
        .tuple(fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 1, max: 70_000 }))
        .map(([uid, gid]) => `${uid}:${gid}`),
    ),
    ...(Object.fromEntries(
      QUESTION_LIST.filter(({ form, existing }) => form === "choice" && !existing).map(
        ({ id, choices = [] }) => [
          id,
          among(...choices.filter(({ only }) => !only).map(({ value }) => value)),
        ],
      ),
    ) as Record<
      "kind" | "base" | "init" | "tzdata" | "debugSymbols" | "ci" | "updates" | "builder",
      fc.Arbitrary<unknown>
    >),
    caCerts: fc.boolean(),
    healthcheck: fc.boolean(),
  };
  const record = fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<RawAnswers>;
  return hostile
    ? record
    : record.map(({ port, healthcheck, ...rest }) =>
        rest.kind === "cli" ? rest : { ...rest, port, healthcheck },
      );
}
/** Values for what mostly programs that exist have. */
function existingAnswers(hostile: boolean): fc.Arbitrary<RawAnswers> {
  const good = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    hostile ? fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: hostileText }) : arbitrary;
  const list = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
    fc.array(good(arbitrary), { maxLength: 3 });
  const value = fc.oneof(
    word,
    fc.constantFrom(
      "$HOME",
      'a "b" c',
      "back\\slash",
      "{{ x }}",
      "it's",
      "#no",
      "",
      "é",
      "${{ x }}",
    ),
  );
  return fc.record(
    {
      main: fc.subarray([".", "./cmd/api", "./cmd/worker"], { minLength: 1 }),
      images: fc.constantFrom("each", "one"),
      cgo: fc.constantFrom("none", "static", "dynamic"),
      generate: list(fc.constantFrom("go generate ./gen", "go tool templ generate")),
      buildPackages: list(fc.constantFrom("libpcap-dev", "g++")),
      runPackages: list(fc.constantFrom("libpcap0.8t64", "7zip")),
      tags: list(fc.constantFrom("sqlite", "netgo", "go1.27")),
      stamp: list(
        fc
          .tuple(path, fc.constantFrom("{version}", "{revision}", "{date}", "release"))
          .map(([target, text]) => `${target}.Version=${text}`),
      ),
      args: list(value),
      cmd: list(value),
      healthCmd: list(value),
      healthInterval: good(fc.constantFrom("90s", "1m30s")),
      healthStartPeriod: good(fc.constantFrom("0s", "500ms")),
      healthRetries: good(fc.constantFrom(5, "7")),
      expose: list(fc.constantFrom("53/udp", "9090", "8080", "443/tcp")),
      env: list(value.map((text) => `NAME=${text}`)),
      label: list(value.map((text) => `org.example.name=${text}`)),
      volume: list(path.map((text) => `/${text}`)),
      workdir: good(
        fc.oneof(
          fc.constant("/"),
          path.map((text) => `/${text}`),
        ),
      ),
      copy: list(fc.tuple(path, path).map(([source, destination]) => `${source}:/${destination}`)),
      private: list(fc.constantFrom("github.com/acme/*", "*.corp.example.com")),
      buildEnv: list(fc.constantFrom("GOPROXY=https://proxy.example.com,direct", "GOSUMDB=off")),
      privateAuth: fc.constantFrom("netrc", "ssh"),
      ignore: list(fc.constantFrom("data/*.db", "!data/a.db")),
      dockerfile: good(fc.constantFrom("Dockerfile", "Dockerfile.goslim")),
      makefile: good(fc.constantFrom("Makefile", "Makefile.goslim")),
      workflow: good(fc.constantFrom("ci.yml", "image.yaml")),
    } satisfies Partial<Record<AnswerId, fc.Arbitrary<unknown>>>,
    { requiredKeys: [] },
  ) as fc.Arbitrary<RawAnswers>;
}

const layouts: fc.Arbitrary<Layout> = fc
  .oneof(
    fc.constant({ directory: ".", context: "." }),
    fc.constant({ directory: "services/api", context: "services/api" }),
    fc.constant({
      directory: "services/api",
      context: ".",
      modules: ["libs/log", "services/api"],
      workspace: ".",
    }),
  )
  .chain((place) =>
    fc
      .record({
        vendor: fc.constantFrom("none" as const, "used" as const, "unused" as const),
        frontend: fc.constantFrom(
          undefined,
          { directory: "web", output: "web/dist", lock: "package-lock.json", script: "build" },
          { directory: ".", output: "dist", lock: "pnpm-lock.yaml", script: "release" },
        ),
        linted: fc.boolean(),
        tested: fc.boolean(),
        versionFlag: fc.boolean(),
        dockerignore: fc.constantFrom("directory" as const, "dockerfile" as const),
        embedded: fc.subarray(["dist", "web", ".git"]),
      })
      .map(({ frontend, ...rest }) => ({
        ...NEW_PROJECT,
        existing: true,
        ...rest,
        ...(frontend ? { frontend } : {}),
        ...place,
      })),
  );

const raw = fc.oneof(
  { weight: 4, arbitrary: rawAnswers(false) },
  { weight: 1, arbitrary: rawAnswers(true) },
);
const found = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Found>(FOUND) },
  hostileText.map((directory) => ({ directory })),
);

test(
  `${RUNS} sets of answers are refused by name, or rendered into files of the right structure`,
  { timeout: 600_000 },
  () => {
    let rendered = 0;
    fc.assert(
      fc.property(raw, found, (flags, known) => {
        let answers: Answers;
        try {
          ({ answers } = resolveAnswers({ flags, found: known }));
        } catch (error) {
          if (!(error instanceof KnownError)) throw error;
          expect(error.exitCode).toBe(2);
          for (const { at, message } of error.problems) {
            expect(placeOf(at)).toMatch(/^--[a-z-]+$/);
            // oxlint-disable-next-line no-control-regex -- a message must not move the cursor
            expect(message).not.toMatch(/[\u0000-\u001f]/);
          }
          return;
        }
        rendered += 1;
        check(answers);
      }),
      { numRuns: RUNS },
    );
    // A property that only ever sees refusals would hold of anything.
    expect(rendered).toBeGreaterThan(RUNS / 20);
  },
);

test(`${RUNS / 2} sets of answers for programs that exist, the same`, { timeout: 600_000 }, () => {
  let rendered = 0;
  const given = fc
    .boolean()
    .chain((hostile) =>
      fc.tuple(fc.oneof(fc.constant({}), rawAnswers(false)), existingAnswers(hostile)),
    );
  const known: Found = {
    directory: "app",
    existing: true,
    module: "example.com/app",
    main: ["."],
    mains: [".", "./cmd/api", "./cmd/worker"],
  };
  fc.assert(
    fc.property(given, layouts, ([general, particular], layout) => {
      const { module: _, ...others } = general as RawAnswers;
      let answers: Answers;
      try {
        ({ answers } = resolveAnswers({ flags: { ...others, ...particular }, found: known }));
      } catch (error) {
        if (!(error instanceof KnownError)) throw error;
        return;
      }
      rendered += 1;
      checkExisting(answers, layout);
    }),
    { numRuns: RUNS / 2 },
  );
  expect(rendered).toBeGreaterThan(RUNS / 40);
});

function checkExisting(answers: Answers, layout: Layout): void {
  const files = new Map(plan(answers, layout).map(({ path, text }) => [path, text]));
  const own = (name: string): string =>
    files.get(layout.directory === "." ? name : `${layout.directory}/${name}`) ?? "";
  expect(
    [...files.keys()].filter((path) => /\.go$|go\.mod$|README|\.gitignore$|\.golangci/.test(path)),
  ).toEqual([]);
  for (const [path, text] of files) {
    // oxlint-disable-next-line no-control-regex -- nothing but tabs and line feeds may be in a rendered file
    expect(text, path).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]|undefined|\[object|\n\n\n/);
  }
  const dockerfile = DockerfileParser.parse(own(answers.dockerfile));
  const contents = (keyword: string): string[] =>
    dockerfile
      .getInstructions()
      .filter((one) => one.getKeyword() === keyword)
      .map((one) => one.getArgumentsContent() ?? "");
  const each = answers.main.length > 1 && answers.images === "each";
  const program =
    answers.main.length === 1
      ? answers.name
      : answers.main[0] === "."
        ? "app"
        : answers.main[0]?.slice("./cmd/".length);
  expect(contents("ENTRYPOINT").length).toBe(each ? answers.main.length : 1);
  if (answers.init === "none")
    expect(JSON.parse(contents("ENTRYPOINT")[0] ?? "")).toEqual([
      `/usr/local/bin/${program}`,
      ...answers.args,
    ]);
  expect(contents("CMD").map((text) => JSON.parse(text) as unknown)).toEqual(
    answers.cmd.length > 0 ? [answers.cmd] : [],
  );
  expect(contents("VOLUME").map((text) => JSON.parse(text) as unknown)).toEqual(
    answers.volume.length > 0 ? [answers.volume] : [],
  );
  expect(contents("LABEL").length).toBe(answers.label.length);
  expect(
    contents("ENV").filter((text) => !/^(?:ZONEINFO|GOPRIVATE|GOPROXY|GOSUMDB)=/.test(text)).length,
  ).toBe(answers.env.length);
  expect(contents("USER")).toEqual([answers.user]);
  for (const keyword of dockerfile.getInstructions().map((one) => one.getKeyword())) {
    expect([
      "FROM",
      "RUN",
      "COPY",
      "ARG",
      "WORKDIR",
      "USER",
      "ENTRYPOINT",
      "CMD",
      "EXPOSE",
      "HEALTHCHECK",
      "STOPSIGNAL",
      "ENV",
      "LABEL",
      "VOLUME",
    ]).toContain(keyword);
  }
  const tree = make.parse(own(answers.makefile));
  const targets = new Set(
    tree?.rootNode.descendantsOfType("targets").flatMap((node) => node?.text.split(/\s+/) ?? []),
  );
  tree?.delete();
  for (const target of targets)
    expect(MAKE_TARGETS.has(target) || target.startsWith("dist/"), target).toBe(true);
  const workflow = files.get(`.github/workflows/${answers.workflow}`);
  if (workflow !== undefined) {
    const { jobs } = parseYaml(workflow) as Workflow;
    expect(Object.keys(jobs)).toEqual(layout.tested ? ["image"] : ["test", "image"]);
    for (const { run = "" } of Object.values(jobs).flatMap((job) => job.steps))
      expect(run).not.toContain("${{");
  }
}

function check(answers: Answers): void {
  const files = new Map(plan(answers).map(({ path, text }) => [path, text]));
  for (const [path, text] of files) {
    // oxlint-disable-next-line no-control-regex -- only tabs and line feeds belong there
    const surplus = /[\u0000-\u0008\u000b-\u001f\u007f]|undefined|\[object|<%|\{\{#|\n\n\n/;
    expect(text, path).not.toMatch(surplus);
    expect(text.endsWith("\n"), path).toBe(true);
  }
  checkDockerfile(answers, files.get("Dockerfile") ?? "");
  checkMakefile(answers, files.get("Makefile") ?? "");
  checkGo(files.get("main.go") ?? "");
  checkGo(files.get("main_test.go") ?? "");
  const workflow = files.get(".github/workflows/ci.yml");
  if (workflow !== undefined) checkWorkflow(answers, workflow);
  const dependabot = files.get(".github/dependabot.yml");
  if (dependabot !== undefined) expect(parseYaml(dependabot)).toMatchObject({ version: 2 });
  expect(files.get("go.mod")).toBe(
    `module ${answers.module}\n\ngo ${answers.go.split(".").slice(0, 2).join(".")}.0\n`,
  );
}

function checkDockerfile(answers: Answers, text: string): void {
  const dockerfile = DockerfileParser.parse(text);
  const counts: Record<string, number> = {};
  for (const instruction of dockerfile.getInstructions()) {
    const keyword = instruction.getKeyword();
    counts[keyword] = (counts[keyword] ?? 0) + 1;
  }
  const split = answers.debugSymbols === "split";
  const rootfs = text.includes("AS rootfs") ? 1 : 0;
  expect(counts).toEqual({
    FROM: 4 + rootfs + (split ? 1 : 0),
    RUN: 2 + rootfs + (split ? 1 : 0),
    COPY: 3 + rootfs + (split ? 1 : 0),
    ARG: 4,
    WORKDIR: 1,
    USER: 1,
    ENTRYPOINT: 1,
    ...(answers.port === null ? {} : { EXPOSE: 1 }),
    ...(answers.healthcheck ? { HEALTHCHECK: 1 } : {}),
    ...(answers.init === "busybox" ? { STOPSIGNAL: 1 } : {}),
    ...(text.includes("ENV ZONEINFO") ? { ENV: 1 } : {}),
  });
  const entrypoint = dockerfile.getENTRYPOINTs()[0]?.getArgumentsContent() ?? "";
  expect(JSON.parse(entrypoint)).toEqual(
    answers.init === "busybox" ? ["/bin/busybox", "init"] : [`/usr/local/bin/${answers.name}`],
  );
}

const MAKE_TARGETS = new Set(
  "help run generate test lint image image-all image-push image-binaries dist size debug-symbols .PHONY $(BINARIES) $(IMAGE_BINARIES)".split(
    " ",
  ),
);

function checkMakefile(answers: Answers, text: string): void {
  const tree = make.parse(text);
  const root = tree?.rootNode;
  const targets = new Set(
    root?.descendantsOfType("targets").flatMap((node) => node?.text.split(/\s+/) ?? []),
  );
  tree?.delete();
  for (const target of targets)
    expect(
      MAKE_TARGETS.has(target) || (target.startsWith("dist/") && target.includes(answers.name)),
      target,
    ).toBe(true);
  expect(text.split("\n").filter((line) => line.startsWith("NAME :="))).toEqual([
    `NAME := ${answers.name}`,
  ]);
}

function checkGo(text: string): void {
  const tree = go.parse(text);
  expect(tree?.rootNode.hasError).toBe(false);
  tree?.delete();
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps: readonly {
          readonly run?: string;
          readonly with?: Readonly<Record<string, string>>;
        }[];
      }
    >
  >;
}

function checkWorkflow(answers: Answers, text: string): void {
  const workflow = parseYaml(text) as Workflow;
  expect(Object.keys(workflow.jobs)).toEqual(["test", "image"]);
  expect(workflow.permissions).toEqual({});
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  for (const { run = "" } of steps) expect(run).not.toContain("${{");
  const build = steps.find((step) => step.with?.["build-contexts"]);
  expect(build?.with?.["platforms"]).toBe(answers.platforms.filter(isImagePlatform).join(","));
}
