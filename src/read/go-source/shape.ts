import { Kind } from "./kinds.ts";
import { integerOf, stringAt } from "./literals.ts";
import { endsOperand } from "./syntax.ts";
import { hop, kindAt, partnerOf, split, textAt, type Range, type Tokens } from "./tokens.ts";

/** An expression, one level deep: its parts are tokens that nobody has looked at yet. */
export type Shape =
  | { readonly is: "text" | "integer"; readonly value: string; readonly at: number }
  | { readonly is: "name"; readonly name: string; readonly at: number }
  | { readonly is: "select"; readonly owner: Range; readonly name: string; readonly at: number }
  | {
      readonly is: "call";
      readonly callee: Range;
      readonly given: readonly Range[];
      readonly at: number;
    }
  | {
      readonly is: "composite";
      readonly type: Range;
      readonly open: number;
      readonly at: number;
    }
  | { readonly is: "sum"; readonly parts: readonly Range[]; readonly at: number }
  | { readonly is: "address" | "pointed"; readonly of: Range; readonly at: number }
  | { readonly is: "unknown"; readonly at: number };

/**
 * Longer expressions, in tokens outside of brackets, are unknown: nobody may look at them again and
 * again.
 */
const LONGEST_EXPRESSION = 256;

/** Arguments beyond these are not told. */
const MOST_ARGUMENTS = 64;

/** What kind of expression some tokens are. */
export function shapeOf(tokens: Tokens, range: Range): Shape {
  const { from, to } = withoutBrackets(tokens, range);
  if (from >= to) return { is: "unknown", at: from };
  const parts = summands(tokens, { from, to });
  if (parts === undefined) return { is: "unknown", at: from };
  if (parts.length > 1) return { is: "sum", parts, at: from };
  const first = kindAt(tokens, from);
  const isOther = first === Kind.PLUS || first === Kind.OPERATOR;
  if (isOther) return { is: "unknown", at: from };
  const rest = { from: from + 1, to };
  if (first === Kind.AND) return { is: "address", of: rest, at: from };
  if (first === Kind.STAR) return { is: "pointed", of: rest, at: from };
  return operandShape(tokens, { from, to });
}

function operandShape(tokens: Tokens, { from, to }: Range): Shape {
  const last = to - 1;
  const kind = kindAt(tokens, last);
  if (from === last) return literalShape(tokens, from);
  const open = tokens.partners[last] as number;
  if (kind === Kind.CLOSE_ROUND && open > from && kindAt(tokens, from) !== Kind.FUNC) {
    const given = split(tokens, { from: open + 1, to: last }, Kind.COMMA, MOST_ARGUMENTS);
    return { is: "call", callee: { from, to: open }, given, at: nameBefore(tokens, open) };
  }
  if (kind === Kind.CLOSE_CURLY && open > from && kindAt(tokens, from) !== Kind.FUNC) {
    return { is: "composite", type: { from, to: open }, open, at: from };
  }
  if (kind === Kind.NAME && kindAt(tokens, last - 1) === Kind.DOT) {
    const owner = { from, to: last - 1 };
    return { is: "select", owner, name: textAt(tokens, last), at: last };
  }
  return { is: "unknown", at: from };
}

function nameBefore(tokens: Tokens, open: number): number {
  return kindAt(tokens, open - 1) === Kind.NAME ? open - 1 : open;
}

function literalShape(tokens: Tokens, at: number): Shape {
  const kind = kindAt(tokens, at);
  if (kind === Kind.NAME) return { is: "name", name: textAt(tokens, at), at };
  const text = stringAt(tokens, at);
  if (text !== undefined) return { is: "text", value: text, at };
  const integer = kind === Kind.INTEGER ? integerOf(textAt(tokens, at)) : undefined;
  return integer === undefined ? { is: "unknown", at } : { is: "integer", value: integer, at };
}

function withoutBrackets(tokens: Tokens, { from, to }: Range): Range {
  let start = from;
  let end = to;
  while (
    start < end &&
    kindAt(tokens, start) === Kind.OPEN_ROUND &&
    partnerOf(tokens, start) === end - 1
  ) {
    start += 1;
    end -= 1;
  }
  return { from: start, to: end };
}

// The parts between the pluses; undefined where another operator stands between operands.
function summands(tokens: Tokens, { from, to }: Range): readonly Range[] | undefined {
  const parts: Range[] = [];
  let start = from;
  let steps = 0;
  for (let at = from; at < to; at = hop(tokens, at)) {
    steps += 1;
    if (steps > LONGEST_EXPRESSION) return undefined;
    const kind = kindAt(tokens, at);
    const isOperator = kind >= Kind.PLUS && kind <= Kind.OPERATOR;
    if (!isOperator || at === from || !endsOperand(kindAt(tokens, at - 1))) continue;
    if (kind !== Kind.PLUS) return undefined;
    parts.push({ from: start, to: at });
    start = at + 1;
  }
  parts.push({ from: start, to });
  return parts;
}

/** A `key: value` of a composite literal. */
export interface KeyedValue {
  readonly key: string;
  readonly value: Range;
  readonly at: number;
}

/** The fields with names that a composite literal sets; those without are left out. */
export function keyedValues(tokens: Tokens, open: number): readonly KeyedValue[] {
  const inner = { from: open + 1, to: partnerOf(tokens, open) };
  return split(tokens, inner, Kind.COMMA).flatMap(({ from, to }) => {
    const isKeyed = kindAt(tokens, from) === Kind.NAME && kindAt(tokens, from + 1) === Kind.COLON;
    return isKeyed ? [{ key: textAt(tokens, from), value: { from: from + 2, to }, at: from }] : [];
  });
}
