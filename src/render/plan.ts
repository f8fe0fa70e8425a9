import { GENERATORS } from "../../generators/index.ts";
import type { FileSpec, Generator } from "../../generators/types.ts";
import { refusals, usageError } from "../core/errors.ts";
import { type Layout, layoutProblems, NEW_PROJECT } from "../core/layout.ts";
import { answersProblems, layoutShapeProblems } from "../core/shapes.ts";
import type { Answers } from "../core/questions/index.ts";
import type { ReferenceKind } from "../read/references.ts";
import { type Overrides, render } from "./render.ts";

/** A file of the project, rendered. */
export interface PlannedFile {
  /** POSIX path below the repository's root. */
  readonly path: string;
  readonly text: string;
  /** Permission bits of the file. */
  readonly mode: number;
  /** See {@link FileSpec.owner}. */
  readonly owner: FileSpec["owner"];
  /** See {@link Generator.references}. */
  readonly references: readonly ReferenceKind[];
}

export interface PlanOptions {
  readonly generators?: readonly Generator[];
  /** Templates of a preset. */
  readonly overrides?: Overrides;
}

/**
 * All files that the answers ask for, sorted by path. Pure: the same answers give the same bytes everywhere.
 *
 * @throws KnownError for answers that are not complete or of another type (exit code 2), and for names of the repository
 * that could not stand in the files as names (exit code 1)
 */
export function plan(
  answers: Answers,
  layout: Layout = NEW_PROJECT,
  { generators = GENERATORS, overrides = new Map() }: PlanOptions = {},
): readonly PlannedFile[] {
  const misshapen = [...answersProblems(answers), ...layoutShapeProblems(layout)];
  if (misshapen.length > 0) throw usageError(misshapen);
  const problems = layoutProblems(layout);
  if (problems.length > 0) throw refusals(problems);
  return generators
    .flatMap(({ files, references = [] }) =>
      files({ answers, layout }, GENERATORS).map((spec) => ({ ...spec, references })),
    )
    .map(({ path, template, view = {}, owner, mode = 0o644, references }) => ({
      path,
      text: render(template, view, overrides),
      mode,
      owner,
      references,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
