import { Kind } from "./kinds.ts";
import { lex } from "./lex.ts";
import { stringAt } from "./literals.ts";
import { kindAt, lineOf, textAt, type Tokens } from "./tokens.ts";

/** What the head of a Go source file says; the head ends where the declarations begin. */
export interface GoHeader {
  /** Name in the package clause; undefined where the file is no Go. */
  readonly name?: string;
  /** Expression of `//go:build`, or of the older `// +build` lines put together. */
  readonly constraint?: string;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly path: string;
  /** Name given to the import; `_` and `.` included. */
  readonly name?: string;
  /** Line number, from 1. */
  readonly line: number;
}

/**
 * Reads package clause, imports and build constraint, as go/parser does in its ImportsOnly mode.
 * Broken syntax ends the reading; what stands before it is kept. The text behind the imports is not
 * looked at.
 */
export function parseHeader(text: string): GoHeader {
  return headerOf(lex(text, "header"));
}

/** The same, of tokens that were read already. */
export function headerOf(tokens: Tokens): GoHeader {
  const constraint = constraintOf(tokens.text, tokens.starts[0] as number);
  const head = constraint === undefined ? {} : { constraint };
  if (kindAt(tokens, 0) !== Kind.PACKAGE || kindAt(tokens, 1) !== Kind.NAME) {
    return { ...head, imports: [] };
  }
  return { ...head, name: textAt(tokens, 1), imports: importsOf(tokens, 2) };
}

function importsOf(tokens: Tokens, from: number): readonly Import[] {
  const imports: Import[] = [];
  let at = skipSemicolons(tokens, from);
  const readSpec = (): boolean => {
    const isNamed = kindAt(tokens, at) === Kind.NAME || kindAt(tokens, at) === Kind.DOT;
    const path = stringAt(tokens, isNamed ? at + 1 : at);
    if (path === undefined) return false;
    const name = isNamed ? { name: textAt(tokens, at) } : {};
    imports.push({ path, ...name, line: lineOf(tokens, at) });
    at = skipSemicolons(tokens, at + (isNamed ? 2 : 1));
    return true;
  };
  while (kindAt(tokens, at) === Kind.IMPORT) {
    at += 1;
    if (kindAt(tokens, at) !== Kind.OPEN_ROUND) {
      if (!readSpec()) break;
      continue;
    }
    at = skipSemicolons(tokens, at + 1);
    while (readSpec());
    if (kindAt(tokens, at) !== Kind.CLOSE_ROUND) break;
    at = skipSemicolons(tokens, at + 1);
  }
  return imports;
}

function skipSemicolons(tokens: Tokens, from: number): number {
  let at = from;
  while (kindAt(tokens, at) === Kind.SEMICOLON) at += 1;
  return at;
}

/**
 * Looks for the constraint among the comments before the package clause, as go/build does: a
 * `//go:build` counts on a line of its own and outside of block comments, a `// +build` above the
 * last blank line.
 */
function constraintOf(text: string, end: number): string | undefined {
  if (!text.slice(0, end).includes("build")) return undefined;
  const { comments, blank } = commentLines(text.slice(0, end));
  const modern = comments.find(({ text }) => /^\/\/go:build(?:[ \t]|$)/.test(text));
  if (modern) return modern.text.slice("//go:build".length).trim();
  const old = comments
    .filter(({ line }) => line < blank)
    .map(({ text }) => text.slice(2).trim().split(/\s+/))
    .filter(([word]) => word === "+build")
    .map((words) => words.slice(1));
  if (old.length === 0) return undefined;
  // Space is OR, comma is AND, each line is ANDed to the others.
  return old
    .map((words) => words.map((word) => `(${word.split(",").join(" && ")})`).join(" || "))
    .map((line) => `(${line})`)
    .join(" && ");
}

// The lines that are a line comment outside of block comments, and the number of the last blank
// line.
function commentLines(head: string): {
  readonly comments: readonly { readonly text: string; readonly line: number }[];
  readonly blank: number;
} {
  const comments: { readonly text: string; readonly line: number }[] = [];
  let blank = -1;
  let sawOther = false;
  let inBlock = false;
  // The last line is the package clause's own.
  const lines = head
    .replace(/^\uFEFF/, "")
    .split("\n")
    .slice(0, -1);
  for (const [line, whole] of lines.entries()) {
    let text = whole.trim();
    if (text === "" && !sawOther) blank = line;
    else if (!text.startsWith("//")) sawOther = true;
    else if (!inBlock) comments.push({ text, line });
    while (text !== "" && (inBlock || !text.startsWith("//"))) {
      const end = text.indexOf(inBlock ? "*/" : "/*");
      if (end === -1) break;
      text = text.slice(end + 2).trim();
      inBlock = !inBlock;
    }
  }
  return { comments, blank };
}
