import type { Judge, Parsed } from "../values/parsed.ts";
import { quoted } from "../words.ts";
import type { Answers, AnswerId, AnswerValue, Found } from "./answers.ts";

/** One value that can be chosen. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  /** One line that says when to choose it and what it costs. */
  readonly hint: string;
  /** Offered only where it is possible at all. */
  readonly only?: (given: Partial<Answers>) => boolean;
}

/** A question as prompts, help, schema and resolver take it: its row in the table, completed. */
export interface Question<Id extends AnswerId = AnswerId> {
  readonly id: Id;
  /** Long option, without the dashes. */
  readonly flag: string;
  readonly form: "text" | "integer" | "choice" | "choices" | "boolean" | "list";
  /** The question as a prompt asks it. */
  readonly title: string;
  /** The answer as `--help` and the README describe it. */
  readonly description: string;
  /** People are asked; the other questions are flags with a default that needs no thought. */
  readonly asked?: true;
  /** Nobody is asked what the repository already answers. */
  readonly detected?: true;
  /** Mostly for programs that exist: a group of its own in the help. */
  readonly existing?: true;
  /** Its values can be judged only beside what the repository holds. */
  readonly judgedByRepository?: true;
  /** In the order in which they are listed. */
  readonly choices?: readonly Choice<ChoiceValue<Answers[Id]>>[];
  /** How the default is described; a fixed default needs no words. */
  readonly defaultText?: string;
  /** The default, given the answers before this one in the table. */
  readonly default: (given: Partial<Answers>, found: Found) => Answers[Id];
  /** Reads a value from a flag, a prompt or JSON, for a repository of which something is known. */
  readonly parse: (raw: unknown, found?: Found) => Parsed<Answers[Id]>;
  /** Where the question makes sense; elsewhere the answer is `absent`. */
  readonly applies?: {
    readonly to: (given: Partial<Answers>) => boolean;
    readonly absent: Answers[Id];
    readonly because: string;
  };
}

type ChoiceValue<Value> = Extract<Value extends readonly (infer Item)[] ? Item : Value, string>;

/** A row of any form, as far as completing it goes; which forms fit which answers the tables themselves say. */
export interface AnyRow extends Omit<Question, "id" | "choices" | "parse"> {
  readonly choices?: Readonly<Record<string, Omit<Choice, "value">>>;
  readonly problem?: JudgeBeside;
  readonly atLeastOne?: true;
  readonly parse?: (raw: unknown, found: Found | undefined) => Parsed<AnswerValue>;
}

type JudgeBeside = (text: string, found: Found | undefined) => string | undefined;

/** Completes a row: names its answer, lists its choices, and reads values as its form says. */
export function completeRow(id: AnswerId, row: AnyRow): Question {
  const { choices, problem = () => undefined, atLeastOne, parse, ...rest } = row;
  const listed =
    choices && Object.entries(choices).map(([value, choice]) => ({ value, ...choice }));
  return {
    id,
    ...rest,
    ...(listed ? { choices: listed } : {}),
    parse: (raw, found) => {
      if (parse) return parse(raw, found);
      const judge: Judge = (text) => problem(text, found);
      if (row.form === "boolean") return parseBoolean(raw);
      if (row.form === "choice") return parseChoice(raw, Object.keys(choices ?? {}));
      return row.form === "list" ? parseList(raw, judge, atLeastOne) : parseText(raw, judge);
    },
  } as Question;
}

// --- reading by form ---

function parseBoolean(raw: unknown): Parsed<boolean> {
  return typeof raw === "boolean" ? { value: raw } : { problem: "must be true or false" };
}

function parseText(raw: unknown, judge: Judge): Parsed<string> {
  if (typeof raw !== "string") return { problem: "must be a string" };
  const wrong = judge(raw);
  return wrong === undefined ? { value: raw } : { problem: `${quoted(raw)} ${wrong}` };
}

function parseList(raw: unknown, judge: Judge, atLeastOne = false): Parsed<readonly string[]> {
  const values: unknown = typeof raw === "string" ? [raw] : raw;
  if (!Array.isArray(values) || !values.every((value) => typeof value === "string"))
    return { problem: "must be a list of strings" };
  if (values.length > 100) return { problem: "has more than 100 entries" };
  if (atLeastOne && values.length === 0) return { problem: "must name one at least" };
  for (const value of values as readonly string[]) {
    const wrong = judge(value);
    if (wrong !== undefined) return { problem: `${quoted(value)} ${wrong}` };
  }
  return { value: values };
}

function parseChoice(raw: unknown, values: readonly string[]): Parsed<string> {
  const value = values.find((candidate) => candidate === raw);
  if (value !== undefined) return { value };
  const text = typeof raw === "string" ? quoted(raw) : "that";
  return { problem: `${text} is not a choice; choose one of ${values.join(", ")}` };
}
