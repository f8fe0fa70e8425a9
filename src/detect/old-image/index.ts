import { basename } from "node:path/posix";
import { type Stage, type StageInstruction, readStages } from "../../read/dockerfile/stages.ts";
import type { Main, Repository } from "../../repository/repository.ts";
import { isRenderedDockerfile } from "../taken.ts";
import { endBuildInstruction, endRun } from "./build-stages.ts";
import { findGoCalls, outputNames } from "./compiling.ts";
import { type Copied, compilesAnew, readCopy } from "./copies.ts";
import { findWritable, type Writable } from "./directories.ts";
import { Ends } from "./ends.ts";
import {
  findStart,
  foreignName,
  type IsProgram,
  programNames,
  readHealth,
  readStart,
} from "./entrypoint.ts";
import { finalLineage, finalStage, reachingStages } from "./final-stage.ts";
import type { Line, OldImage } from "./model.ts";
import { findRunOnly } from "./run-only.ts";
import type { Scripts } from "./scripts.ts";
import { joinWorkdir, userEnd, readEnv, readLabels, readPorts, readVolumes } from "./settings.ts";
import { type Accounts, findAccounts, resolveUser } from "./users.ts";

export { findDockerfiles } from "./find.ts";
export type { Element, End, Line, OldImage } from "./model.ts";

/**
 * Reads what a Dockerfile makes of a program.
 *
 * @param file its path below the repository's root
 * @param main the program, if it is known which
 */
export function readDockerfile(
  repository: Repository,
  file: string,
  main: Main | undefined,
): OldImage {
  const text = repository.files.text(file) ?? "";
  const { globals, stages, unreadFrom } = readStages(text);
  const ends = new Ends(file);
  const final = finalStage(stages);
  for (const instruction of globals)
    ends.omit(instruction, "a build argument is no part of the image");
  const image = final ? readImage({ repository, main, stages, final, ends }) : NOTHING;
  if (unreadFrom !== undefined) ends.loseRest(unreadFrom);
  return {
    file,
    text,
    ...image,
    ...readCompiling(stages, ends),
    // What an earlier run wrote is not lost: it is written again.
    dropped: isRenderedDockerfile(text) ? [] : ends.dropped,
    elements: ends.elements.toSorted((a, b) => a.line - b.line),
  };
}

// --- internal ---

const NO_SHELL = "a script needs a shell, which the image lacks";

type Image = Omit<OldImage, "file" | "text" | "tags" | "packages" | "dropped" | "elements">;

const NOTHING: Image = {
  args: undefined,
  cmd: undefined,
  expose: [],
  env: [],
  labels: [],
  volumes: [],
  workdir: undefined,
  user: undefined,
  copies: [],
  health: undefined,
};

interface Job {
  readonly repository: Repository;
  readonly main: Main | undefined;
  readonly stages: readonly Stage[];
  readonly final: Stage;
  readonly ends: Ends;
}

// What is copied is read before it is known what is started: a file of the repository is not the program.
function readImage({ repository, main, stages, final, ends }: Job): Image {
  const lineage = finalLineage(final);
  const lines = lineage.flatMap(({ instructions }) => instructions);
  const outputs = outputNames(stages);
  const names = programNames(stages, outputs, main);
  const isKnown = (word: string): boolean => names.has(basename(word));
  const copied = readCopies(lines, { repository, stages, lines, outputs, isProgram: isKnown });
  const start = findStart(lineage);
  const foreign = main && foreignName(start, final.env, repository, destinationNames(copied));
  const isProgram = (word: string): boolean => isKnown(word) || basename(word) === foreign;

  for (const stage of reachingStages(stages, final)) {
    if (lineage.includes(stage)) continue;
    ends.replace(stage.from, "the stage that compiles");
    for (const instruction of stage.instructions) endBuildInstruction(instruction, ends);
  }
  for (const stage of lineage) ends.replace(stage.from, "--base");
  const runOnly = findRunOnly(lines, repository);
  const reader = new FinalReader(ends, copied, isProgram, runOnly, lines);
  for (const instruction of lines) reader.read(instruction);
  return {
    ...reader.image,
    ...readStart(
      start,
      { env: final.env, scripts: findScripts(copied, repository), isProgram },
      ends,
    ),
  };
}

function readCopies(
  lines: readonly StageInstruction[],
  context: Parameters<typeof readCopy>[2],
): ReadonlyMap<StageInstruction, readonly Copied[]> {
  const copied = new Map<StageInstruction, readonly Copied[]>();
  let workdir = "";
  for (const instruction of lines) {
    const { keyword } = instruction;
    if (keyword === "WORKDIR") workdir = joinWorkdir(instruction, workdir) ?? workdir;
    if (keyword === "COPY" || keyword === "ADD")
      copied.set(instruction, readCopy(instruction, workdir, context));
  }
  return copied;
}

function findScripts(
  copied: ReadonlyMap<StageInstruction, readonly Copied[]>,
  { files }: Repository,
): Scripts {
  const outcomes = [...copied.values()].flat().map(({ outcome }) => outcome);
  const scripts = outcomes.filter((one) => one.kind === "script");
  return new Map(scripts.map(({ source, destination }) => [destination, files.text(source) ?? ""]));
}

function destinationNames(
  copied: ReadonlyMap<StageInstruction, readonly Copied[]>,
): ReadonlySet<string> {
  const outcomes = [...copied.values()].flat().map(({ outcome }) => outcome);
  const files = outcomes.filter((one) => one.kind === "file" || one.kind === "script");
  return new Set(files.map(({ destination }) => basename(destination)));
}

/** Goes through the instructions of the image; the last of a kind counts, or all do. */
class FinalReader {
  readonly #ends: Ends;
  readonly #copied: ReadonlyMap<StageInstruction, readonly Copied[]>;
  readonly #isProgram: IsProgram;
  readonly #last: ReadonlyMap<string, StageInstruction>;
  readonly #runOnly: ReadonlySet<string>;
  readonly #accounts: Accounts;
  readonly #writable: Writable;
  readonly #expose: Line<string>[] = [];
  readonly #env: Line<string>[] = [];
  readonly #labels: Line<string>[] = [];
  readonly #volumes: Line<string>[] = [];
  readonly #copies: Line<string>[] = [];
  #workdir: Line<string> | undefined;
  #user: Line<string> | undefined;
  #health: OldImage["health"];

  constructor(
    ends: Ends,
    copied: ReadonlyMap<StageInstruction, readonly Copied[]>,
    isProgram: IsProgram,
    runOnly: ReadonlySet<string>,
    lines: readonly StageInstruction[],
  ) {
    this.#runOnly = runOnly;
    this.#ends = ends;
    this.#copied = copied;
    this.#isProgram = isProgram;
    this.#accounts = findAccounts(lines);
    this.#writable = findWritable(lines);
    this.#last = new Map(lines.map((one) => [one.keyword, one]));
  }

  get image(): Omit<Image, "args" | "cmd"> {
    return {
      expose: this.#expose,
      env: this.#env,
      labels: this.#labels,
      volumes: this.#volumes,
      workdir: this.#workdir,
      user: this.#user,
      copies: this.#copies,
      health: this.#health,
    };
  }

  read(instruction: StageInstruction): void {
    const { keyword } = instruction;
    if (keyword === "ENTRYPOINT" || keyword === "CMD") return; // ended by what is started
    const before = this.#ends.elements.length;
    const handler = Object.hasOwn(this.#handlers, keyword) ? this.#handlers[keyword] : undefined;
    handler?.(instruction);
    if (this.#ends.elements.length === before)
      this.#ends.omit(instruction, "it leaves nothing in the image");
  }

  readonly #handlers: Readonly<Record<string, (one: StageInstruction) => void>> = {
    ARG: (one) => this.#ends.omit(one, "a build argument is no part of the image"),
    ENV: (one) => void this.#env.push(...readEnv(one, this.#runOnly, this.#ends)),
    LABEL: (one) => void this.#labels.push(...readLabels(one, this.#ends)),
    EXPOSE: (one) => void this.#expose.push(...readPorts(one, this.#ends)),
    VOLUME: (one) => void this.#volumes.push(...readVolumes(one, this.#ends)),
    WORKDIR: (one) => this.#readWorkdir(one),
    USER: (one) => this.#readUser(one),
    HEALTHCHECK: (one) => this.#readHealth(one),
    COPY: (one) => this.#readCopy(one),
    ADD: (one) => this.#readCopy(one),
    RUN: (one) => this.#readRun(one),
    STOPSIGNAL: (one) =>
      this.#ends.lose(
        one,
        "programs are asked to stop by SIGTERM; add the line if this one is not",
      ),
    ONBUILD: (one) => this.#ends.lose(one, "it is for images that are built on this one"),
  };

  #readWorkdir(instruction: StageInstruction): void {
    const value = joinWorkdir(instruction, this.#workdir?.value ?? "");
    if (value === undefined)
      return this.#ends.lose(instruction, "it refers to a variable that has no value here");
    this.#workdir = this.#ends.place(instruction, value);
    this.#ends.carry(instruction, "workdir");
  }

  #readUser(instruction: StageInstruction): void {
    if (this.#last.get("USER") !== instruction)
      return this.#ends.omit(instruction, "a later one replaces it");
    const { text = "", value = text } = instruction.values[0] ?? {};
    const user = resolveUser(value, this.#accounts);
    this.#user = this.#ends.place(instruction, user);
    this.#ends.end(instruction, userEnd(user));
  }

  #readHealth(instruction: StageInstruction): void {
    if (this.#last.get("HEALTHCHECK") === instruction)
      this.#health = readHealth(instruction, this.#isProgram, this.#ends);
    else this.#ends.omit(instruction, "a later one replaces it");
  }

  // People are told once, however many commands it has, and only if one of them is lost.
  #readRun(instruction: StageInstruction): void {
    for (const path of this.#writable.paths.get(instruction) ?? [])
      this.#volumes.push(this.#ends.place(instruction, path));
    const isLost = endRun(instruction, this.#ends, this.#writable.commands);
    if (isLost && !compilesAnew(instruction))
      this.#ends.note(
        instruction,
        "a final stage that runs nothing can be built for every platform; what it installs is missing",
      );
  }

  #readCopy(instruction: StageInstruction): void {
    for (const { source, outcome } of this.#copied.get(instruction) ?? []) {
      const part = source === undefined ? undefined : `${instruction.keyword} ${source}`;
      if (outcome.kind === "end") this.#ends.end(instruction, outcome.end, part);
      else if (outcome.kind === "lost" || outcome.kind === "script") {
        const todo = outcome.kind === "lost" ? outcome.todo : NO_SHELL;
        this.#ends.end(instruction, { kind: "lost", todo }, part);
        this.#ends.note(instruction, todo);
      } else if (outcome.kind === "directory") {
        this.#volumes.push(this.#ends.place(instruction, outcome.destination));
        this.#ends.carry(instruction, "volume", part);
      } else {
        const pair = `${outcome.source}:${outcome.destination}`;
        this.#copies.push(this.#ends.place(instruction, pair));
        this.#ends.carry(instruction, "copy", part);
      }
    }
  }
}

function readCompiling(stages: readonly Stage[], ends: Ends): Pick<OldImage, "tags" | "packages"> {
  const calls = findGoCalls(stages);
  const tagged = calls.find(({ call }) => call.tags.length > 0);
  return {
    tags: tagged && ends.place(tagged.instruction, tagged.call.tags),
    packages: calls.flatMap(({ instruction, call }) =>
      call.packages.map((one) => ends.place(instruction, one)),
    ),
  };
}
