import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { styleText } from "node:util";
import { version } from "virtual:version";
import { parseAnswersFile } from "./core/answers-file.ts";
import { type Arguments, parseArguments } from "./commands/arguments.ts";
import type { askDirectory as AskDirectoryFunction } from "./ask/ask.ts";
import { npmOptions, reasonNotToAsk } from "./io/environment.ts";
import { CancelledError, EXIT, KnownError, quoted, refusal, usageError } from "./core/errors.ts";
import { helpText } from "./commands/help.ts";
import { errorJson, errorText, type Painter } from "./report/report.ts";
import { directoryProblem } from "./core/target.ts";
import { RECORD_FILE } from "./core/record-file.ts";

type AskDirectory = typeof AskDirectoryFunction;

const { env, stdin, stdout, stderr } = process;
const json = process.argv.includes("--json");
// Under --json and --diff standard output is for the document alone.
const people = json || process.argv.includes("--diff") ? stderr : stdout;
const paint: Painter = (style, text) => styleText(style, text, { stream: people });
const paintError: Painter = (style, text) => styleText(style, text, { stream: stderr });

// "create-goslim --help | head" is no error.
for (const stream of [stdout, stderr])
  stream.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.refused),
  );

try {
  process.exitCode = await main(parseArguments(process.argv.slice(2)));
} catch (error) {
  process.exitCode = failed(error);
}

async function main({ directories, flags, given, options }: Arguments): Promise<number> {
  if (options.help) return print(helpText(stdout.columns ?? 80));
  if (options.version) return print(`${version}\n`);
  if (options.list) return list();

  const fromNpm = npmOptions(env);
  if (fromNpm.force) stderr.write('note: npm kept --force for itself; write it behind a "--"\n');
  const dryRun = options.dryRun || fromNpm.dryRun;
  const readsOnly = options.check || options.diff;
  if (directories.length > 1 || directories[0] === "-") return many(directories, given, dryRun);
  const notAsking =
    options.yes || fromNpm.yes || json || readsOnly || options.interactive === false
      ? ""
      : reasonNotToAsk(env, { stdin: stdin.isTTY, stdout: stdout.isTTY });
  const interactive = options.interactive ?? notAsking === undefined;
  if (options.interactive && !(stdin.isTTY && stdout.isTTY))
    throw usageError([
      {
        flag: "--interactive",
        message: "there is no terminal to ask in",
        hint: "leave it out, and answer by flags or --answers",
      },
    ]);
  if (options.onConflict === "ask" && !interactive)
    throw usageError([
      {
        flag: "--on-conflict",
        message: "there is no terminal to ask in",
        hint: "choose fail, merge, skip or overwrite",
      },
    ]);
  if (notAsking && !interactive)
    people.write(paint("dim", `not asking, since ${notAsking}; --help lists the flags\n`));

  const file =
    options.answers === undefined
      ? {}
      : parseAnswersFile(await readAnswers(options.answers), options.answers);
  // Not for --help: what asks, reads and renders is most of the program.
  const [{ run }, ask] = await Promise.all([
    import("./commands/run.ts"),
    interactive ? import("./ask/ask.ts") : undefined,
  ]);
  const directory =
    directories[0] ?? (await defaultDirectory(readsOnly || options.update, ask?.askDirectory));
  const problem = directoryProblem(directory);
  if (problem) throw usageError([{ flag: "[dir]", message: `${quoted(directory)} ${problem}` }]);
  const obstacle = obstacleAt(resolve(directory));
  if (obstacle)
    throw refusal("[dir]", `${quoted(directory)} ${obstacle}`, "name another directory");
  return run(
    { directory, flags, file, options: { ...options, dryRun }, interactive },
    { env, cwd: process.cwd(), ask, people, errors: stderr, out: stdout, paint, paintError },
  );
}

async function many(
  directories: readonly string[],
  given: readonly string[],
  dryRun: boolean,
): Promise<number> {
  const { runMany } = await import("./commands/many.ts");
  const list =
    directories[0] === "-"
      ? (await readStandardInput()).split("\n").map((line) => line.trim())
      : directories;
  const options = dryRun && !given.includes("--dry-run") ? [...given, "--dry-run"] : given;
  const command = [process.execPath, process.argv[1] ?? ""] as const;
  return runMany({
    directories: list.filter((line) => line !== ""),
    options: options.filter((option) => option !== "--json"),
    json,
    command,
    environment: env,
    people,
    out: stdout,
    paint,
  });
}

async function defaultDirectory(
  mustBeHere: boolean,
  askDirectory: AskDirectory | undefined,
): Promise<string> {
  if (mustBeHere || existsSync(RECORD_FILE)) return ".";
  const { holdsProject } = await import("./detect/project.ts");
  const fallback = holdsProject(resolve(".")) ? "." : "goslim-app";
  return (await askDirectory?.(fallback, directoryProblem)) ?? fallback;
}

function print(text: string): number {
  stdout.write(text);
  return EXIT.done;
}

async function list(): Promise<number> {
  const { GENERATORS } = await import("../generators/index.ts");
  if (json)
    return print(
      `${JSON.stringify({ generators: GENERATORS.map(({ id, title, owner }) => ({ id, title, owner })) }, null, 2)}\n`,
    );
  const width = Math.max(...GENERATORS.map(({ id }) => id.length));
  return print(
    GENERATORS.map(({ id, title, owner }) => `${id.padEnd(width)}  ${title} (${owner})\n`).join(""),
  );
}

async function readAnswers(source: string): Promise<string> {
  try {
    return source === "-" ? await readStandardInput() : readFileSync(source, "utf8");
  } catch (error) {
    throw refusal(
      "--answers",
      `cannot read ${quoted(source)}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function readStandardInput(): Promise<string> {
  const { text } = await import("node:stream/consumers");
  return text(stdin);
}

/** Why there can be no directory at a path. */
function obstacleAt(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  const target = statSync(path, { throwIfNoEntry: false });
  if (!target) return "is a symbolic link that leads nowhere";
  return target.isDirectory() ? undefined : "is not a directory";
}

function failed(error: unknown): number {
  if (error instanceof CancelledError) {
    stderr.write("cancelled, nothing was written\n");
    return EXIT.cancelled;
  }
  if (error instanceof Error && "syscall" in error && error.syscall === "uv_cwd")
    return failed(refusal(".", "the current directory is gone", "change to one that exists"));
  if (!(error instanceof KnownError)) throw error;
  stderr.write(errorText(error, paintError));
  if (json) stdout.write(`${JSON.stringify(errorJson(error), null, 2)}\n`);
  return error.exitCode;
}
