import { describe, expect, test } from "vitest";
import type { Answers } from "../../src/core/questions/index.ts";
import type { Observation, Trial } from "../../src/verify/observation.ts";
import { parseListeners } from "../../src/verify/ports.ts";
import { judge } from "../../src/verify/verdict.ts";
import { type Bench, verify } from "../../src/verify/verify.ts";
import { answersWith } from "../support/cases.ts";

const RUNNING: Observation = {
  exitCode: undefined,
  isOutOfMemory: false,
  startError: undefined,
  output: "",
  listeners: [{ protocol: "tcp", port: 8080, isLoopback: false }],
  health: undefined,
  stopSeconds: 0.1,
};

const run = (change: Partial<Observation>): Trial => ({
  stage: "run",
  observation: { ...RUNNING, ...change },
});
const tcp = (port: number, isLoopback = false) => ({ protocol: "tcp" as const, port, isLoopback });

describe("a service", () => {
  const service = answersWith({ port: 8080 });
  test.each<[string, Partial<Observation>, boolean, RegExp]>([
    ["that runs", {}, true, /^it runs, and listens on 8080\/tcp$/],
    ["that ended", { exitCode: 0, output: "a\nbye\n" }, false, /exit code 0: bye$/],
    [
      "that panicked",
      { exitCode: 2, output: "panic: boom\n\ngoroutine 1:\n\tmain.go:3\n" },
      false,
      /exit code 2: panic: boom$/,
    ],
    ["that did not start", { startError: "no\nsuch" }, false, /does not start: no$/],
    ["of another port", { listeners: [tcp(9000)] }, false, /9000\/tcp/],
    ["on loopback", { listeners: [tcp(8080, true)] }, false, /^it runs$/],
    ["that is unwell", { health: { isHealthy: false, output: "503\n" } }, false, /fails: 503$/],
    ["that is well", { health: { isHealthy: true, output: "" } }, true, /^it runs/],
    ["that listens later", { listeners: [] }, true, /^it runs$/],
  ])("%s", (_name, change, works, seen) => {
    const verdict = judge(run(change), service);
    expect([verdict.works, verdict.seen]).toEqual([works, expect.stringMatching(seen)]);
  });

  test("with another port is given that port, but not one that --expose names", () => {
    const verdict = judge(run({ listeners: [tcp(9000), tcp(9090)] }), service);
    expect(verdict.symptom?.remedy).toEqual({ change: { port: 9000 } });
    const exposed = answersWith({ port: 8080, expose: ["9000"] });
    expect(judge(run({ listeners: [tcp(9000)] }), exposed).symptom).toBeUndefined();
  });

  test("of several with an image each is not given the port of all", () => {
    const answers = { ...service, main: ["./a", "./b"], images: "each" as const };
    const verdict = judge(run({ listeners: [tcp(9000)] }), answers);
    expect(verdict.symptom?.remedy).toEqual({ change: { expose: ["9000"] } });
  });

  test("is told that it is slow to stop, and that nothing listens", () => {
    expect(judge(run({ stopSeconds: 5.02, listeners: [] }), service).remarks).toEqual([
      "it took 5.0 s to stop: it does not end on SIGTERM",
      "no port was open when the time was up",
    ]);
  });
});

test.each<[Partial<Observation>, boolean]>([
  [{ exitCode: 0 }, true],
  [{ exitCode: 2, output: "Usage: app [flags]" }, true],
  [{ exitCode: 2, output: "panic: boom" }, false],
  [{ exitCode: 0, isOutOfMemory: true }, false],
  [{}, true],
])("a command that did %j works: %s", (change, works) => {
  expect(judge(run(change), answersWith({ kind: "cli" })).works).toBe(works);
});

describe("mending", () => {
  const missing = run({
    exitCode: 1,
    output: "open templates/a.html: no such file or directory",
  });
  const zone = run({ exitCode: 1, output: "unknown time zone Europe/Lisbon" });

  function bench(script: (answers: Answers) => Trial): Bench {
    return {
      attempt: async (changes) => {
        const answers = answersWith({ tzdata: "none", ...changes });
        return { answers, trial: script(answers) };
      },
      objection: () => undefined,
      evidence: (answers) => ({
        answers,
        workdir: answers.workdir,
        findSource: () => "templates/a.html",
        isData: () => false,
      }),
    };
  }

  test("goes on until it works, one answer a round", async () => {
    const result = await verify(
      bench((answers) => {
        if (answers.copy.length === 0) return missing;
        return answers.tzdata === "none" ? zone : run({});
      }),
      true,
    );
    expect(result.rounds.map(({ symptom }) => symptom?.id)).toEqual([
      "file-missing",
      "zone-unknown",
      undefined,
    ]);
    expect(result.changed).toEqual({
      copy: ["templates/a.html:/app/templates/a.html"],
      workdir: "/app",
      tzdata: "embed",
    });
  });

  test("ends where the same change comes up again", async () => {
    const { rounds } = await verify(
      bench(() => missing),
      true,
    );
    expect(rounds.length).toBe(2);
    expect(rounds.at(-1)?.verdict.works).toBe(false);
  });

  test("takes back what had no effect, and tells what the other answers forbid", async () => {
    const stuck = await verify(
      bench(() => missing),
      true,
    );
    expect(stuck.changed).toEqual({});
    const forbidden = { ...bench(() => zone), objection: () => "--tzdata: is not for this base" };
    const { rounds, changed } = await verify(forbidden, true, { port: 1 });
    expect([rounds.length, changed]).toEqual([1, { port: 1 }]);
    expect(rounds[0]?.symptom?.remedy).toEqual({ advice: "--tzdata: is not for this base" });
  });

  test("changes nothing where it is not wanted", async () => {
    const result = await verify(
      bench(() => missing),
      false,
    );
    expect([result.rounds.length, result.changed]).toEqual([1, {}]);
  });
});

test("the probe's lines, each port once: reachable if any of its sockets is", () => {
  expect(parseListeners("tcp 8080 loopback\ntcp6 x\ntcp 8080 all\nudp 53 loopback\n")).toEqual([
    { protocol: "udp", port: 53, isLoopback: true },
    { protocol: "tcp", port: 8080, isLoopback: false },
  ]);
});
