import Ajv2020 from "ajv/dist/2020.js";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/commands/arguments.ts";
import { questionRows, optionRows } from "../../../src/commands/help.ts";
import { CGO_PORTS, PORTS } from "../../../src/core/go/platform.ts";
import { QUESTION_LIST } from "../../../src/core/questions/index.ts";
import { answersSchema } from "../../../src/core/schema.ts";
import { answersWith, coveringSet, VALUES } from "../../support/cases.ts";
import { describeWith } from "../../support/require.ts";
import { run } from "../../support/run.ts";

const validate = new Ajv2020.default().compile(answersSchema());

describe("the projections of the question table agree", () => {
  test.each(QUESTION_LIST.map((question) => [question.flag, question] as const))(
    "--%s",
    (flag, { id, form }) => {
      const value = answersWith()[id];
      const words = (list: readonly string[]): readonly string[] =>
        list.map((word) => `--${flag}=${word}`);
      const argument =
        form === "list"
          ? words(value as readonly string[])
          : form === "boolean"
            ? [value === true ? `--${flag}` : `--no-${flag}`]
            : [`--${flag}=${Array.isArray(value) ? value.join(",") : String(value)}`];
      const { flags } = parseArguments(argument);
      expect(answersWith(flags)).toEqual(answersWith());
      expect(
        [...questionRows(false), ...questionRows(true)].filter(
          (row) => row.flag.replace("[no-]", "").replace(/\[?=.*/, "") === `--${flag}`,
        ),
      ).toHaveLength(1);
      expect(answersSchema()).toHaveProperty(["properties", id]);
    },
  );

  test("all answers of all cases fit the published schema, and the resolver reads them back", () => {
    for (const answers of coveringSet(VALUES)) {
      expect(validate(JSON.parse(JSON.stringify(answers))), JSON.stringify(validate.errors)).toBe(
        true,
      );
      expect(answersWith(answers)).toEqual(answers);
    }
    expect(validate({ base: "windows" })).toBe(false);
    expect(validate({ unknown: 1 })).toBe(false);
  });

  test("the README has the tables", () => {
    const readme = readFileSync("README.md", "utf8");
    const marked = /(<!-- flags: npm run snapshots -->\n)[\s\S]*?(<!-- end -->)/;
    const current = readme.replace(marked, `$1\n${tables()}\n$2`);
    expect(readme).toMatch(marked);
    if (process.env["GOSLIM_UPDATE"]) writeFileSync("README.md", current);
    else expect(readme).toBe(current);
  });

  test("flags are unique, and no question takes the name of an option", () => {
    const flags = [...questionRows(false), ...questionRows(true), ...optionRows()].map(({ flag }) =>
      flag
        .replace(/^-\w, /, "")
        .replace("[no-]", "")
        .replace(/\[?=.*/, ""),
    );
    expect(new Set(flags).size).toBe(flags.length);
  });
});

function tables(): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
  return [
    "| answer | what it decides | choices | default |",
    "|---|---|---|---|",
    ...[...questionRows(false), ...questionRows(true)].map(
      ({ flag, description, choices, fallback }) =>
        `| \`${flag}\` | ${cell(description)} | ${cell(choices)} | ${cell(fallback)} |`,
    ),
    "",
    "| option | what it does |",
    "|---|---|",
    ...optionRows().map(
      ({ flag, description }) => `| \`${flag.replaceAll("|", "\\|")}\` | ${cell(description)} |`,
    ),
    "",
  ].join("\n");
}

describeWith(["go"], "ports", () => {
  test("are those of the toolchain", () => {
    const toolchain = run("go", ["tool", "dist", "list"], {
      env: { GOTOOLCHAIN: "auto" },
      cwd: "snapshots/projects/cli-default",
    })
      .trim()
      .split("\n");
    expect([...PORTS, ...CGO_PORTS].toSorted()).toEqual(toolchain.toSorted());
  });
});
