import { resolveAnswers } from "../../src/core/answers.ts";
import { combinationProblems } from "../../src/core/rules.ts";
import { type AnswerId, type Answers, QUESTION_LIST } from "../../src/core/questions/index.ts";

export const FOUND = { directory: "app" } as const;

/** Complete answers: the defaults of an empty directory, with some of them given. */
export function answersWith(given: Readonly<Partial<Record<AnswerId, unknown>>> = {}): Answers {
  return resolveAnswers({ flags: given, found: FOUND }).answers;
}

type Given = Readonly<Partial<Record<AnswerId, unknown>>>;

/** Whole projects that are kept in snapshots/projects, each for something that people ask for. */
export const PROJECTS: Readonly<Record<string, Given>> = {
  "service-default": {},
  "cli-default": { kind: "cli" },
  "service-split-symbols": {
    debugSymbols: "split",
    platforms: ["linux/amd64", "linux/arm64", "linux/arm/v7"],
    module: "github.com/Acme/app",
  },
  "service-distroless": {
    base: "distroless",
    image: "registry.example.com/acme/app",
    updates: "renovate",
  },
  "service-busybox-init": { base: "busybox", init: "busybox", tzdata: "copy", port: 9000 },
  "service-alpine-keep": {
    base: "alpine",
    debugSymbols: "keep",
    builder: "alpine",
    go: "1.26",
    healthcheck: false,
  },
  "cli-every-system": {
    kind: "cli",
    platforms: [
      "linux/amd64",
      "linux/386",
      "linux/riscv64",
      "darwin/arm64",
      "windows/amd64",
      "freebsd/amd64",
      "wasip1/wasm",
    ],
    tzdata: "none",
    caCerts: false,
  },
  "cli-chainguard-no-ci": {
    kind: "cli",
    base: "chainguard",
    ci: "none",
    user: "1000:1000",
    module: "example.com/tool/v2",
  },
};

/** The values that the covering set and the image tests go through, answer by answer; what only programs that exist need has its fixtures. */
export const VALUES: Readonly<Partial<Record<AnswerId, readonly unknown[]>>> = {
  ...Object.fromEntries(
    QUESTION_LIST.filter(({ form, existing }) => form === "choice" && !existing).map(
      ({ id, choices = [] }) => [id, choices.filter(({ only }) => !only).map(({ value }) => value)],
    ),
  ),
  ...Object.fromEntries(
    QUESTION_LIST.filter(({ form }) => form === "boolean").map(({ id }) => [id, [true, false]]),
  ),
  module: ["example.com/app", "github.com/Acme/app", "example.com/tool/v2"],
  go: ["1.27", "1.26", "1.27.4"],
  platforms: [
    ["linux/amd64", "linux/arm64"],
    ["linux/amd64", "linux/amd64/v3", "linux/arm64"],
    ["linux/arm64", "linux/amd64", "windows/amd64", "darwin/arm64"],
  ],
  port: [8080, 80],
  user: ["65532:65532", "1000:1000"],
  image: ["app", "ghcr.io/acme/app", "registry.example.com:5000/acme/app"],
};

export type Pair = readonly [AnswerId, unknown, AnswerId, unknown];

type Values = Readonly<Partial<Record<AnswerId, readonly unknown[]>>>;

/**
 * A deterministic covering set: every pair of values that can stand together stands together in some case.
 * Greedy: each case starts from the first open pair and takes, answer by answer, the value that closes most others.
 */
export function coveringSet(values: Values): readonly Answers[] {
  const ids = QUESTION_LIST.map(({ id }) => id).filter((id) => (values[id]?.length ?? 0) > 0);
  const open = new Map(allPairs(ids, values).map((pair) => [JSON.stringify(pair), pair]));
  const cases: Answers[] = [];
  for (const [pairKey, [a, x, b, y]] of open) {
    open.delete(pairKey);
    const start = { [a]: x, [b]: y };
    if (!isConsistent(start)) continue; // the two exclude each other
    const given = fill(start, ids, values, open);
    for (const closed of pairsOf(given, ids)) open.delete(closed);
    cases.push(answersWith(given));
  }
  return cases.length > 0
    ? cases
    : [
        answersWith(
          values[ids[0] ?? "module"]
            ? { [ids[0] ?? "module"]: values[ids[0] ?? "module"]?.[0] }
            : {},
        ),
      ];
}

/** Whether values can stand together, as far as they are known. */
export function isConsistent(given: Given): boolean {
  const partial = given as Partial<Answers>;
  const inapplicable = QUESTION_LIST.some(
    ({ id, applies }) =>
      applies &&
      given[id] !== undefined &&
      !applies.to({ kind: "service", ci: "github", ...partial }) &&
      given[id] !== applies.absent,
  );
  return !inapplicable && combinationProblems(partial).length === 0;
}

/** The keys of all pairs of values in one case. */
export function pairsOf(given: Given, ids: readonly AnswerId[]): readonly string[] {
  return ids.flatMap((a, index) =>
    ids.slice(index + 1).map((b) => JSON.stringify([a, given[a], b, given[b]])),
  );
}

function allPairs(ids: readonly AnswerId[], values: Values): Pair[] {
  return ids.flatMap((a, index) =>
    ids
      .slice(index + 1)
      .flatMap((b) =>
        (values[a] ?? []).flatMap((x) => (values[b] ?? []).map((y): Pair => [a, x, b, y])),
      ),
  );
}

function fill(
  start: Given,
  ids: readonly AnswerId[],
  values: Values,
  open: ReadonlyMap<string, Pair>,
): Given {
  const given: Record<string, unknown> = { ...start };
  for (const id of ids) {
    if (id in given) continue;
    const closes = (value: unknown): number =>
      Object.entries(given).filter(([other, chosen]) =>
        open.has(pairKey(ids, id, value, other as AnswerId, chosen)),
      ).length;
    const fitting = (values[id] ?? []).filter((value) => isConsistent({ ...given, [id]: value }));
    const [best] = fitting.toSorted((a, b) => closes(b) - closes(a));
    if (best !== undefined) given[id] = best;
  }
  return given;
}

function pairKey(
  ids: readonly AnswerId[],
  a: AnswerId,
  x: unknown,
  b: AnswerId,
  y: unknown,
): string {
  return JSON.stringify(ids.indexOf(a) < ids.indexOf(b) ? [a, x, b, y] : [b, y, a, x]);
}

/** The flags that give a case: the answers that differ from the defaults. */
export function caseFlags(answers: Answers): readonly string[] {
  const defaults = answersWith({ kind: answers.kind });
  return QUESTION_LIST.flatMap(({ id, flag, form }) => {
    const usual = id === "kind" ? "service" : defaults[id];
    if (JSON.stringify(answers[id]) === JSON.stringify(usual)) return [];
    if (form === "boolean") return [answers[id] === true ? `--${flag}` : `--no-${flag}`];
    return [`--${flag}=${String(answers[id])}`];
  });
}

/** A small deterministic selection in which every single value occurs. */
export function everyValue(values: Values): readonly Answers[] {
  const ids = QUESTION_LIST.map(({ id }) => id).filter((id) => (values[id]?.length ?? 0) > 0);
  const valueKey = (id: AnswerId, value: unknown): string => JSON.stringify([id, value]);
  const open = new Map(
    ids.flatMap((id) =>
      (values[id] ?? []).map((value) => [valueKey(id, value), { id, value }] as const),
    ),
  );
  const cases: Answers[] = [];
  for (const { id: first, value: start } of open.values()) {
    const given: Record<string, unknown> = { [first]: start };
    for (const id of ids) {
      const fitting = (values[id] ?? []).filter((value) => isConsistent({ ...given, [id]: value }));
      const chosen = fitting.find((value) => open.has(valueKey(id, value))) ?? fitting[0];
      if (!(id in given) && chosen !== undefined) given[id] = chosen;
    }
    for (const [id, value] of Object.entries(given)) open.delete(valueKey(id as AnswerId, value));
    cases.push(answersWith(given));
  }
  return cases;
}
