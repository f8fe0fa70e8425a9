// Nothing of the old delivery vanishes: whatever it says has an end, and what is carried over has arrived.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseArguments } from "../../src/commands/arguments.ts";
import { detectProject } from "../../src/detect/project.ts";
import { deliveryLines } from "../../src/report/delivery.ts";
import { type Fixture, fixtures, unpackFixture } from "../support/txtar.ts";

const directory = mkdtempSync(join(tmpdir(), "goslim-delivery-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const detect = async (fixture: Fixture) => {
  const root = join(directory, fixture.name);
  unpackFixture(fixture, root);
  mkdirSync(join(root, ".git"), { recursive: true });
  const { flags } = parseArguments((fixture.settings["flags"] ?? "").split(" ").filter(Boolean));
  return detectProject(join(root, fixture.settings["dir"] ?? "."), flags, undefined);
};
const whole = fixtures().filter(({ settings }) => !("error" in settings));

describe("the delivery of each fixture", () => {
  test.each(whole.map((fixture) => [fixture.name, fixture] as const))(
    "%s",
    async (_name, fixture) => {
      const { delivery = [], found } = await detect(fixture);
      for (const { instruction, end, value, file, line } of delivery) {
        const told = `${file}:${line} ${instruction}`;
        expect(instruction, told).not.toBe("");
        expect(line, told).toBeGreaterThan(0);
        if (end.kind === "lost") expect(end.todo, told).not.toBe("");
        if (end.kind !== "carried") continue;
        const answer = end.to === "expose" ? [found.port, found.expose] : found[end.to];
        expect(answer, told).toBeDefined();
        const values = [answer].flat(2).map((one) => String(one).replace(/\/$/, ""));
        if (value !== undefined) expect(values, told).toContain(value.replace(/\/$/, ""));
      }
      const ended = new Set(delivery.map(({ file, line }) => `${file}:${line}`));
      for (const { file, line } of linesToEnd(fixture, [
        ...new Set(delivery.map((one) => one.file)),
      ]))
        expect(ended, `${file}:${line}`).toContain(`${file}:${line}`);
    },
  );
});

// Told without the readers: the first line of each key, hook and call that looks like one.
function linesToEnd(fixture: Fixture, read: readonly string[]) {
  return Object.entries(fixture.files).flatMap(([path, text]) => {
    const lines = text
      .split("\n")
      .map((content, index) => ({ file: path, line: index + 1, content }));
    if (/(?:^|\/)Makefile$/.test(path) && read.includes(path))
      return lines.filter(({ content }) => /^\t.*\bgo build\b/.test(content));
    if (/^(?:docker-)?compose\.ya?ml$/.test(path) && read.includes(path))
      return lines.filter(
        ({ content, line }) =>
          /^ {4}(?:command|ports|image):[ ]*[^ ]/.test(content) && isBuilt(lines, line),
      );
    if (/^\.?goreleaser\.ya?ml$/.test(path) && read.includes(path))
      return lines.filter(({ content }) => /^\s+(?:post|pre|binary):[ ]*[^ ]/.test(content));
    return [];
  });
}

// Whether a line of a Compose file is of a service that is built, and not of somebody else's.
function isBuilt(lines: readonly { line: number; content: string }[], at: number): boolean {
  const starts = lines.filter(({ content }) => /^ {0,2}\w/.test(content)).map(({ line }) => line);
  const first = starts.findLast((line) => line <= at) ?? 1;
  const next = starts.find((line) => line > at) ?? Infinity;
  return lines.some(
    ({ line, content }) => line >= first && line < next && /^ {4}build:/.test(content),
  );
}

test("people are told of it by file", () =>
  expect(
    deliveryLines(
      [
        {
          instruction: "EXPOSE 80",
          file: "Dockerfile",
          line: 3,
          end: { kind: "carried", to: "expose" },
        },
        { instruction: "a: build", file: "c.yaml", line: 2, end: { kind: "replaced", by: "it" } },
        { instruction: "RUN x", file: "Dockerfile", line: 4, end: { kind: "lost", todo: "do" } },
        {
          instruction: "ARG y",
          file: "Dockerfile",
          line: 5,
          end: { kind: "not needed", because: "no" },
        },
      ],
      (_style, text) => text,
    ),
  ).toBe(`What becomes of the project's own delivery
Dockerfile
     3  EXPOSE 80
        carried over: --expose
     4  RUN x
        lost: do
     5  ARG y
        not needed: no
c.yaml
     2  a: build
        replaced by it

`));
