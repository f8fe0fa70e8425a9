import { Kind } from "./kinds.ts";
import { hop, kindAt, partnerOf, split, textAt, type Range, type Tokens } from "./tokens.ts";

/** Words of a type are few; what goes on for longer is no type, and must not be read twice. */
const LONGEST_TYPE = 128;

/** Kinds that an operand ends with. */
export function endsOperand(kind: number): boolean {
  const isClosing = kind >= Kind.CLOSE_ROUND && kind <= Kind.CLOSE_CURLY;
  return isClosing || (kind >= Kind.NAME && kind <= Kind.RAW);
}

const TYPE_KINDS: ReadonlySet<number> = new Set([
  Kind.NAME,
  Kind.DOT,
  Kind.STAR,
  Kind.OPEN_SQUARE,
  Kind.OPEN_ROUND,
  Kind.MAP,
  Kind.CHAN,
  Kind.FUNC,
  Kind.OPERATOR,
]);

/**
 * Looks for the body of a function behind its parameters.
 *
 * @param from the token after the parameters
 * @returns the token of its bracket, or of the first token that is no part of a result type
 */
export function bodyAfter(tokens: Tokens, from: number): number {
  let at = from;
  for (let steps = 0; steps < LONGEST_TYPE; steps += 1) {
    const kind = kindAt(tokens, at);
    if (kind === Kind.STRUCT || kind === Kind.INTERFACE) at = hop(tokens, at + 1);
    else if (TYPE_KINDS.has(kind)) at = hop(tokens, at);
    else break;
  }
  return at;
}

/**
 * Looks for the block of an `if`, `for`, `switch` or `select`: the first curly bracket that belongs
 * to no literal.
 *
 * @param from the token after the keyword
 * @returns its token, or -1
 */
export function blockAfter(tokens: Tokens, from: number): number {
  let isType = false;
  let semicolons = 0;
  for (let at = from; semicolons <= 3; at = hop(tokens, at)) {
    const kind = kindAt(tokens, at);
    if (kind === Kind.OPEN_CURLY && !isType) return at;
    if (endsHeader(kind)) return -1;
    if (kind === Kind.SEMICOLON) semicolons += 1;
    isType = staysType(tokens, at, isType);
  }
  return -1;
}

const HEADER_ENDS: ReadonlySet<number> = new Set([
  Kind.END,
  Kind.CLOSE_ROUND,
  Kind.CLOSE_SQUARE,
  Kind.CLOSE_CURLY,
  Kind.IF,
  Kind.FOR,
  Kind.SWITCH,
  Kind.SELECT,
  Kind.RETURN,
]);

function endsHeader(kind: number): boolean {
  return HEADER_ENDS.has(kind);
}

// Whether a curly bracket after this token opens a literal: `[]string{`, `map[string]int{`, `func()
// int {`.
function staysType(tokens: Tokens, at: number, isType: boolean): boolean {
  const kind = kindAt(tokens, at);
  if (kind === Kind.OPEN_SQUARE) return isType || !endsOperand(kindAt(tokens, at - 1));
  if (kind === Kind.MAP || kind === Kind.FUNC) return true;
  if (kind === Kind.STRUCT || kind === Kind.INTERFACE) return true;
  if (!isType) return false;
  return kind !== Kind.OPEN_CURLY && TYPE_KINDS.has(kind);
}

const EXPRESSION_ENDS: ReadonlySet<number> = new Set([
  Kind.END,
  Kind.SEMICOLON,
  Kind.COLON,
  Kind.DEFINE,
  Kind.ASSIGN,
  Kind.UPDATE,
  Kind.CLOSE_ROUND,
  Kind.CLOSE_SQUARE,
  Kind.CLOSE_CURLY,
  Kind.VAR,
  Kind.CONST,
  Kind.TYPE,
  Kind.RETURN,
]);

/** The token that ends the expressions which begin at one: no part of them. */
export function endOfExpressions(
  tokens: Tokens,
  from: number,
  blocks: ReadonlySet<number>,
): number {
  let at = from;
  while (!EXPRESSION_ENDS.has(kindAt(tokens, at)) && !blocks.has(at)) at = hop(tokens, at);
  return at;
}

/** A parameter or result with its name, if it has one. */
export interface Parameter {
  readonly name: string;
  readonly type: Range;
  readonly token: number;
}

/** @param open the bracket before the parameters */
export function parametersOf(tokens: Tokens, open: number): readonly Parameter[] {
  const parts = split(tokens, { from: open + 1, to: partnerOf(tokens, open) }, Kind.COMMA);
  const parameters: Parameter[] = [];
  let type: Range | undefined;
  // From the last one on: a name without a type has the type that comes after it.
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index] as Range;
    const { from, to } = part;
    const isName = kindAt(tokens, from) === Kind.NAME;
    const named = isName && to - from > 1 && kindAt(tokens, from + 1) !== Kind.DOT;
    if (named) type = { from: from + 1, to };
    const hasName = named || (isName && to - from === 1 && type !== undefined);
    parameters.push({
      name: hasName ? textAt(tokens, from) : "",
      type: hasName && type ? type : part,
      token: from,
    });
  }
  return parameters.toReversed();
}
