// Runs of the tool, hand edits, deletions, renames, other answers, other versions, bots, commits and crashes in random order,
// on a disk and a repository that are maps. After each run: no line of the user's is lost, the record is true, and another
// run does nothing. GOSLIM_SEQUENCES gives another number of sequences, GOSLIM_SEED another start.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Layout, NEW_PROJECT } from "../../src/core/layout.ts";
import type { ConflictPolicy } from "../../src/core/conflict-policy.ts";
import { plan, type PlannedFile } from "../../src/render/plan.ts";
import { blobId } from "../../src/update/blob.ts";
import { gitMerge, mergeByLibrary, type ThreeWay } from "../../src/update/merge.ts";
import { reconcile } from "../../src/update/reconcile.ts";
import { settle, type Settled, filesToRecord } from "../../src/update/settle.ts";
import { formatRecord, parseRecord } from "../../src/update/record.ts";
import { encoded, hasCrlf, toBytes, withCrlf, withLf } from "../../src/update/text.ts";
import { answersWith, PROJECTS } from "../support/cases.ts";
import { RELEASES } from "../support/releases.ts";

const SEQUENCES = Number(process.env["GOSLIM_SEQUENCES"] ?? 5_000);
const SEED = process.env["GOSLIM_SEED"];
const RECORD = ".goslim.json";

// --- what is rendered ---

const EXISTING: Layout = { ...NEW_PROJECT, existing: true };
const NAMES = [
  "service-default",
  "cli-default",
  "service-split-symbols",
  "service-alpine-keep",
  "cli-chainguard-no-ci",
];
const PLANS = NAMES.map((name) =>
  plan(answersWith(PROJECTS[name]), EXISTING).filter(({ owner }) => owner === "managed"),
);

/** What a version of the tool renders: 0 is this one, 1 is 0.1.0 where that is kept, and more are made up by changing some lines. */
function rendering(project: number, version: number): readonly PlannedFile[] {
  const files = PLANS[project] ?? [];
  const old = version === 1 ? RELEASES["0.1.0"]?.[NAMES[project] ?? ""] : undefined;
  if (old)
    return files.flatMap((file) =>
      old[file.path] === undefined ? [] : [{ ...file, text: old[file.path] as string }],
    );
  return version < 2
    ? files
    : files.map((file) => ({ ...file, text: changed(file.text, version) }));
}

function changed(text: string, version: number): string {
  return text
    .split("\n")
    .flatMap((line, index) => {
      const kind = (index * 7 + version * 13) % 29;
      if (kind === 0) return [`${line} # of version ${version}`];
      if (kind === 1) return [line, `# added in version ${version}`];
      return kind === 2 ? [] : [line];
    })
    .join("\n");
}

// --- the model ---

interface World {
  readonly disk: Map<string, string>;
  readonly blobs: Map<string, string>;
  lines: number;
}

interface Run {
  readonly project: number;
  readonly version: number;
  readonly policy: ConflictPolicy;
  readonly prune: boolean;
}

type Step =
  | ({ readonly do: "run" } & Run)
  | ({ readonly do: "crash"; readonly after: number } & Run)
  | {
      readonly do:
        | "add"
        | "replace"
        | "drop line"
        | "delete"
        | "rename"
        | "bot"
        | "crlf"
        | "no newline";
      readonly file: number;
      readonly at: number;
    }
  | { readonly do: "commit" };

async function decide(
  world: World,
  { project, version, policy, prune }: Run,
  threeWay: ThreeWay,
): Promise<{ settled: readonly Settled[]; record: string }> {
  const text = world.disk.get(RECORD);
  const recordedFiles =
    text === undefined
      ? new Map<string, readonly string[]>()
      : parseRecord(text, RECORD, "1.0.0").files;
  const changes = reconcile(rendering(project, version), recordedFiles, {
    disk: (path) => world.disk.get(path),
    base: (_path, ids) => {
      const id = ids.find((one) => world.blobs.has(one));
      return id === undefined ? undefined : { id, text: world.blobs.get(id) as string };
    },
    threeWay,
  });
  const settled = await settle(changes, { policy, prune, ask: undefined });
  return {
    settled,
    record: formatRecord({
      version: "1.0.0",
      answers: {},
      pins: new Map(),
      files: filesToRecord(settled),
    }),
  };
}

const refused = (settled: readonly Settled[]): boolean =>
  settled.some(({ outcome }) => outcome.state === "conflict");

function writesOf(
  settled: readonly Settled[],
  record: string,
): readonly (readonly [string, string | null])[] {
  if (refused(settled)) return [];
  const writes = settled.flatMap(({ change, write }): (readonly [string, string | null])[] =>
    write === undefined ? [] : [[change.path, write]],
  );
  return [...writes, [RECORD, record]];
}

function apply(world: World, writes: readonly (readonly [string, string | null])[]): void {
  for (const [path, text] of writes) {
    if (text === null) world.disk.delete(path);
    else world.disk.set(path, text);
  }
}

const userLines = (
  disk: ReadonlyMap<string, string>,
  except: ReadonlySet<string> = new Set(),
): ReadonlySet<string> =>
  new Set(
    [...disk]
      .filter(([path]) => !except.has(path))
      .flatMap(([, text]) => text.match(/user line \d+/g) ?? []),
  );

async function run(
  world: World,
  step: Extract<Step, { do: "run" | "crash" }>,
  threeWay: ThreeWay,
): Promise<void> {
  const before = new Map(world.disk);
  const { settled, record } = await decide(world, step, threeWay);
  const writes = writesOf(settled, record);
  apply(world, step.do === "crash" ? writes.slice(0, step.after % (writes.length + 1)) : writes);

  const overwritten = new Set(
    settled.filter(({ outcome }) => outcome.state === "overwrite").map(({ change }) => change.path),
  );
  const left = userLines(world.disk);
  for (const line of userLines(before, overwritten)) expect(left).toContain(line);
  if (step.do === "crash") return;
  if (refused(settled)) return expect(world.disk).toEqual(before);

  const files = parseRecord(world.disk.get(RECORD) as string, RECORD, "1.0.0").files;
  for (const { change, outcome } of settled) {
    if (!["create", "update", "identical", "overwrite"].includes(outcome.state)) continue;
    expect([change.path, blobId(toBytes(withLf(world.disk.get(change.path) as string)))]).toEqual([
      change.path,
      files.get(change.path)?.[0],
    ]);
  }
  // What is new in the rendering has arrived; of versions the newer one has won.
  for (const { change, outcome, write } of settled) {
    if (!change.base || !["merge", "keep"].includes(outcome.state)) continue;
    const known = new Set([
      ...(change.base ?? "").split("\n"),
      ...withLf(write ?? change.ours ?? "").split("\n"),
    ]);
    const lost = withLf(change.theirs ?? "")
      .split("\n")
      .filter((line) => !known.has(line) && !/uses:|FROM|version:/.test(line));
    expect([change.path, lost]).toEqual([change.path, []]);
  }
  const again = await decide(world, step, threeWay);
  expect(
    again.settled.filter(({ write }) => write !== undefined).map(({ outcome }) => outcome),
  ).toEqual([]);
  expect(again.record).toBe(record);
}

function edit(world: World, step: Extract<Step, { file: number }>): void {
  const paths = [...world.disk.keys()].filter((path) => path !== RECORD).sort();
  const path = paths[step.file % paths.length];
  if (path === undefined) return;
  const text = world.disk.get(path) as string;
  const end = hasCrlf(text) ? "\r\n" : "\n";
  const lines = text.split(end);
  const at = step.at % lines.length;
  const mine = `# user line ${(world.lines += 1)}`;
  switch (step.do) {
    case "add":
      return void world.disk.set(path, lines.toSpliced(at, 0, mine).join(end));
    case "replace":
      return void world.disk.set(path, lines.with(at, mine).join(end));
    case "drop line":
      return void world.disk.set(path, lines.toSpliced(at, 1).join(end));
    case "delete":
      return void world.disk.delete(path);
    case "rename":
      world.disk.set(`${path}.${step.at}`, text);
      return void world.disk.delete(path);
    case "bot":
      return void world.disk.set(
        path,
        text
          .replace(
            /@([0-9a-f]{40}) # v(\d+)\.\d+\.\d+/,
            `@${"b".repeat(40)} # v$2.${step.at % 9}.0`,
          )
          .replace("golang:1.27-trixie AS", `golang:1.27-trixie@sha256:${"c".repeat(64)} AS`),
      );
    case "crlf":
      return void world.disk.set(
        path,
        hasCrlf(text) ? withLf(text) : /\r/.test(text) ? text : withCrlf(text),
      );
    case "no newline":
      return void world.disk.set(path, text.replace(/\r?\n$/, ""));
  }
}

// --- the property ---

const runs = {
  project: fc.nat(NAMES.length - 1),
  version: fc.nat(5),
  policy: fc.constantFrom<ConflictPolicy>("fail", "fail", "merge", "merge", "skip", "overwrite"),
  prune: fc.boolean(),
};
const anyRun = fc.record({ do: fc.constant("run" as const), ...runs });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: anyRun },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("crash" as const), after: fc.nat(7), ...runs }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "add" as const,
        "add" as const,
        "replace" as const,
        "drop line" as const,
        "delete" as const,
        "rename" as const,
        "bot" as const,
        "crlf" as const,
        "no newline" as const,
      ),
      file: fc.nat(20),
      at: fc.nat(200),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: "commit" as const }) },
);

async function sequence(first: Step, steps: readonly Step[], threeWay: ThreeWay): Promise<void> {
  const world: World = { disk: new Map(), blobs: new Map(), lines: 0 };
  for (const step of [first, ...steps]) {
    if (step.do === "run" || step.do === "crash") await run(world, step, threeWay);
    else if (step.do === "commit")
      for (const text of world.disk.values())
        world.blobs.set(blobId(toBytes(withLf(text))), withLf(text));
    else edit(world, step);
  }
}

const parameters = (numRuns: number): fc.Parameters<[Step, Step[]]> => ({
  numRuns,
  ...(SEED === undefined ? { seed: 20261124 } : { seed: Number(SEED) }),
});

test(
  "no line of the user's is ever lost, the record is true, and a second run does nothing",
  { timeout: 3_600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, fc.array(anyStep, { minLength: 4, maxLength: 12 }), (first, steps) =>
        sequence(first, steps, mergeByLibrary),
      ),
      parameters(SEQUENCES),
    );
  },
);

test("the same with git's own merge", { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, fc.array(anyStep, { minLength: 4, maxLength: 12 }), (first, steps) =>
      sequence(first, steps, gitMerge({ environment: process.env, outside: [] })),
    ),
    parameters(Math.ceil(SEQUENCES / 50)),
  );
});

test("texts are strings of bytes", () => {
  expect(toBytes(encoded("é")).toString()).toBe("é");
});
