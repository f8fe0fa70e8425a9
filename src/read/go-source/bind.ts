import type { Binding, Call } from "./file.ts";
import { Kind } from "./kinds.ts";
import { endOfExpressions } from "./syntax.ts";
import { hop, kindAt, partnerOf, split, textAt, type Range, type Tokens } from "./tokens.ts";

/** What a scan has found so far, as far as bindings need it. */
export interface Found {
  readonly tokens: Tokens;
  readonly bindings: Map<string, Binding[]>;
  readonly calls: Call[];
  /** Index of the function around; -1 outside of all. */
  readonly scope: number;
  /** The brackets of blocks behind `if`, `for` and `switch`. */
  readonly blocks: Set<number>;
  /** The `=` that belong to declarations. */
  readonly declared: Set<number>;
  readonly bind: (binding: Binding) => void;
  /** First token of the operand that ends with this one. */
  readonly startOf: (end: number) => number;
}

/** More names than that on one left side are no program that somebody wrote. */
const MOST_NAMES = 8;

/** Binds the names of a `var` or `const`. */
export function bindDeclaration(found: Found, keyword: number): void {
  const { tokens } = found;
  const how = kindAt(tokens, keyword) === Kind.CONST ? "const" : "var";
  if (kindAt(tokens, keyword + 1) !== Kind.OPEN_ROUND) {
    bindSpec(found, how, { from: keyword + 1, to: endOfSpec(tokens, keyword + 1) }, undefined);
    return;
  }
  const inner = { from: keyword + 2, to: partnerOf(tokens, keyword + 1) };
  let previous: Previous | undefined;
  for (const spec of split(tokens, inner, Kind.SEMICOLON)) {
    previous = bindSpec(found, how, spec, how === "const" ? previous : undefined);
  }
}

// A constant without a value has the one above it.
interface Previous {
  readonly values: readonly Range[];
  readonly type?: Range;
}

const SPEC_ENDS: ReadonlySet<number> = new Set([
  Kind.END,
  Kind.SEMICOLON,
  Kind.CLOSE_ROUND,
  Kind.CLOSE_CURLY,
  Kind.VAR,
  Kind.CONST,
  Kind.TYPE,
]);

function endOfSpec(tokens: Tokens, from: number): number {
  let at = from;
  while (!SPEC_ENDS.has(kindAt(tokens, at))) at = hop(tokens, at);
  return at;
}

function bindSpec(
  found: Found,
  how: "var" | "const",
  { from, to }: Range,
  previous: Previous | undefined,
): Previous | undefined {
  const { tokens, scope } = found;
  const names: number[] = [];
  let at = from;
  for (; at < to && kindAt(tokens, at) === Kind.NAME; at += 2) {
    names.push(at);
    if (kindAt(tokens, at + 1) !== Kind.COMMA) break;
  }
  if (names.length === 0) return previous;
  const afterNames = at + 1;
  let assign = afterNames;
  while (assign < to && kindAt(tokens, assign) !== Kind.ASSIGN) assign = hop(tokens, assign);
  const typeRange = { from: afterNames, to: Math.min(assign, to) };
  const written = typeRange.to > typeRange.from ? { type: typeRange } : {};
  const own = split(tokens, { from: assign + 1, to }, Kind.COMMA);
  if (assign < to) found.declared.add(assign);
  const given: Previous =
    assign < to ? { values: own, ...written } : (previous ?? { values: [], ...written });
  for (const [index, token] of names.entries()) {
    const { value, position, count } = valueFor(given.values, index, names.length);
    found.bind({
      name: textAt(tokens, token),
      scope,
      how,
      position,
      names: count,
      token,
      ...(value ? { value } : {}),
      ...(given.type ? { type: given.type } : {}),
    });
  }
  return given;
}

// The value for one of several names: its own, or the one call that gives them all.
function valueFor(
  values: readonly Range[],
  index: number,
  names: number,
): { readonly value: Range | undefined; readonly position: number; readonly count: number } {
  if (values.length === 1 && names > 1) return { value: values[0], position: index, count: names };
  return { value: values[index], position: 0, count: 1 };
}

/** Binds what stands left of `:=`, `=`, `+=` or `++`. */
export function bindAssignment(found: Found, operator: number, kind: number): void {
  if (found.declared.has(operator)) return;
  const { tokens, scope } = found;
  const targets = targetsBefore(found, operator);
  if (targets.length === 0) return;
  const isRange = kindAt(tokens, operator + 1) === Kind.RANGE;
  const how = isRange ? "range" : HOW[kind];
  if (how === undefined) return;
  const to =
    how === "range" || how === "update"
      ? operator
      : endOfExpressions(tokens, operator + 1, found.blocks);
  const values = split(tokens, { from: operator + 1, to }, Kind.COMMA);
  for (const [index, { from, end }] of targets.entries()) {
    if (kindAt(tokens, end) !== Kind.NAME) continue;
    const { value, position, count } = valueFor(values, index, targets.length);
    found.bind({
      name: textAt(tokens, end),
      scope,
      how,
      position,
      names: count,
      token: end,
      ...(value ? { value } : {}),
      ...(from < end ? { owner: { from, to: end - 1 } } : {}),
    });
  }
}

const HOW: Readonly<Record<number, Binding["how"]>> = {
  [Kind.DEFINE]: "define",
  [Kind.ASSIGN]: "assign",
  [Kind.UPDATE]: "update",
};

interface Target {
  readonly from: number;
  readonly end: number;
}

function targetsBefore(found: Found, operator: number): readonly Target[] {
  const targets: Target[] = [];
  let end = operator - 1;
  while (targets.length < MOST_NAMES) {
    const kind = kindAt(found.tokens, end);
    if (kind !== Kind.NAME && kind !== Kind.CLOSE_SQUARE && kind !== Kind.CLOSE_ROUND) break;
    const from = found.startOf(end);
    targets.unshift({ from, end });
    if (kindAt(found.tokens, from - 1) !== Kind.COMMA) break;
    end = from - 2;
  }
  return targets;
}
