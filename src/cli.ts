import { lstatSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { styleText } from "node:util";
import { version } from "virtual:version";
import { type RawAnswers, resolveAnswers } from "./answers.ts";
import { parseAnswersFile } from "./answers-file.ts";
import { type Arguments, parseArguments } from "./args.ts";
import { compare, type Comparison } from "./disk/compare.ts";
import { write } from "./disk/write.ts";
import { invocation, npmOptions, reasonNotToAsk } from "./environment.ts";
import { CancelledError, EXIT, KnownError, quoted, refusal, usageError } from "./errors.ts";
import { helpText } from "./help.ts";
import type { ConflictPolicy } from "./options.ts";
import type { PlannedFile } from "./plan.ts";
import { type AnswerId, type Found, QUESTIONS } from "./questions.ts";
import { conflictText, equivalentCommand, errorJson, errorText, factLines, nextSteps, noteLines, type Outcome, outcomeLines, type Painter } from "./report.ts";
import { directoryProblem } from "./target.ts";

const { env, stdin, stdout, stderr } = process;
const json = process.argv.includes("--json");
// Under --json standard output is for the document alone.
const people = json ? stderr : stdout;
const paint: Painter = (style, text) => styleText(style, text, { stream: people });
const paintError: Painter = (style, text) => styleText(style, text, { stream: stderr });

// "create-goslim --help | head" is no error.
for (const stream of [stdout, stderr]) stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.refused));

try {
  process.exitCode = await main(parseArguments(process.argv.slice(2)));
} catch (error) {
  process.exitCode = failed(error);
}

async function main({ directory: positional, flags, options }: Arguments): Promise<number> {
  if (options.help) return print(helpText(stdout.columns ?? 80));
  if (options.version) return print(`${version}\n`);
  if (options.list) return list();

  const fromNpm = npmOptions(env);
  if (fromNpm.force) stderr.write('note: npm kept --force for itself; write it behind a "--"\n');
  const dryRun = options.dryRun || fromNpm.dryRun;
  const notAsking =
    options.yes || fromNpm.yes || options.json || options.interactive === false ? "" : reasonNotToAsk(env, { stdin: stdin.isTTY, stdout: stdout.isTTY });
  const interactive = options.interactive ?? notAsking === undefined;
  if (options.interactive && !(stdin.isTTY && stdout.isTTY))
    throw usageError([{ flag: "--interactive", message: "there is no terminal to ask in", hint: "leave it out, and answer by flags or --answers" }]);
  if (notAsking && !interactive) people.write(paint("dim", `not asking, since ${notAsking}; --help lists the flags\n`));

  const file = options.answers === undefined ? {} : parseAnswersFile(await readAnswers(options.answers), options.answers);
  const ask = interactive ? await import("./ask.ts") : undefined;
  // Not for --help: what reads and renders is most of the program.
  const [{ detectProject, holdsProject }, { ignoredNotes }, { plan }] = await Promise.all([
    import("./detect/project.ts"),
    import("./detect/ignored.ts"),
    import("./plan.ts"),
  ]);
  let directory = positional;
  if (directory === undefined) {
    const fallback = holdsProject(resolve(".")) ? "." : "goslim-app";
    directory = (await ask?.askDirectory(fallback, directoryProblem)) ?? fallback;
  }
  const problem = directoryProblem(directory);
  if (problem) throw usageError([{ flag: "[dir]", message: `${quoted(directory)} ${problem}` }]);
  const obstacle = obstacleAt(resolve(directory));
  if (obstacle) throw refusal("[dir]", `${quoted(directory)} ${obstacle}`, "name another directory");
  const given: RawAnswers = { ...file, ...flags };
  const { root, found, layout, facts, notes } = await detectProject(resolve(directory), given, ask?.askMain, env);
  resolveGiven(given, found); // what was given is judged before anything is asked
  // What was given needs no finding.
  const findings = facts.filter(({ answer }) => answer === undefined || answer === "main" || given[answer] === undefined);
  people.write(factLines(findings, notes, paint));
  const raw = (await ask?.askQuestions(given, found)) ?? given;
  const { answers, given: ids } = resolveAnswers({ flags: raw, found });

  const comparisons = compare(root, plan(answers, layout));
  const swallowed = ignoredNotes(
    root,
    comparisons.map(({ file }) => file.path),
  );
  people.write(noteLines(swallowed, paint));
  const policy = options.onConflict ?? (interactive ? "ask" : "fail");
  if (policy === "ask" && !ask)
    throw usageError([{ flag: "--on-conflict", message: "there is no terminal to ask in", hint: "choose fail, skip or overwrite" }]);
  const outcomes = await settle(comparisons, policy, dryRun, ask?.askConflict);
  const conflicts = outcomes.filter(({ state }) => state === "conflict");
  const code = conflicts.length > 0 ? EXIT.refused : EXIT.done;
  const writes = comparisons.filter((_, index) => ["create", "overwrite"].includes(outcomes[index]?.state ?? ""));
  if (code === EXIT.done && !dryRun) {
    write(root, programLast(writes.map((comparison) => comparison.file)));
    if (options.git) {
      const { initGit } = await import("./disk/git.ts");
      people.write(initGit(root));
    }
  }

  people.write(outcomeLines(outcomes, paint));
  if (code === EXIT.refused)
    stderr.write(
      conflictText(
        conflicts.map(({ path }) => path),
        paintError,
      ),
    );
  const where = relative(process.cwd(), join(root, layout.directory)).split(sep).join("/") || ".";
  if (options.json) {
    print(
      `${JSON.stringify({ status: code === EXIT.done ? "done" : "refused", exitCode: code, dryRun, directory: root, found: facts, notes: [...notes, ...swallowed], answers, files: outcomes }, null, 2)}\n`,
    );
  } else if (code === EXIT.done) {
    if (dryRun) people.write("\nNothing was written: this was a dry run.\n");
    else if (writes.length > 0) people.write(nextSteps(where, answers, paint));
    if (interactive)
      people.write(`\nThe same without questions:\n  ${equivalentCommand(invocation(env), where, answers, askedOrGiven(ids), repeatedPolicy(outcomes))}\n`);
  }
  return code;
}

function print(text: string): number {
  stdout.write(text);
  return EXIT.done;
}

async function list(): Promise<number> {
  const { GENERATORS } = await import("../generators/index.ts");
  if (json) return print(`${JSON.stringify({ generators: GENERATORS.map(({ id, title, owner }) => ({ id, title, owner })) }, null, 2)}\n`);
  const width = Math.max(...GENERATORS.map(({ id }) => id.length));
  return print(GENERATORS.map(({ id, title, owner }) => `${id.padEnd(width)}  ${title} (${owner})\n`).join(""));
}

async function readAnswers(source: string): Promise<string> {
  try {
    return source === "-" ? await (await import("node:stream/consumers")).text(stdin) : readFileSync(source, "utf8");
  } catch (error) {
    throw refusal("--answers", `cannot read ${quoted(source)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Why there can be no directory at a path. */
function obstacleAt(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  const target = statSync(path, { throwIfNoEntry: false });
  if (!target) return "is a symbolic link that leads nowhere";
  return target.isDirectory() ? undefined : "is not a directory";
}

// Without main.go there is no program: a run that was ended before it is made whole by the next one.
function programLast(files: readonly PlannedFile[]): readonly PlannedFile[] {
  const rank = ({ path }: PlannedFile): number => ["go.mod", "main_test.go", "main.go"].indexOf(path);
  return files.toSorted((a, b) => rank(a) - rank(b));
}

// Throws for what is wrong with the given values alone; the others have their defaults, which are not.
function resolveGiven(given: RawAnswers, found: Found): void {
  resolveAnswers({ flags: given, found: { ...found, module: found.module ?? "example.com/app" } });
}

async function settle(
  comparisons: readonly Comparison[],
  policy: ConflictPolicy,
  dryRun: boolean,
  askConflict: ((path: string) => Promise<string>) | undefined,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let all = policy;
  for (const { file, state } of comparisons) {
    const outcome = { path: file.path, owner: file.owner };
    if (state !== "conflict" || all === "fail" || (all === "ask" && dryRun)) outcomes.push({ ...outcome, state });
    else if (all === "ask") {
      const answer = await askConflict?.(file.path);
      if (answer === "quit") throw new CancelledError("quit");
      if (answer === "overwrite all") all = "overwrite";
      outcomes.push({ ...outcome, state: answer === "skip" ? "skip" : "overwrite" });
    } else outcomes.push({ ...outcome, state: all });
  }
  return outcomes;
}

// Files that were kept or replaced this time are the next time too; of a mixture nothing is lost by keeping.
function repeatedPolicy(outcomes: readonly Outcome[]): string {
  const states = outcomes.map(({ state }) => state);
  if (states.includes("skip")) return "--on-conflict=skip";
  return states.includes("overwrite") ? "--on-conflict=overwrite" : "";
}

function askedOrGiven(ids: readonly AnswerId[]): readonly AnswerId[] {
  return QUESTIONS.map(({ id }) => id).filter((id) => ids.includes(id));
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
