import { expect, test } from "vitest";
import {
  flagValue,
  MOST_STAGES,
  readStages,
  stageOf,
  withInherited,
} from "../../../src/read/dockerfile/stages.ts";

/** The value that the last instruction's first argument, or first setting, has. */
function lastValue(text: string): string | undefined {
  const last = readStages(text).stages.at(-1)?.instructions.at(-1);
  return (last?.values[0] ?? last?.settings[0])?.value;
}

test.each([
  ["an ARG before FROM does not count in a stage", "ARG A=1\nFROM a\nUSER $A", undefined],
  ["but where it is declared again", "ARG A=1\nFROM a\nARG A\nUSER $A", "1"],
  ["with a default of its own", "ARG A=1\nFROM a\nARG A=2\nUSER $A", "2"],
  ["one ARG uses another", "ARG A=1\nARG B=$A$A\nFROM a\nARG B\nUSER $B", "11"],
  ["an ARG without a value", "FROM a\nARG A\nUSER $A", undefined],
  ["an ARG ends with its stage", "FROM a\nARG A=1\nFROM b\nUSER $A", undefined],
  ["a stage inherits ARG", "FROM a AS x\nARG A=1\nFROM x\nUSER $A", "1"],
  ["and ENV", "FROM a AS x\nENV A=1\nFROM X\nUSER $A", "1"],
  ["over several stages", "FROM a AS x\nENV A=1\nFROM x AS y\nFROM y\nUSER $A", "1"],
  ["not of stages beside it", "FROM a AS x\nENV A=1\nFROM b\nUSER $A", undefined],
  ["ENV wins over a later ARG", "FROM a\nENV A=1\nARG A=2\nUSER $A", "1"],
  ["and over an earlier one", "FROM a\nARG A=2\nENV A=1\nUSER $A", "1"],
  ["ENV of an ARG", "FROM a\nARG V=3\nENV A=${V:-4}\nUSER $A", "3"],
  ["values count from the next instruction on", "FROM a\nENV A=1\nENV A=2 B=$A\nUSER $B", "1"],
  ["and not before", "FROM a\nUSER $A\nENV A=1\nUSER x", "x"],
  ["a value that nobody knows hides one that was", "FROM a\nENV A=1\nENV A=$N\nUSER $A", undefined],
  ["quotes are taken off", 'FROM a\nENV A="1 2"\nWORKDIR /$A', "/1 2"],
  ["JSON words get values too", 'FROM a\nENV A=1\nVOLUME ["/$A"]', "/1"],
  ["STOPSIGNAL gets values", "FROM a\nENV A=1\nSTOPSIGNAL $A", "1"],
  ["with another escape character", "# escape=`\nFROM a\nENV A=`$x\nUSER $A", "$x"],
])("%s", (_, text, expected) => expect(lastValue(text)).toBe(expected));

test.each([
  ["FROM a", "0", "a", undefined],
  ["FROM a AS Build", "build", "a", undefined],
  ["FROM a as b", "b", "a", undefined],
  ["FROM --platform=$BUILDPLATFORM a AS b", "b", "a", undefined],
  ["ARG I=a\nFROM $I:1", "0", "a:1", undefined],
  ["FROM $I", "0", "$I", undefined],
  ["FROM a AS b\nFROM b", "1", "b", "b"],
  ["FROM a AS b\nFROM B AS c", "c", "B", "b"],
  ["FROM a AS a", "a", "a", undefined],
  ["FROM a AS a\nFROM a AS a", "a", "a", "a"],
])("stage %j", (text, name, image, parent) => {
  const last = readStages(text).stages.at(-1);
  expect([last?.name, last?.image, last?.parent?.name]).toEqual([name, image, parent]);
});

test("stages are found by name and number, and inherit instructions", () => {
  const { stages, globals } = readStages(
    "ARG G\nFROM a AS x\nUSER 1\nFROM b\nUSER 2\nFROM x\nUSER 3\nCOPY --from=x a b",
  );
  expect(globals.map(({ keyword }) => keyword)).toEqual(["ARG"]);
  expect(stageOf(stages, "X")?.index).toBe(0);
  expect(stageOf(stages, "1")?.index).toBe(1);
  expect(stageOf(stages, "alpine")).toBeUndefined();
  expect(stageOf(stages, undefined)).toBeUndefined();
  const [, , last] = stages;
  expect(last && withInherited(last).map(({ rest }) => rest)).toEqual(["1", "3", "a b"]);
  const copy = last?.instructions.at(-1);
  expect(copy && [flagValue(copy, "from"), flagValue(copy, "chown")]).toEqual(["x", undefined]);
});

test.each([
  ["RUN go build", ["go build"]],
  ['RUN ["go", "build"]', ["go build"]],
  ['RUN ["sh", "-c", "a && b"]', ["a", "b"]],
  ["RUN <<EOF\na\nb\nEOF", ["a", "b"]],
  ["RUN cat <<EOF > x\na\nEOF", ["cat"]],
  ["ENV A=1\nRUN x $A", ["x 1"]],
  ["CMD a", []],
])("commands of %j", (text, expected) => {
  const last = readStages(`FROM a\n${text}`).stages[0]?.instructions.at(-1);
  expect(
    last?.script.commands.map(({ words }) => words.map(({ value }) => value).join(" ")),
  ).toEqual(expected);
});

test("variables in variables end", () => {
  const doubling = Array.from({ length: 60 }, (_, at) => `ENV V${at + 1}=$V${at}$V${at}`);
  const text = ["FROM a", "ENV V0=0123456789", ...doubling, "USER $V60"].join("\n");
  expect(lastValue(text)).toBeUndefined();
  expect(lastValue(text.replace("USER $V60", "USER $V5"))).toHaveLength(320);
});

test("more stages than anybody writes are left unread", () => {
  const { stages, unreadFrom } = readStages("FROM a\n".repeat(MOST_STAGES + 1));
  expect([stages.length, unreadFrom]).toEqual([MOST_STAGES, MOST_STAGES + 1]);
});
