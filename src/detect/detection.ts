import type { Element } from "./old-image/model.ts";
import type { Layout } from "../core/layout.ts";
import type { AnswerId, Found } from "../core/questions/index.ts";

/** Something that was found: what a person is told before anything is asked, and `--json` prints. */
export interface Fact {
  /** The answer that it gives; absent for what no flag overrules. */
  readonly answer?: AnswerId;
  /** What was looked for, in words. */
  readonly what: string;
  readonly value: string;
  /** Where, as `file:line`; empty where it follows from all of the sources. */
  readonly where: string;
  /** Why it means that. */
  readonly because: string;
  /** The trait that says so. */
  readonly by: string;
}

/** Something that the user should know, because the image cannot have it, or because it is not known. */
export interface Note {
  readonly message: string;
  readonly where: string;
  readonly hint: string;
  /** The trait that says so; absent for what is no trait of the program. */
  readonly by?: string;
}

export interface Detection {
  readonly found: Found;
  /** What the sources say alone, where the go command knew better: the same on every machine. */
  readonly foundWithoutGo?: Found;
  /** Packages that the program imports, sorted; absent where the sources of all that is built in are here. */
  readonly imports?: readonly string[];
  readonly layout: Layout;
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  /** What becomes of all that the project's own delivery says; absent for a new program. */
  readonly delivery?: readonly Element[];
}
