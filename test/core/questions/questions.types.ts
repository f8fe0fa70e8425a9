// What the compiler must refuse in a table of questions. Never run: `tsc` reports a line that it no longer refuses.
import { QUESTIONS } from "../../../src/core/questions/index.ts";
import type { Rows } from "../../../src/core/questions/row.ts";

interface Sample {
  readonly colour: "red" | "green";
  readonly size: number;
}

interface Before {
  readonly shape: string;
}

const texts = { flag: "x", title: "x", description: "x" };
const size = {
  ...texts,
  form: "integer",
  default: () => 1,
  parse: () => ({ value: 1 }),
} as const;
const colour = {
  ...texts,
  form: "choice",
  choices: { red: { hint: "" }, green: { hint: "" } },
  default: (): "red" => "red",
} as const;

export const right: Rows<Sample, Before> = { colour, size };

// @ts-expect-error an answer without a question
export const withoutQuestion: Rows<Sample, Before> = { colour };

export const withoutAnswer: Rows<Sample, Before> = {
  colour,
  size,
  // @ts-expect-error a question without an answer
  weight: size,
};

export const misspeltChoice: Rows<Sample, Before> = {
  size,
  // @ts-expect-error a choice that the answer does not have
  colour: { ...colour, choices: { red: { hint: "" }, gren: { hint: "" } } },
};

export const surplusChoice: Rows<Sample, Before> = {
  size,
  // @ts-expect-error one choice more than the answer has
  colour: { ...colour, choices: { red: { hint: "" }, green: { hint: "" }, blue: { hint: "" } } },
};

export const missingChoice: Rows<Sample, Before> = {
  size,
  // @ts-expect-error a value of the answer that cannot be chosen
  colour: { ...colour, choices: { red: { hint: "" } } },
};

export const misspeltDefault: Rows<Sample, Before> = {
  size,
  // @ts-expect-error a default that the answer does not have
  colour: { ...colour, default: () => "blue" },
};

export const defaultOfAnotherType: Rows<Sample, Before> = {
  colour,
  // @ts-expect-error a default of the wrong type
  size: { ...size, default: () => "1" },
};

export const parsesAnotherType: Rows<Sample, Before> = {
  colour,
  // @ts-expect-error a value of the wrong type
  size: { ...size, parse: () => ({ value: "1" }) },
};

export const absentOfAnotherType: Rows<Sample, Before> = {
  colour,
  // @ts-expect-error an answer that is absent by a value of the wrong type
  size: { ...size, applies: { to: () => true, absent: null, because: "" } },
};

export const wrongForm: Rows<Sample, Before> = {
  colour,
  // @ts-expect-error a form that does not fit the answer
  size: { ...texts, form: "boolean", default: () => 1 },
};

export const looksAtUnknown: Rows<Sample, Before> = {
  size,
  // @ts-expect-error a default that looks at an answer of another subject
  colour: { ...colour, default: ({ shape, weight }) => (shape && weight ? "red" : "green") },
};

// The table as a whole: of one question the values are those of its answer.
export const base: "scratch" | "alpine" | undefined = QUESTIONS.base.choices
  ?.map(({ value }) => value)
  .find((value) => value === "scratch");
// @ts-expect-error an answer is read as its own type
export const port: string = QUESTIONS.port.default({}, { directory: "" });
// @ts-expect-error a question that there is not
export const unknown = QUESTIONS.colour;
