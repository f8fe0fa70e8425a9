import type { Environment } from "../io/environment.ts";
import type { Painter } from "../report/paint.ts";

/** Where text goes: a stream of the process, or in a test a string. */
export interface Output {
  write(text: string | Uint8Array): unknown;
  /** Colours for this output, or none. */
  readonly paint: Painter;
  readonly isTerminal: boolean;
  /** Width in columns, where it is a terminal. */
  readonly columns?: number | undefined;
}

/** Where text comes from. */
export interface Input {
  readonly isTerminal: boolean;
  /** All of it, to its end. */
  readonly read: () => Promise<string>;
}

/** What a command has of the world: all that the process would give it. */
export interface CommandContext {
  /** Absolute; reading it throws where the directory is gone. */
  readonly cwd: string;
  readonly env: Environment;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The program that runs one directory of many: node and cli.js. */
  readonly program: readonly [string, ...string[]];
  /**
   * Has something done when somebody wants the program to end, instead of ending at once.
   *
   * @returns what takes that back
   */
  readonly onInterrupt: (act: () => void) => () => void;
  /** Loads the prompts; only where somebody can be asked. */
  readonly loadAsk: () => Promise<typeof import("../ask/ask.ts")>;
}
