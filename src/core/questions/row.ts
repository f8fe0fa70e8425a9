import type { Judge, Parsed } from "../values/parsed.ts";

/** What the repository tells beside answers. */
export interface Surroundings {
  /** Whether there is a program already. */
  readonly existing?: boolean;
  /** The main packages that there are. */
  readonly mains?: readonly string[];
  /** A path, such as `/healthz`, that tells whether the service is well. */
  readonly healthRoute?: string;
  /** Module path that the git remote suggests, e.g. `github.com/acme/app`. */
  readonly remote?: string;
  /** Last element of the target directory. */
  readonly directory: string;
}

/** The choices of a question by value, in the order in which they are listed. Every value of the answer has to be there. */
export type Choices<Value extends string, Given> = {
  readonly [Choice in Value]: {
    /** One line that says when to choose it and what it costs. */
    readonly hint: string;
    /** Offered only where it is possible at all. */
    readonly only?: (given: Partial<Given>) => boolean;
  };
};

interface Texts {
  /** Long option, without the dashes. */
  readonly flag: string;
  /** The question as a prompt asks it. */
  readonly title: string;
  /** The answer as `--help` and the README describe it. */
  readonly description: string;
  /** How the default is described; a fixed default needs no words. */
  readonly defaultText?: string;
}

interface Marks {
  /** People are asked; the other questions are flags with a default that needs no thought. */
  readonly asked?: true;
  /** Nobody is asked what the repository already answers. */
  readonly detected?: true;
  /** Mostly for programs that exist: a group of its own in the help. */
  readonly existing?: true;
  /** Its values can be judged only beside what the repository holds. */
  readonly judgedByRepository?: true;
}

interface Resolving<Value, Given, Known> {
  /** The default, given the answers before this one in the table. */
  readonly default: (given: Partial<Given>, found: Known) => Value;
  /** Where the question makes sense; elsewhere the answer is `absent`. */
  readonly applies?: {
    readonly to: (given: Partial<Given>) => boolean;
    readonly absent: Value;
    readonly because: string;
  };
}

/** Says what is wrong with a text of this answer, for a repository of which something is known. */
type JudgeBeside<Known> = (text: string, found: Known | undefined) => string | undefined;
type Read<Value, Known> = (raw: unknown, found: Known | undefined) => Parsed<Value>;

type BooleanForm = { readonly form: "boolean" };
type IntegerForm<Value, Known> = { readonly form: "integer"; readonly parse: Read<Value, Known> };
type ChoiceForm<Value extends string, Given> = {
  readonly form: "choice";
  readonly choices: Choices<Value, Given>;
};
/** A text is judged, or read where another spelling becomes the answer. */
type TextForm<Value, Known> =
  | { readonly form: "text"; readonly problem: Judge | JudgeBeside<Known> }
  | { readonly form: "text"; readonly parse: Read<Value, Known> };
/** Of a list every entry is judged; of several choices the whole is read. */
type ListForm<Value, Given, Known> =
  | {
      readonly form: "list";
      readonly problem: Judge | JudgeBeside<Known>;
      readonly atLeastOne?: true;
    }
  | {
      readonly form: "choices";
      readonly choices: Choices<string, Given>;
      readonly parse: Read<Value, Known>;
    };

/** The forms that fit the type of an answer: a union of texts is a choice, nothing else is. */
type FormOf<Value, Given, Known> = [Value] extends [boolean]
  ? BooleanForm
  : [Value] extends [readonly string[]]
    ? ListForm<Value, Given, Known>
    : [Value] extends [string]
      ? string extends Value
        ? TextForm<Value, Known>
        : ChoiceForm<Value, Given>
      : IntegerForm<Value, Known>;

/**
 * A question as a table says it.
 *
 * @typeParam Value of the answer
 * @typeParam Given the answers that it looks at
 * @typeParam Known what it looks at of what was found
 */
export type Row<Value, Given, Known> = Texts &
  Marks &
  Resolving<Value, Given, Known> &
  FormOf<Value, Given, Known>;

/**
 * The questions of one subject: a row for each of its answers.
 *
 * @typeParam Own the answers of the subject
 * @typeParam Before those of earlier subjects that its rows look at
 */
export type Rows<Own, Before = unknown> = {
  readonly [Id in keyof Own]: Row<Own[Id], Own & Before, Surroundings & Partial<Own>>;
};
