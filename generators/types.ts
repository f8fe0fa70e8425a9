import type { Layout } from "../src/core/layout.ts";
import type { Answers } from "../src/core/questions/index.ts";
import type { ReferenceKind } from "../src/read/references.ts";

/** All that a generator knows: what was chosen, and how the program lies in its repository. */
export interface Project {
  readonly answers: Answers;
  readonly layout: Layout;
}

/** What a template can show, ask for with `if`, or go through with `each`. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [name: string]: Value };

/** What a template may name. Data only, so that a preset's template can say all that ours says. */
export interface View {
  readonly [name: string]: Value;
}

/** A file that a project asks for. */
export interface FileSpec {
  /** POSIX path below the repository's root. */
  readonly path: string;
  /** Name of a file in templates/: `.hbs` and `.ejs` are rendered, anything else is copied verbatim. */
  readonly template: string;
  /** Everything computed is computed here, where it can be tested. */
  readonly view?: View;
  /**
   * Who keeps the file after it was written: a `managed` one follows the answers,
   * a `starter` belongs to the user from the first commit on.
   */
  readonly owner: "managed" | "starter";
  /** Permission bits; 0o644 without it. */
  readonly mode?: number;
}

/** Something that a dependency bot keeps current. */
export interface Ecosystem {
  /** As Dependabot calls it. */
  readonly name: string;
  /** Directory below the repository's root, `.` for the root. */
  readonly directory: string;
}

/** One thing that the tool can render. Data only: no file, terminal or network is touched. */
export interface Generator {
  readonly id: string;
  readonly title: string;
  /** The files that a project asks for; some name what the other generators declare. */
  readonly files: (project: Project, registry: readonly Generator[]) => readonly FileSpec[];
  /** Whether a file of that kind was written by this tool, and not by the user. */
  readonly recognises?: (text: string) => boolean;
  /** What the build context never needs. */
  readonly ignored?: {
    /** The name that people give such a file: left out at the root of the context, whoever wrote it. */
    readonly usual: string;
    /** The name of the rendered one, in the module's directory. */
    readonly own: (answers: Answers) => string;
  };
  /** What has versions in its files that move with a bot or with this tool; without it nothing has. */
  readonly references?: readonly ReferenceKind[];
  /** What a dependency bot finds in the project, if it finds anything. */
  readonly ecosystem?: (project: Project) => Ecosystem | undefined;
}
