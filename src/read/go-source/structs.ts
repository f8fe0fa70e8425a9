import type { StructField, StructType } from "./file.ts";
import { Kind } from "./kinds.ts";
import { stringAt } from "./literals.ts";
import { kindAt, lineOf, partnerOf, split, textAt, type Range, type Tokens } from "./tokens.ts";

/** Reads the struct type whose keyword is at a token, with a bracket behind it. */
export function structAt(tokens: Tokens, keyword: number): StructType {
  const inner = { from: keyword + 2, to: partnerOf(tokens, keyword + 1) };
  return {
    name: nameBefore(tokens, keyword - 1),
    fields: split(tokens, inner, Kind.SEMICOLON).flatMap((part) => fieldsOf(tokens, part)),
    line: lineOf(tokens, keyword),
  };
}

// The name before the keyword; type parameters may stand between.
function nameBefore(tokens: Tokens, before: number): string {
  const kind = kindAt(tokens, before);
  if (kind === Kind.CLOSE_SQUARE) {
    const open = tokens.partners[before] as number;
    return open > 0 && kindAt(tokens, open - 1) === Kind.NAME ? textAt(tokens, open - 1) : "";
  }
  return kind === Kind.NAME ? textAt(tokens, before) : "";
}

function fieldsOf(tokens: Tokens, { from, to }: Range): readonly StructField[] {
  if (from >= to) return [];
  const tag = stringAt(tokens, to - 1);
  const end = tag === undefined ? to : to - 1;
  const names: number[] = [];
  let at = from;
  while (at < end && kindAt(tokens, at) === Kind.NAME) {
    names.push(at);
    if (kindAt(tokens, at + 1) !== Kind.COMMA) break;
    at += 2;
  }
  const rest = { type: { from: at + 1, to: end }, ...(tag === undefined ? {} : { tag }) };
  const isEmbedded = names.length === 0 || at + 1 >= end || kindAt(tokens, at + 1) === Kind.DOT;
  if (isEmbedded) {
    return [{ ...rest, name: "", type: { from, to: end }, line: lineOf(tokens, from) }];
  }
  return names.map((token) => ({
    ...rest,
    name: textAt(tokens, token),
    line: lineOf(tokens, token),
  }));
}
