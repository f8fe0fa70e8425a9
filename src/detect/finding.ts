import type { Layout } from "../core/layout.ts";
import type { AnswerId, Answers, Found } from "../core/questions/index.ts";
import type { ListedPackage } from "./go-list.ts";
import type { Program } from "./program.ts";

/**
 * Something that a kind of program has, and that an image must know of. Each is one file in `traits/` and one line in
 * `traits/index.ts`.
 */
export type Trait = SourceTrait | GoListTrait;

/** A trait that the repository's files show. */
export interface SourceTrait {
  /** Name of its file. */
  readonly id: string;
  readonly needs?: undefined;
  readonly find: (program: Program) => readonly Finding[];
}

/** Everything that is built in as the go command tells it, by import path, dependencies included. */
export type ListedPackages = ReadonlyMap<string, ListedPackage>;

/** A trait that is looked for only where the go command could be asked. What it finds is not the same on every machine. */
export interface GoListTrait {
  readonly id: string;
  readonly needs: "go list";
  readonly find: (program: Program, packages: ListedPackages) => readonly Finding[];
}

/** What a trait says: an answer, a fact that no flag overrules, something to tell, or a part of what no answer changes. */
export type Finding = AnswerFinding | FactFinding | NoteFinding | LayoutFinding | HealthFinding;

/** A value for an answer; it is taken if its question takes it. */
export type AnswerFinding = { readonly [Id in AnswerId]: AnswerFindingOf<Id> }[AnswerId];

interface AnswerFindingOf<Id extends AnswerId> {
  readonly kind: "answer";
  readonly answer: Id;
  readonly value: Answers[Id];
  /** `file:line`, or a path; empty where it follows from all of the sources. */
  readonly where: string;
  readonly because: string;
  /** That it is not certain: any finding without this comes before it, wherever it stands in the registry. */
  readonly likely?: true;
  /** Another answer without which it makes no sense. */
  readonly onlyWith?: AnswerId;
}

/** What was found, and no flag overrules. */
export interface FactFinding {
  readonly kind: "fact";
  /** In words. */
  readonly what: string;
  readonly value: string;
  readonly where: string;
  readonly because: string;
}

/** What the user should know, and what to do about it. */
export interface NoteFinding {
  readonly kind: "note";
  readonly message: string;
  readonly where: string;
  readonly hint: string;
  /** What makes it pointless: an answer that is found, or a go command that was asked. */
  readonly unless?: AnswerId | "go list";
}

/** A part of {@link Layout}. */
export interface LayoutFinding {
  readonly kind: "layout";
  readonly part: Partial<Layout>;
}

/** A path that answers whether the program is well. */
export interface HealthFinding {
  readonly kind: "health route";
  readonly route: NonNullable<Found["healthRoute"]>;
}

/** A finding, and the trait that made it. */
export type Attributed = Finding & { readonly by: string; readonly needs: Trait["needs"] };

/** Makes a finding of an answer. */
export function answer<Id extends AnswerId>(
  id: Id,
  value: Answers[Id],
  where: string,
  because: string,
  conditions: Pick<AnswerFindingOf<Id>, "likely" | "onlyWith"> = {},
): AnswerFinding {
  return { kind: "answer", answer: id, value, where, because, ...conditions } as AnswerFinding;
}

/** Makes a finding of a fact. */
export function fact(what: string, value: string, where: string, because: string): FactFinding {
  return { kind: "fact", what, value, where, because };
}

/** Makes a finding of something to tell. */
export function note(
  message: string,
  where: string,
  hint: string,
  conditions: Pick<NoteFinding, "unless"> = {},
): NoteFinding {
  return { kind: "note", message, where, hint, ...conditions };
}

/** Makes a finding of a part of the layout. */
export function layout(part: Partial<Layout>): LayoutFinding {
  return { kind: "layout", part };
}

/** The first of several lists that is not empty: the surest evidence first. */
export function firstOf(...lists: readonly (() => readonly Finding[])[]): readonly Finding[] {
  for (const list of lists) {
    const findings = list();
    if (findings.length > 0) return findings;
  }
  return [];
}
