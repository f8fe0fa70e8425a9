import type { StageInstruction } from "../../read/dockerfile/stages.ts";
import { endRun } from "./build-stages.ts";
import { type Copied, compilesAnew } from "./copies.ts";
import { findWritable, type Writable } from "./directories.ts";
import type { Ends } from "./ends.ts";
import { type IsProgram, readHealth } from "./entrypoint.ts";
import type { Line, OldImage } from "./model.ts";
import { joinWorkdir, readEnv, readLabels, readPorts, readVolumes, userEnd } from "./settings.ts";
import { type Accounts, findAccounts, resolveUser } from "./users.ts";

/** What the instructions of an image say, but for what it starts. */
export type FinalImage = Pick<
  OldImage,
  "expose" | "env" | "labels" | "volumes" | "workdir" | "user" | "copies" | "health"
>;

/** What the instructions are judged by. */
export interface FinalContext {
  readonly ends: Ends;
  /** What COPY and ADD become. */
  readonly copied: ReadonlyMap<StageInstruction, readonly Copied[]>;
  readonly isProgram: IsProgram;
  /** Variables that only RUN uses. */
  readonly runOnly: ReadonlySet<string>;
}

/** Reads the instructions that made the image, from top to bottom. */
export function readFinalImage(
  lines: readonly StageInstruction[],
  context: FinalContext,
): FinalImage {
  const reader = new FinalReader(lines, context);
  for (const instruction of lines) reader.read(instruction);
  return reader.image;
}

// --- internal ---

const NO_SHELL = "a script needs a shell, which the image lacks";

/** Goes through the instructions of the image; the last of a kind counts, or all do. */
class FinalReader {
  readonly #ends: Ends;
  readonly #context: FinalContext;
  readonly #last: ReadonlyMap<string, StageInstruction>;
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

  constructor(lines: readonly StageInstruction[], context: FinalContext) {
    this.#ends = context.ends;
    this.#context = context;
    this.#accounts = findAccounts(lines);
    this.#writable = findWritable(lines);
    this.#last = new Map(lines.map((one) => [one.keyword, one]));
  }

  get image(): FinalImage {
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
    ENV: (one) => void this.#env.push(...readEnv(one, this.#context.runOnly, this.#ends)),
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
      this.#health = readHealth(instruction, this.#context.isProgram, this.#ends);
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
    for (const { source, outcome } of this.#context.copied.get(instruction) ?? []) {
      const part = source === undefined ? undefined : `${instruction.keyword} ${source}`;
      if (outcome.kind === "end") this.#ends.end(instruction, outcome.end, part);
      else if (outcome.kind === "lost" || outcome.kind === "script") {
        const todo = outcome.kind === "lost" ? outcome.todo : NO_SHELL;
        this.#ends.end(instruction, { kind: "lost", todo }, part);
        this.#ends.note(instruction, todo);
      } else if (outcome.kind === "directory") {
        this.#volumes.push(this.#ends.place(instruction, outcome.destination));
        this.#ends.carry(instruction, "volume", part, outcome.destination);
      } else {
        const pair = `${outcome.source}:${outcome.destination}`;
        this.#copies.push(this.#ends.place(instruction, pair));
        this.#ends.carry(instruction, "copy", part, pair);
      }
    }
  }
}
