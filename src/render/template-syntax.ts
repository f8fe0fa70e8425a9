import { type Code, type Given, type KnownError, refusal } from "../core/errors.ts";

/** What a template consists of. `line` counts from 1, for messages. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  /** `{{path}}` */
  | { readonly kind: "value"; readonly path: string; readonly line: number }
  | Block;

/** `{{#if path}} … {{else}} … {{/if}}` */
export interface Block {
  readonly kind: "if" | "unless" | "each";
  readonly path: string;
  readonly line: number;
  readonly body: readonly Part[];
  /** What follows `{{else}}`. */
  readonly otherwise: readonly Part[];
}

/** Blocks within blocks, at most. */
const DEPTH = 50;

/**
 * Reads the part of Handlebars that templates of a preset may use. Each tag is read once, whatever its block depends on.
 *
 * @throws KnownError (exit code 1) with name and line
 */
export function parseTemplate(name: string, template: string): readonly Part[] {
  const tokens = tokenize(template);
  let position = 0;

  /** Reads up to the tag that ends a block, and leaves that tag to be read. */
  function parts(opened: Token | undefined, depth: number): readonly Part[] {
    if (depth > DEPTH) throw problem(name, opened?.line, "template-blocks-too-deep");
    const list: Part[] = [];
    for (let token = tokens[position]; token; token = tokens[position]) {
      const { tag, line, text } = token;
      if (tag !== undefined && endsBlock(name, token, opened)) return list;
      position += 1;
      if (tag === undefined) list.push({ kind: "text", text });
      else if (tag === "") throw problem(name, line, "template-tag-empty");
      else if (tag.startsWith("#")) list.push(block(token, depth));
      else if (!tag.startsWith("!"))
        list.push({ kind: "value", path: pathOf(name, tag, token), line });
    }
    if (opened)
      throw problem(name, opened.line, "template-block-not-ended", { tag: opened.tag ?? "" });
    return list;
  }

  function block(opened: Token, depth: number): Block {
    const { tag = "" } = opened;
    const [kind = "", path = "", ...rest] = tag.slice(1).split(/\s+/);
    if (!isBlockKind(kind) || path === "" || rest.length > 0)
      throw problem(name, opened.line, "template-tag-unknown", { tag });
    const checked = pathOf(name, path, opened);
    const body = parts(opened, depth + 1);
    const hasElse = tokens[position]?.tag === "else";
    position += 1;
    const otherwise = hasElse ? parts(opened, depth + 1) : [];
    if (hasElse && tokens[position]?.tag === "else")
      throw problem(name, tokens[position]?.line, "template-block-else-twice", { tag });
    if (hasElse) position += 1;
    return { kind, path: checked, line: opened.line, body, otherwise };
  }

  return parts(undefined, 0);
}

/** A refusal that says where in the template the problem is. */
export function problem<C extends Code>(
  name: string,
  line: number | undefined,
  code: C,
  ...params: Given<C>
): KnownError {
  return refusal(code, { file: name, line: line ?? 1 }, ...params);
}

// --- internal ---

interface Token {
  readonly text: string;
  /** What stands between the braces; undefined for text. */
  readonly tag?: string;
  readonly line: number;
}

function isBlockKind(kind: string): kind is Block["kind"] {
  return kind === "if" || kind === "unless" || kind === "each";
}

function endsBlock(name: string, { tag = "", line }: Token, opened: Token | undefined): boolean {
  if (!tag.startsWith("/") && tag !== "else") return false;
  if (!opened) throw problem(name, line, "template-tag-ends-nothing", { tag });
  if (tag !== "else" && tag.slice(1) !== opened.tag?.slice(1).split(" ")[0])
    throw problem(name, line, "template-tag-ends-another", { tag, block: opened.tag ?? "" });
  return true;
}

function pathOf(name: string, path: string, { line }: Token): string {
  if (!/^(?:this|\w+)(?:\.\w+)*$/.test(path))
    throw problem(name, line, "template-tag-unknown", { tag: path });
  return path;
}

// A tag alone on its line, if it shows nothing, takes the line with it.
const TAG =
  /(?:(?<line>^[ \t]*)|)(?<![$\\])\{\{(?!\.)(?<tag>[^{}]*)\}\}(?:(?<end>[ \t]*(?:\r?\n|$))|)/gm;

const OPEN = /(?<![$\\{])\{\{(?![.{])/;

function tokenize(template: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  const textUpTo = (end: number): void => {
    const text = template.slice(at, end);
    const open = OPEN.exec(text);
    if (open) tokens.push({ text: "", tag: "", line: line + newlines(text.slice(0, open.index)) });
    else if (text !== "") tokens.push({ text: text.replaceAll("\\{{", "{{"), line });
    line += newlines(text);
    at = end;
  };
  for (const match of template.matchAll(TAG)) {
    const { line: before, tag = "", end } = match.groups ?? {};
    const isAlone =
      before !== undefined && end !== undefined && /^(?:[#/!]|else$)/.test(tag.trim());
    textUpTo(match.index + (isAlone ? 0 : (before ?? "").length));
    tokens.push({ text: "", tag: tag.trim(), line });
    const next = match.index + match[0].length - (isAlone ? 0 : (end ?? "").length);
    line += newlines(template.slice(at, next));
    at = next;
  }
  textUpTo(template.length);
  return tokens;
}

function newlines(text: string): number {
  return text.split("\n").length - 1;
}
