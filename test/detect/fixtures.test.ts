// Every trait of real repositories that changes what is rendered has a fixture: what is found in it is a snapshot, the
// same with and without the go command. test/images/existing.test.ts builds and runs them.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type RawAnswers, resolveAnswers } from "../../src/core/answers.ts";
import { parseArguments } from "../../src/commands/arguments.ts";
import { detectProject, type Project } from "../../src/detect/project.ts";
import type { AnswerId } from "../../src/core/questions/index.ts";
import { KnownError } from "../../src/core/errors.ts";
import { plan } from "../../src/render/plan.ts";
import { errorText } from "../../src/report/errors.ts";
import { factLines } from "../../src/report/found.ts";
import { describeWith } from "../support/require.ts";
import { type Fixture, fixtures, unpackFixture } from "../support/txtar.ts";

const directory = mkdtempSync(join(tmpdir(), "goslim-detect-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const plain = (_style: unknown, text: string): string => text;

async function detectFixture(fixture: Fixture, withGo: boolean): Promise<Project> {
  const root = join(directory, fixture.name);
  unpackFixture(fixture, root);
  mkdirSync(join(root, ".git"), { recursive: true }); // the root of a repository, wherever its modules are
  return detectProject(
    join(root, fixture.settings["dir"] ?? "."),
    flagsOf(fixture),
    undefined,
    withGo ? process.env : undefined,
  );
}

function flagsOf({ settings }: Fixture): RawAnswers {
  return parseArguments((settings["flags"] ?? "").split(" ").filter(Boolean)).flags;
}

async function report(fixture: Fixture): Promise<string> {
  try {
    const { found, layout, facts, notes } = await detectFixture(fixture, false);
    const { answers } = resolveAnswers({ flags: flagsOf(fixture), found });
    const files = plan(answers, layout).map(({ path }) => `  ${path}\n`);
    return `${factLines(facts, notes, plain)}Layout\n  ${JSON.stringify(layout)}\n\nFiles\n${files.join("")}`;
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return errorText(error, plain);
  }
}

test.each(fixtures().map((fixture) => [fixture.name, fixture] as const))(
  "%s",
  async (name, fixture) => {
    const text = await report(fixture);
    expect(text.startsWith("error"), "an error where one is expected, and nowhere else").toBe(
      "error" in fixture.settings,
    );
    await expect(text).toMatchFileSnapshot(`../../snapshots/detect/${name}.txt`);
  },
);

// What these render is read, and linted with the other snapshots.
const rendered = fixtures().filter(({ settings }) => "rendered" in settings);
test.each(rendered.map((fixture) => [fixture.name, fixture] as const))(
  "%s, as rendered",
  async (name, fixture) => {
    const { found, layout } = await detectFixture(fixture, false);
    for (const { path, text } of plan(
      resolveAnswers({ flags: flagsOf(fixture), found }).answers,
      layout,
    ))
      await expect(text).toMatchFileSnapshot(`../../snapshots/existing/${name}/${path}`);
  },
);

describeWith(["go"], "the go command", () => {
  test("finds the same", { timeout: 120_000 }, async () => {
    for (const fixture of fixtures().filter(({ settings }) => !("error" in settings))) {
      const [without, withGo] = [
        await detectFixture(fixture, false),
        await detectFixture(fixture, true),
      ];
      // What a dependency imports only the go command knows, and only if its sources are here.
      const refined = Object.fromEntries(
        (fixture.settings["refines"] ?? "")
          .split(" ")
          .filter(Boolean)
          .map((id) => [id, without.found[id as AnswerId]]),
      );
      const found = { ...withGo.found, ...refined };
      expect({ name: fixture.name, found, layout: withGo.layout }).toEqual({
        name: fixture.name,
        found: without.found,
        layout: without.layout,
      });
    }
  });
});
