import { basename, normalize } from "../../core/posix.ts";
import { joinPaths } from "../../core/paths.ts";
import {
  flagValue,
  type Stage,
  type StageInstruction,
  stageOf,
  type Value,
} from "../../read/dockerfile/stages.ts";
import type { Repository } from "../../repository/repository.ts";
import { runsGo } from "./compiling.ts";
import { isComputed, type IsProgram } from "./entrypoint.ts";
import { homeOf } from "./final-stage.ts";
import type { End } from "./model.ts";
import { isScript } from "./scripts.ts";

/** What one source of COPY or ADD becomes. */
export interface Copied {
  /** The source, where it is one of several. */
  readonly source: string | undefined;
  readonly outcome: Outcome;
}

export type Outcome =
  /** A path of the repository, from the repository's root, and where it goes. */
  | { readonly kind: "file"; readonly source: string; readonly destination: string }
  /** A script, which the new image has no shell for. */
  | { readonly kind: "script"; readonly source: string; readonly destination: string }
  /** A directory that a stage makes, and leaves empty. */
  | { readonly kind: "directory"; readonly destination: string }
  | { readonly kind: "end"; readonly end: End }
  /** People are told why it is not carried over. */
  | { readonly kind: "lost"; readonly todo: string };

/** What a copy is judged by. */
export interface CopyContext {
  readonly repository: Pick<Repository, "files" | "module">;
  readonly stages: readonly Stage[];
  readonly lines: readonly StageInstruction[];
  /** Names that `go build -o` writes. */
  readonly outputs: ReadonlySet<string>;
  readonly isProgram: IsProgram;
}

/** Parts of paths that hold what the new image has of its own. */
export const OWN_FILES: readonly (readonly [part: string, by: string])[] = [
  ["ca-certificates", "the CA certificates of the new image"],
  ["ssl/certs", "the CA certificates of the new image"],
  ["zoneinfo", "the time zones of the new image"],
  ["tzdata", "the time zones of the new image"],
];
/** Ends of paths that hold what the new image has of its own. */
export const OWN_ENDS: readonly (readonly [end: string, by: string])[] = [
  ["etc/passwd", "the user of the new image"],
  ["etc/group", "the user of the new image"],
];

const HEREDOC = "a heredoc; write the file into the repository, and give it with --copy";
const UNKNOWN_VALUE = "it refers to a variable that has no value here";
const PROGRAM: Outcome = { kind: "end", end: { kind: "replaced", by: "COPY of the program" } };
/** Subcommands of go that show that a stage compiles. */
const COMPILING = ["build", "install", "mod", "get", "generate", "vet", "test"];

/** Whether RUN does what the new Dockerfile does anew, in a stage of its own. */
export function compilesAnew(instruction: StageInstruction): boolean {
  return runsGo(instruction, COMPILING);
}

/**
 * Reads COPY or ADD of the final stage.
 *
 * @param workdir the working directory at this place
 * @returns what each source becomes
 */
export function readCopy(
  instruction: StageInstruction,
  workdir: string,
  context: CopyContext,
): readonly Copied[] {
  const { values, heredocs } = instruction;
  const only = (outcome: Outcome): readonly Copied[] => [{ source: undefined, outcome }];
  if (heredocs.length > 0) return only({ kind: "lost", todo: HEREDOC });
  const [first, second] = values;
  if (values.length === 2 && first && second && isProgramCopy(instruction, first, second, context))
    return only(PROGRAM);
  const target = values.at(-1)?.value;
  const sources = values.slice(0, -1).flatMap(({ value }) => value ?? []);
  if (target === undefined || sources.length === 0 || sources.length < values.length - 1)
    return only({ kind: "lost", todo: UNKNOWN_VALUE });
  const origin = flagValue(instruction, "from");
  const isOneOfSeveral = sources.length > 1;
  const stage = stageOf(context.stages, origin);
  const job: Job = { ...context, origin, stage, target, workdir, isOneOfSeveral };
  return sources.flatMap((source) =>
    readSource(source, job).map((outcome) => ({
      source: isOneOfSeveral ? source : undefined,
      outcome,
    })),
  );
}

// --- internal ---

interface Job extends CopyContext {
  /** What `--from` names. */
  readonly origin: string | undefined;
  readonly stage: Stage | undefined;
  readonly target: string;
  readonly workdir: string;
  readonly isOneOfSeveral: boolean;
}

function isProgramCopy(
  instruction: StageInstruction,
  source: Value,
  target: Value,
  context: CopyContext,
): boolean {
  const name = basename(source.text);
  return (
    context.outputs.has(name) ||
    (isComputed(name, instruction) && context.isProgram(basename(target.text)))
  );
}

function readSource(source: string, job: Job): readonly Outcome[] {
  const own = ownPart(source);
  if (own !== undefined) return [{ kind: "end", end: { kind: "replaced", by: own } }];
  if (/(?:^|\/)go\.(?:mod|sum)$/.test(source))
    return [ended("not needed", "the program holds what scanners read of it")];
  const path = pathOf(source, job);
  const made = path === undefined && job.stage ? madeInStage(job.stage, source, job) : [];
  if (made.length > 0) return made;
  const name = basename(source);
  if (job.outputs.has(name) || (path === undefined && job.isProgram(name))) return [PROGRAM];
  if (path === undefined) {
    const { origin } = job;
    return [
      { kind: "lost", todo: origin === undefined ? whyNot(source, job) : foreign(source, origin) },
    ];
  }
  if (isScript(job.repository.files, path))
    return [{ kind: "script", source: path, destination: destinationOf(name, path, job) }];
  if (path !== ".")
    return [{ kind: "file", source: path, destination: destinationOf(name, path, job) }];
  return job.lines.some(compilesAnew)
    ? [{ kind: "end", end: { kind: "replaced", by: "the stage that compiles" } }]
    : [{ kind: "lost", todo: "it copies the whole repository" }];
}

function ended(kind: "not needed", because: string): Outcome {
  return { kind: "end", end: { kind, because } };
}

function foreign(source: string, origin: string): string {
  return `${source} comes out of the stage or image ${origin}`;
}

function ownPart(source: string): string | undefined {
  return (
    OWN_FILES.find(([part]) => source.includes(part))?.[1] ??
    OWN_ENDS.find(([end]) => source.endsWith(end))?.[1]
  );
}

// Where the source is in the repository.
function pathOf(source: string, { origin, stage, repository }: Job): string | undefined {
  if (origin === undefined) return findInRepository(repository, source);
  return stage && findBehindStage(repository, stage, source);
}

// Of a directory the contents are copied, of a file the file.
function destinationOf(name: string, path: string, job: Job): string {
  const { target, workdir, repository } = job;
  const isInto = target.endsWith("/") || target === "." || job.isOneOfSeveral;
  const destination =
    isInto && !repository.files.isDirectory(path) ? `${target.replace(/\/$/, "")}/${name}` : target;
  const absolute = destination.startsWith("/")
    ? destination
    : `${workdir === "/" ? "" : workdir}/${destination.replace(/^\.\//, "")}`;
  return normalize(absolute).replace(/(?!^)\/$/, "");
}

// A directory that a stage makes: empty, to be written to, or with files of the repository in it.
function madeInStage(stage: Stage, source: string, job: Job): readonly Outcome[] {
  const { target, repository } = job;
  const directory = source.replace(/\/$/, "");
  const destination = target.replace(/\/$/, "");
  const filled = stage.instructions.flatMap((instruction) => {
    const { keyword, values } = instruction;
    const isFromContext = keyword === "COPY" && flagValue(instruction, "from") === undefined;
    if (!isFromContext || values.at(-1)?.text.replace(/\/$/, "") !== directory) return [];
    return values.slice(0, -1).flatMap(({ text }) => findInRepository(repository, text) ?? []);
  });
  if (filled.length > 0)
    return filled.map((path) => ({
      kind: "file",
      source: path,
      destination: `${destination}/${basename(path)}`,
    }));
  return makesDirectory(stage, directory) ? [{ kind: "directory", destination }] : [];
}

function makesDirectory({ instructions }: Stage, directory: string): boolean {
  return instructions
    .flatMap(({ script }) => script.commands)
    .some(({ words }) => {
      const makes =
        words[0]?.text === "mkdir" || (words[0]?.text === "install" && words[1]?.text === "-d");
      return makes && words.slice(1).some(({ text, value }) => (value ?? text) === directory);
    });
}

function whyNot(source: string, { repository: { files, module } }: Job): string {
  if (/[*?[]/.test(source)) return "a pattern; give each file with --copy";
  const isThere = [module.directory, "."].some((directory) => {
    const path = joinPaths(directory, source);
    return files.isFile(path) || files.isDirectory(path);
  });
  const inner = source.replace(/^\.?\//, "").replace(/\/$/, "");
  const rule = [module.directory, "."]
    .map((directory) =>
      inner.split("/").includes("..") ? undefined : files.ignored(joinPaths(directory, inner)),
    )
    .find((one) => one !== undefined);
  if (rule !== undefined)
    return `git ignores ${source} (${rule}): a clone lacks it; mount it, make it in the build, or take it into git`;
  return isThere
    ? `the name of ${source} has more than letters, digits and . _ @ + -`
    : `${source} is not in the repository`;
}

/** A path of the build context, which is the module's directory or the repository's. */
function findInRepository(
  { files, module }: CopyContext["repository"],
  source: string,
): string | undefined {
  const path = source.replace(/^\.?\//, "").replace(/\/$/, "") || ".";
  if (path === ".") return path;
  const isPlain = path.split("/").every((part) => /^[\w.@+-]+$/.test(part) && part !== "..");
  if (!isPlain) return undefined;
  return [module.directory, "."]
    .map((directory) => joinPaths(directory, path))
    .find((one) => files.isFile(one) || files.isDirectory(one));
}

// A path in a build stage is one in the repository, if the stage copied the repository to its
// working directory.
function findBehindStage(
  repository: CopyContext["repository"],
  stage: Stage,
  source: string,
): string | undefined {
  const home = homeOf(stage).replace(/\/$/, "");
  if (source.startsWith(`${home}/`))
    return findInRepository(repository, source.slice(home.length + 1));
  return source.startsWith("/") ? undefined : findInRepository(repository, source);
}
