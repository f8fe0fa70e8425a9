/** A value that a sentence names, as JSON can hold it. */
export type Param = string | number | boolean | readonly string[];

/** A text of one problem: what is wrong, and what to do next. */
export interface Text<Params> {
  readonly message: Words<Params, string>;
  readonly hint?: Words<Params, string | undefined>;
}

type Words<Params, Result> = string | ((params: Params) => Result);

/** Makes an entry of a table of texts. Who refuses something by its code has to give these params, and the compiler asks for them. */
export function text<Params extends Readonly<Record<string, Param | undefined>> = NoParams>(
  message: Words<Params, string>,
  hint?: Words<Params, string | undefined>,
): Text<Params> {
  return hint === undefined ? { message } : { message, hint };
}

export type NoParams = Readonly<Record<never, never>>;
