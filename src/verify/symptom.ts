import type { AnswerId, Answers } from "../core/questions/index.ts";
import type { Trial } from "./observation.ts";

/** What the repository says when a symptom is read: whether something is there, and where. */
export interface Evidence {
  readonly answers: Answers;
  /** Absolute working directory in the image. */
  readonly workdir: string;
  /**
   * The path below the build context of a file or directory that a clone has, for a path that the
   * program asked for; undefined where a clone has none.
   */
  readonly findSource: (path: string) => string | undefined;
  /** Whether a path below the build context is a directory without Go sources. */
  readonly isData: (path: string) => boolean;
}

/** Another answer, or why there is none that would help. */
export type Remedy =
  | { readonly change: Readonly<Partial<Record<AnswerId, unknown>>> }
  /** What only a person knows, or can do. */
  | { readonly advice: string };

/** Something that went wrong, and what would mend it. */
export interface Symptom {
  /** Stable, for machines. */
  readonly id: string;
  readonly message: string;
  readonly remedy: Remedy;
}

/** One kind of symptom: how it is recognised in what was printed, and what follows. */
export interface Row {
  readonly id: string;
  readonly stage: Trial["stage"];
  /** Ways to say it; the first group is what it is about, where that is said. */
  readonly patterns: readonly RegExp[];
  readonly message: (subject: string | undefined) => string;
  readonly remedy: (subject: string | undefined, evidence: Evidence) => Remedy;
}
