// Which findings count: the rules that `acceptFindings` states, one by one.
import { expect, test } from "vitest";
import { acceptFindings } from "../../src/detect/accept.ts";
import { answer, fact, type Finding, layout, note } from "../../src/detect/finding.ts";

function accepted(findings: readonly Finding[], goWasAsked = false) {
  const attributed = findings.map((finding) => ({ ...finding, by: "a trait", needs: undefined }));
  return acceptFindings(attributed, {
    known: { directory: "app", mains: ["."], module: "example.com/app" },
    goWasAsked,
    isOwnWork: (where) => where === "rendered",
  });
}

test("a value is taken, and told with its place, its reason and who found it", () => {
  const { found, facts, notes } = accepted([answer("port", 8080, "main.go:7", "a call")]);
  expect(found).toEqual({
    directory: "app",
    existing: true,
    mains: ["."],
    module: "example.com/app",
    port: 8080,
  });
  expect(facts).toEqual([
    {
      answer: "port",
      what: expect.stringMatching(/port/i),
      value: "8080",
      where: "main.go:7",
      because: "a call",
      by: "a trait",
    },
  ]);
  expect(notes).toEqual([]);
});

test("of two findings the first counts", () => {
  const findings = [answer("kind", "cli", "a", "x"), answer("kind", "service", "b", "y")];
  const { found, facts } = accepted(findings);
  expect(found.kind).toBe("cli");
  expect(facts.map(({ where }) => where)).toEqual(["a"]);
});

test("a certain finding comes before a likely one, wherever it stands", () => {
  const likely = answer("caCerts", true, "a", "may", { likely: true });
  const certain = answer("caCerts", false, "b", "does not");
  expect(accepted([likely, certain]).found.caCerts).toBe(false);
  expect(accepted([certain, likely]).found.caCerts).toBe(false);
  expect(accepted([likely]).found.caCerts).toBe(true);
});

test("a value that its question refuses is told, and lets the next one in", () => {
  const { found, facts, notes } = accepted([
    answer("port", 99_999, "a", "x"),
    answer("port", 80, "b", "y"),
  ]);
  expect(found.port).toBe(80);
  expect(facts.map(({ where }) => where)).toEqual(["b"]);
  expect(notes).toEqual([
    {
      message: expect.stringContaining('"99999" is not a port'),
      where: "a",
      hint: "left out; --port gives it",
      by: "a trait",
    },
  ]);
});

test("of a list the entries that fit are kept, and the others told", () => {
  const { found, notes } = accepted([answer("volume", ["/data", "/etc", "x"], "a", "x")]);
  expect(found.volume).toEqual(["/data"]);
  expect(notes).toHaveLength(2);
  expect(notes[0]?.message).toContain('"/etc"');
  expect(notes[1]?.message).toContain('"x"');
});

test("of a list where nothing fits, the first problem is told", () => {
  const { found, facts, notes } = accepted([answer("volume", ["/etc", "x"], "a", "x")]);
  expect(found).not.toHaveProperty("volume");
  expect(facts).toEqual([]);
  expect(notes).toHaveLength(1);
});

test("a finding that needs another answer waits for it", () => {
  const workdir = answer("workdir", "/app", "a", "x", { onlyWith: "copy" });
  const copy = answer("copy", ["web:/app/web"], "b", "y");
  expect(accepted([workdir]).found).not.toHaveProperty("workdir");
  expect(accepted([workdir, copy]).found.workdir).toBe("/app");
  expect(accepted([workdir, copy, answer("workdir", "/srv", "c", "z")]).found.workdir).toBe("/srv");
  expect(accepted([workdir, answer("copy", ["nonsense"], "b", "y")]).found).not.toHaveProperty(
    "workdir",
  );
});

test("a note is left out where an answer makes it pointless", () => {
  const writes = note("it creates x", "a", "b", { unless: "volume" });
  expect(accepted([writes]).notes).toHaveLength(1);
  expect(accepted([writes, answer("volume", ["/data"], "a", "x")]).notes).toEqual([]);
});

test("a note of what only the go command knows is left out where it was asked", () => {
  const idle = note("it is required", "a", "b", { unless: "go list" });
  expect(accepted([idle]).notes).toEqual([
    { message: "it is required", where: "a", hint: "b", by: "a trait" },
  ]);
  expect(accepted([idle], true).notes).toEqual([]);
});

test("facts and notes keep the order of the findings", () => {
  const { facts } = accepted([
    fact("One", "1", "", ""),
    answer("kind", "service", "rendered", "a call"),
    layout({ linted: true }),
    fact("Two", "2", "", ""),
  ]);
  expect(facts.map(({ value }) => value)).toEqual(["1", "service", "2"]);
  expect(facts[1]?.because).toBe("as rendered before");
});

test("the first health route counts", () => {
  const routes = ["/a", "/b"].map((route): Finding => ({ kind: "health route", route }));
  expect(accepted(routes).found.healthRoute).toBe("/a");
  expect(accepted([]).found).not.toHaveProperty("healthRoute");
});
