import { join, resolve } from "node:path";
import { version } from "virtual:version";
import { type RawAnswers, resolveAnswers } from "./core/answers.ts";
import { detectNewProject } from "./detect/project.ts";
import { write } from "./io/write.ts";
import { invalidDirectory, KnownError, refusal, usageError } from "./core/errors.ts";
import { quotedValue } from "./core/words.ts";
import { joinPaths } from "./core/paths.ts";
import { plan } from "./render/plan.ts";
import { type Question, QUESTION_LIST, QUESTIONS } from "./core/questions/index.ts";
import { directoryProblem } from "./core/target.ts";
import { compareProject } from "./update/compare.ts";
import { makeRecord, settleRecord } from "./update/next-record.ts";
import { settle } from "./update/settle.ts";
import { orderWrites } from "./update/writes.ts";
import { RECORD_FILE } from "./core/record-file.ts";

/** The part of plop's API that the pack uses, so that no version of plop is needed to build it. */
export interface PlopApi {
  setGenerator(name: string, config: object): unknown;
  getDestBasePath(): string;
}

export interface PackOptions {
  /** Overwrite files that differ. `plop --force` does not reach a loaded pack. */
  readonly force?: boolean;
}

/** Adds the generator `goslim` to a plop instance: the same questions, the same files, the same rules for existing ones. */
export default function goslim(plop: PlopApi, options: PackOptions = {}): void {
  plop.setGenerator("goslim", {
    description: "a Go program that ships as a slim container image",
    prompts: [
      {
        type: "input",
        name: "directory",
        message: "Directory of the project",
        default: ".",
        validate: (value: string) => directoryProblem(value) ?? true,
      },
      ...QUESTION_LIST.filter(({ asked }) => asked).map(plopPrompt),
    ],
    actions: (data: Readonly<Record<string, unknown>>) =>
      actions(plop.getDestBasePath(), data, options),
  });
}

// plop 4 brings inquirer 9, which knows list and checkbox. No "when": plop cannot bypass a conditional prompt.
function plopPrompt({ id, form, title, choices, parse }: Question): object {
  const type = {
    text: "input",
    integer: "input",
    choice: "list",
    choices: "checkbox",
    list: "input",
    boolean: "confirm",
  }[form];
  return {
    type,
    name: id,
    message: title,
    ...(choices
      ? {
          choices: choices.map(({ value, hint }) => ({
            value,
            name: `${value}: ${hint}`,
            short: value,
          })),
        }
      : {}),
    ...fixedDefault(id),
    ...(form === "text" ? { validate: (raw: string) => raw === "" || problemOf(parse(raw)) } : {}),
  };
}

// Only a default that no other answer changes; an empty answer stands for the others.
function fixedDefault(id: Question["id"]): object {
  const { form, defaultText, default: fallback } = QUESTIONS[id];
  return form !== "text" && !defaultText ? { default: fallback({}, { directory: "" }) } : {};
}

function problemOf(parsed: ReturnType<Question["parse"]>): string | true {
  return "problem" in parsed ? parsed.problem : true;
}

// One action a file, so that plop lists each. They are asynchronous: of an action that throws at once plop shows no message.
function actions(
  base: string,
  data: Readonly<Record<string, unknown>>,
  options: PackOptions,
): readonly (() => Promise<string>)[] {
  try {
    const { directory = ".", ...raw } = data;
    const problem =
      typeof directory === "string" ? directoryProblem(directory) : "must be a string";
    if (problem)
      throw usageError([
        invalidDirectory(
          typeof directory === "string" ? directory : quotedValue(directory),
          problem,
        ),
      ]);
    const flags = Object.fromEntries(
      Object.entries(raw).filter(([, value]) => value !== ""),
    ) as RawAnswers;
    const project = detectNewProject(resolve(base, String(directory)));
    const { root } = project;
    const resolution = resolveAnswers({ flags, found: project.found });
    const files = plan(resolution.answers, project.layout);
    const start = { record: undefined, flags, file: {}, preset: undefined, environment: {} };
    const changes = compareProject(project, files, start, version);
    const conflicts = changes.filter(({ state }) => state === "conflict");
    if (conflicts.length > 0 && !options.force) {
      throw refusal("files-differ", { file: conflicts.map(({ path }) => path).join(", ") });
    }
    const settled = settle(changes, { policy: "overwrite", prune: false, ask: undefined });
    const all = settled.then(async (decided) => {
      const record = await makeRecord(project, decided, resolution, start, {
        version,
        pins: new Map(),
      });
      return orderWrites([...decided, settleRecord(project, decided, record, undefined)]);
    });
    return [
      ...changes.map(({ path }) => path),
      joinPaths(project.layout.directory, RECORD_FILE),
    ].map((path) => async () => {
      const one = (await all).find((candidate) => candidate.path === path);
      if (!one) return `identical ${path}`;
      write(root, [one]);
      return join(root, path);
    });
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return [() => Promise.reject(error)];
  }
}
