import { joinPaths } from "../core/paths.ts";
import type { Repository } from "../repository/repository.ts";
import type { OwnWorkflow } from "./workflows.ts";

/** Commands that run the tests of Go packages, as they are written. */
const RUNNERS = [
  "go test",
  "gotestsum",
  "ginkgo",
  "richgo test",
  "gotest ./",
  "bazel test",
  "earthly +test",
];

/** Programs that run a target which is written in a file of theirs. */
const TASKS: readonly { readonly command: string; readonly files: readonly string[] }[] = [
  { command: "make", files: ["GNUmakefile", "makefile", "Makefile"] },
  {
    command: "task",
    files: ["Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "Taskfile.dist.yml"],
  },
  { command: "just", files: ["justfile", "Justfile", ".justfile"] },
  { command: "mage", files: ["magefile.go", "magefiles/magefile.go"] },
];

/** Targets that are for tests by their name alone, where the file cannot be read. */
const TEST_TARGETS = new Set(["test", "tests", "check", "ci", "unit", "unit-test", "test-unit"]);

/** Scripts and targets that commands lead to: each is looked at once, and no more than this. */
const MOST_VISITS = 100;
/** Characters of a file that are searched. */
const LONGEST = 200_000;

/** Whether a workflow that runs on pushes or pull requests runs the tests, itself or by what it starts. */
export function runsTests(
  { events, runs, actions }: OwnWorkflow,
  repository: Pick<Repository, "files"> & {
    readonly module: Pick<Repository["module"], "directory">;
  },
): boolean {
  if (!events.some((name) => name === "push" || name.startsWith("pull_request"))) return false;
  if (actions.some(({ action }) => action === "robherley/go-test-action")) return true;
  const homes = [...new Set([".", repository.module.directory])];
  const places: Places = { files: repository.files, homes, visited: new Set() };
  return runs.some(({ value }) => leadsToTests(value, places));
}

// --- internal ---

interface Places {
  readonly files: Repository["files"];
  /** Directories that commands run in. */
  readonly homes: readonly string[];
  /** What was looked at already. */
  readonly visited: Set<string>;
}

function visit({ visited }: Places, name: string): boolean {
  if (visited.has(name) || visited.size === MOST_VISITS) return false;
  visited.add(name);
  return true;
}

function leadsToTests(script: string, places: Places): boolean {
  const lines = script
    .slice(0, LONGEST)
    .split("\n")
    .filter((line) => !/^\s*#/.test(line));
  const text = lines.join("\n");
  if (RUNNERS.some((runner) => text.includes(runner))) return true;
  return commandsOf(lines).some((words) => startsTests(words, places));
}

// Commands that an operator parts, without the variables and options before their words.
function commandsOf(lines: readonly string[]): readonly (readonly string[])[] {
  return lines
    .flatMap((line) => line.split(/&&|\|\||[;|]/))
    .map((command) =>
      command
        .trim()
        .split(/\s+/)
        .filter((word) => !/^\w+=/.test(word)),
    )
    .filter(([first]) => first !== undefined && first !== "");
}

function startsTests(words: readonly string[], places: Places): boolean {
  const [first = "", ...rest] = words;
  const command = first.replace(/^@?-?/, "");
  const task = TASKS.find((one) => one.command === command);
  if (task)
    return rest
      .filter((word) => /^[\w.:/-]+$/.test(word) && !word.startsWith("-"))
      .some((target) => targetTests(task.files, target, places));
  const script = ["sh", "bash", "source", "."].includes(command) ? (rest[0] ?? "") : command;
  const path = script.replace(/^\.\//, "");
  if (!/^[\w./-]+$/.test(path) || path.startsWith("/") || path.includes("..")) return false;
  if (!visit(places, path)) return false;
  const text = textAt(places, [path]);
  return text !== undefined && leadsToTests(text, places);
}

function targetTests(names: readonly string[], target: string, places: Places): boolean {
  if (!visit(places, `${names[0]} ${target}`)) return false;
  const text = textAt(places, names);
  if (text === undefined) return TEST_TARGETS.has(target);
  const { needs, recipe } = targetOf(text, target);
  if (leadsToTests(recipe, places)) return true;
  return needs.some((one) => one !== target && targetTests(names, one, places));
}

/** The recipe of a target, and the targets that it needs; of make, task, just and mage alike: what is indented below its name. */
function targetOf(
  text: string,
  target: string,
): { readonly needs: readonly string[]; readonly recipe: string } {
  const lines = text.slice(0, LONGEST).split("\n");
  const recipe: string[] = [];
  const needs: string[] = [];
  let indent = -1;
  for (const line of lines) {
    const column = line.search(/\S/);
    const heading = headingOf(line);
    if (heading?.names.includes(target)) {
      indent = column;
      needs.push(...heading.needs);
    } else if (indent >= 0 && column > indent) {
      recipe.push(line.trim().replace(/^- (?:cmd: )?/, ""));
      const [, task] = /^- task: ([\w:.-]+)/.exec(line.trim()) ?? [];
      if (task !== undefined) needs.push(task);
    } else if (column >= 0) indent = -1;
  }
  return { needs, recipe: recipe.join("\n") };
}

const HEADING = /^\s{0,8}([\w.%/-][\w.%/ -]{0,200}?)\s*:(?!=)([^=]{0,500})$/;
const MAGE = /^func (\w{1,100})\(/;

function headingOf(
  line: string,
): { readonly names: readonly string[]; readonly needs: readonly string[] } | undefined {
  const [, mage] = MAGE.exec(line) ?? [];
  if (mage !== undefined) return { names: [mage, mage.toLowerCase()], needs: [] };
  const [, names, needs = ""] = (line.length > 1_000 ? undefined : HEADING.exec(line)) ?? [];
  return names === undefined
    ? undefined
    : { names: names.split(/\s+/), needs: needs.trim().split(/\s+/).filter(Boolean) };
}

function textAt({ files, homes }: Places, names: readonly string[]): string | undefined {
  for (const home of homes)
    for (const name of names) {
      const text = files.text(joinPaths(home, name));
      if (text !== undefined) return text;
    }
  return undefined;
}
