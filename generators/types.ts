import type { Layout } from "../src/core/layout.ts";
import type { Answers } from "../src/core/questions.ts";

/** A file that one set of answers asks for. */
export interface FileSpec {
  /** POSIX path below the repository's root. */
  readonly path: string;
  /** Name of a file in templates/: `.hbs` and `.ejs` are rendered, anything else is copied verbatim. */
  readonly template: string;
  /** What the template may name. Everything computed is computed here, where it can be tested. */
  readonly view?: Readonly<Record<string, unknown>>;
}

/** One thing that the tool can render. Data only: no file, terminal or network is touched. */
export interface Generator {
  readonly id: string;
  readonly title: string;
  /**
   * Who keeps the files after they were written: `managed` files follow the answers,
   * `starter` files belong to the user from the first commit on.
   */
  readonly owner: "managed" | "starter";
  readonly files: (answers: Answers, layout: Layout) => readonly FileSpec[];
}
