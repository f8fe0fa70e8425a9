import { type Question, QUESTION_LIST } from "./questions/index.ts";

/** The JSON Schema of `--answers` files and of the `answers` that `--json` prints. */
export function answersSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://unpkg.com/create-goslim/dist/answers.schema.json",
    title: "Answers for create-goslim",
    description: "All are optional; a missing one is found in the repository or takes its default.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      ...Object.fromEntries(
        QUESTION_LIST.map((question) => [
          question.id,
          { description: question.description, ...shape(question) },
        ]),
      ),
    },
  };
}

function shape({ form, choices = [], applies }: Question): object {
  const values = choices.map(({ value }) => value);
  // Where a question does not apply its answer is null.
  const nullable = applies?.absent === null;
  switch (form) {
    case "text":
      return { type: "string" };
    case "integer":
      return { type: nullable ? ["integer", "null"] : "integer" };
    case "boolean":
      return { type: "boolean" };
    case "choice":
      return { enum: values };
    case "list":
      return { type: "array", items: { type: "string" } };
    case "choices":
      return { type: "array", items: { enum: values }, minItems: 1, uniqueItems: true };
  }
}
