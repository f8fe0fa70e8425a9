/** The outcome of reading one raw value: the answer, or what is wrong with it. */
export type Parsed<Value> = { readonly value: Value } | { readonly problem: string };

/** Says what is wrong with a text, as words that follow it quoted; undefined if nothing is. */
export type Judge = (text: string) => string | undefined;
