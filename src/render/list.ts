import { GENERATORS } from "../../generators/index.ts";
import { resolveAnswers } from "../core/answers.ts";
import { NEW_PROJECT } from "../core/layout.ts";

/** A generator, for people who want to know what there is. */
export interface ListedGenerator {
  readonly id: string;
  readonly title: string;
  /** Who keeps its files, see FileSpec: `managed`, `starter` or both. */
  readonly owner: string;
}

// A project that asks for everything.
const ALL = { flags: { updates: "dependabot" }, found: { directory: "app" } };

/** All generators, in the order in which they are listed. */
export function listGenerators(): readonly ListedGenerator[] {
  const project = { answers: resolveAnswers(ALL).answers, layout: NEW_PROJECT };
  return GENERATORS.map(({ id, title, files }) => {
    const owners = files(project, GENERATORS).map(({ owner }) => owner);
    return { id, title, owner: [...new Set(owners)].join(", ") };
  });
}
