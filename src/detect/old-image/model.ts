import type { AnswerId } from "../../core/questions/index.ts";

/** Something that the old image says, and where. */
export interface Line<Value> {
  readonly value: Value;
  readonly file: string;
  readonly line: number;
}

/** An answer that is a time of the health check. */
export type HealthTime = Extract<
  AnswerId,
  "healthInterval" | "healthTimeout" | "healthStartPeriod" | "healthRetries"
>;

/** A health check, and the times that it is written with. */
export interface Health extends Line<readonly string[]> {
  readonly times: ReadonlyMap<HealthTime, string>;
}

/** What becomes of a part of the old image. */
export type End =
  /** The answer holds it. */
  | { readonly kind: "carried"; readonly to: AnswerId }
  /** Something that is rendered does the same. */
  | { readonly kind: "replaced"; readonly by: string }
  | { readonly kind: "not needed"; readonly because: string }
  /** Nothing does it; what a person can do. */
  | { readonly kind: "lost"; readonly todo: string };

/** An instruction, or a part of one that ends in a way of its own. */
export interface Element {
  /** As people are told of it: shortened. */
  readonly instruction: string;
  readonly file: string;
  readonly line: number;
  readonly end: End;
  /** The value that is carried over, where it is one of a list. */
  readonly value?: string;
}

/** What the stages of an old image give to the go command. */
export interface BuildEnvironment {
  /** GOPRIVATE, GOPROXY and the like, by name. */
  readonly variables: ReadonlyMap<string, Line<string>>;
  /** Where credentials are written down for git. */
  readonly token: Line<string> | undefined;
  /** Where modules are taken by SSH. */
  readonly ssh: Line<string> | undefined;
}

/**
 * What the final stage of a Dockerfile says that another Dockerfile for the same program should say
 * too.
 */
export interface OldImage {
  readonly file: string;
  readonly text: string;
  /** Words after the program in ENTRYPOINT. */
  readonly args: Line<readonly string[]> | undefined;
  /** Words of CMD, without the program. */
  readonly cmd: Line<readonly string[]> | undefined;
  readonly expose: readonly Line<string>[];
  readonly env: readonly Line<string>[];
  readonly labels: readonly Line<string>[];
  readonly volumes: readonly Line<string>[];
  readonly workdir: Line<string> | undefined;
  readonly user: Line<string> | undefined;
  /** `source:destination`, from the repository into the image. */
  readonly copies: readonly Line<string>[];
  /** Words of an exec-form health check, the program first as `{program}`. */
  readonly health: Health | undefined;
  readonly environment: BuildEnvironment;
  /** Build tags of its `go build`. */
  readonly tags: Line<readonly string[]> | undefined;
  /** The word that starts the program, as written: its name or path in the image. */
  readonly started: Line<string> | undefined;
  /** What each `go build` compiles, and the name that it gives to that. */
  readonly programs: readonly Line<{
    readonly output: string | undefined;
    readonly packages: readonly string[];
  }>[];
  /** Packages that it compiles, as `./cmd/app`. */
  readonly packages: readonly Line<string>[];
  /** Instructions of the final stage that people are told are not carried over, with the reason. */
  readonly dropped: readonly Line<{ readonly instruction: string; readonly because: string }>[];
  /** What becomes of every instruction of every stage that reaches the image. */
  readonly elements: readonly Element[];
}
