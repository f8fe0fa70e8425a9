import { flagValue, type Stage, type StageInstruction } from "../../read/dockerfile/stages.ts";
import { goVerb } from "./compiling.ts";
import type { Ends } from "./ends.ts";
import type { BuildEnvironment, Line } from "./model.ts";

/** Variables of the go command that say how a program is built, and whether a build has them wherever it runs. */
export const BUILD_VARIABLES: ReadonlySet<string> = new Set([
  "GOEXPERIMENT",
  "GOINSECURE",
  "GONOPROXY",
  "GONOSUMDB",
  "GOPROXY",
  "GOSUMDB",
  "GOVCS",
]);

/** Reads what the stages give to the go command: ENV, `go env -w`, and variables before commands. */
export function readBuildEnvironment(stages: readonly Stage[], ends: Ends): BuildEnvironment {
  const variables = new Map<string, Line<string>>();
  let token: Line<string> | undefined;
  let ssh: Line<string> | undefined;
  for (const instruction of stages.flatMap(({ instructions }) => instructions)) {
    for (const [name, value] of settingsOf(instruction))
      if (value !== undefined && value !== "" && isOfBuild(name))
        variables.set(name, ends.place(instruction, value));
    if (instruction.keyword !== "RUN") continue;
    const { rest } = instruction;
    if (/insteadof/i.test(rest) && /ssh:\/\/|git@/.test(rest.slice(0, 10_000)))
      ssh ??= ends.place(instruction, "insteadOf");
    else if (/insteadof|\.netrc|extraheader/i.test(rest)) token ??= ends.place(instruction, rest);
    if (/^type=ssh\b/.test(flagValue(instruction, "mount") ?? ""))
      ssh ??= ends.place(instruction, "--mount=type=ssh");
  }
  return { variables, token, ssh };
}

// --- internal ---

function isOfBuild(name: string): boolean {
  return name === "GOPRIVATE" || BUILD_VARIABLES.has(name);
}

function settingsOf({
  keyword,
  settings,
  script,
}: StageInstruction): readonly (readonly [name: string, value: string | undefined])[] {
  if (keyword === "ENV") return settings.map(({ name, value }) => [name, value]);
  return script.commands.flatMap((command) => {
    const assigned = [...command.assignments];
    const go = goVerb(command);
    if (go?.verb !== "env" || command.words[go.at]?.text !== "-w") return assigned;
    const written = command.words.slice(go.at + 1).map(({ value = "" }) => {
      const at = value.indexOf("=");
      return [value.slice(0, Math.max(at, 0)), value.slice(at + 1)] as const;
    });
    return [...assigned, ...written];
  });
}
