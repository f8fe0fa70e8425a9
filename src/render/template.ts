import { quoted, refusal } from "../core/errors.ts";

/**
 * Fills a template of a preset. A preset is data, so this is an interpreter of a small part of Handlebars that can do nothing
 * but put text together: `{{name}}`, `{{a.b}}`, `{{this}}`, `{{#if name}} … {{else}} … {{/if}}`, `{{#unless}}`, `{{#each}}` and
 * `{{! comments }}`; a block tag alone on its line takes the line with it. `${{ … }}` of GitHub, `{{.Field}}` of Go templates
 * and `\{{` are text.
 *
 * @param name of the template, for messages
 * @throws KnownError (exit code 1) with name and line, for a tag that is not of these or a name that the view lacks
 */
export function fillTemplate(
  name: string,
  template: string,
  view: Readonly<Record<string, unknown>>,
): string {
  const tokens = tokenize(template);
  let position = 0;
  let depth = 0;
  const fail = (
    message: string,
    token: Token | undefined,
    hint = "the project's documentation lists what a template may say",
  ): never => {
    const line = template.slice(0, token?.index ?? template.length).split("\n").length;
    throw refusal(`${name}:${line}`, message, hint);
  };
  return block(undefined, [view]);

  /** Fills up to the tag that ends a block, and reads that tag. `scopes` is undefined in a branch that is not taken. */
  function block(opened: Token | undefined, scopes: readonly unknown[] | undefined): string {
    let text = "";
    for (let token = tokens[position]; token; token = tokens[position]) {
      position += 1;
      if (token.tag === undefined) text += scopes ? token.text : "";
      else if (token.tag === "") fail("{{ is not closed, or holds nothing; \\\\{{ is text", token);
      else if (token.tag.startsWith("!")) continue;
      else if (token.tag.startsWith("#")) text += section(token, scopes);
      else if (token.tag.startsWith("/") || token.tag === "else") {
        if (!opened) return fail(`{{${token.tag}}} ends nothing`, token);
        if (token.tag.startsWith("/") && token.tag.slice(1) !== opened.tag?.slice(1).split(" ")[0])
          return fail(`{{${token.tag}}} does not end {{${opened.tag}}}`, token);
        position -= 1;
        return text;
      } else if (scopes) text += shown(lookup(token.tag, scopes, token), token);
    }
    return opened ? fail(`{{${opened.tag}}} is not ended`, opened) : text;
  }

  function section(opened: Token, scopes: readonly unknown[] | undefined): string {
    const [kind = "", path = "", ...rest] = (opened.tag ?? "").slice(1).split(/\s+/);
    if (!["if", "unless", "each"].includes(kind) || path === "" || rest.length > 0)
      return fail(`{{${opened.tag}}} is not known`, opened);
    const value = scopes && lookup(path, scopes, opened);
    const isTrue = Array.isArray(value) ? value.length > 0 : Boolean(value);
    const start = position;
    let text = "";
    if (kind === "each" && scopes && !Array.isArray(value))
      return fail(`${quoted(path)} is not a list`, opened);
    depth += 1;
    if (depth > DEPTH) return fail("blocks stand in blocks too deep", opened);
    if (kind === "each" && scopes && Array.isArray(value)) {
      for (const item of value) {
        position = start;
        text += block(opened, [item, ...scopes]);
      }
    }
    if (kind !== "each" || !isTrue) {
      position = start;
      text += block(opened, isTrue === (kind === "if") && kind !== "each" ? scopes : undefined);
    }
    if (tokens[position]?.tag === "else") {
      position += 1;
      text += block(opened, isTrue === (kind === "unless") ? scopes : undefined);
    }
    position += 1;
    depth -= 1;
    return text;
  }

  function lookup(path: string, scopes: readonly unknown[], token: Token): unknown {
    if (!/^(?:this|\w+)(?:\.\w+)*$/.test(path)) return fail(`{{${path}}} is not known`, token);
    const [first = "", ...rest] = path.split(".");
    const scope = first === "this" ? scopes[0] : scopes.find((candidate) => own(candidate, first));
    if (scope === undefined) {
      const known = Object.keys(view).filter((key) => typeof view[key] !== "function");
      return fail(
        `there is no ${quoted(first)} to fill in`,
        token,
        `there are ${known.join(", ")}`,
      );
    }
    const start = first === "this" ? scope : (scope as Record<string, unknown>)[first];
    return rest.reduce<unknown>(
      (value, key) =>
        own(value, key)
          ? (value as Record<string, unknown>)[key]
          : fail(`there is no ${quoted(path)} to fill in`, token),
      start,
    );
  }

  function shown(value: unknown, token: Token): string {
    if (value === null || value === undefined) return "";
    return typeof value === "object" || typeof value === "function"
      ? fail(`{{${token.tag}}} is not a text`, token)
      : String(value);
  }
}

interface Token {
  readonly text: string;
  /** What stands between the braces; undefined for text. */
  readonly tag?: string;
  readonly index: number;
}

/** Blocks within blocks, at most. */
const DEPTH = 50;

// A tag alone on its line, if it shows nothing, takes the line with it.
const TAG =
  /(?:(?<line>^[ \t]*)|)(?<![$\\])\{\{(?!\.)(?<tag>[^{}]*)\}\}(?:(?<end>[ \t]*(?:\r?\n|$))|)/gm;

function tokenize(template: string): readonly Token[] {
  const tokens: Token[] = [];
  const text = (from: number, to: number): void => {
    const open = /(?<![$\\{])\{\{(?![.{])/.exec(template.slice(from, to));
    if (open) tokens.push({ text: "", tag: "", index: from + open.index });
    if (to > from)
      tokens.push({ text: template.slice(from, to).replaceAll("\\{{", "{{"), index: from });
  };
  let at = 0;
  for (const match of template.matchAll(TAG)) {
    const { line = "", tag = "", end = "" } = match.groups ?? {};
    const isAlone =
      match.groups?.["line"] !== undefined &&
      match.groups["end"] !== undefined &&
      /^(?:[#/!]|else$)/.test(tag.trim());
    text(at, match.index + (isAlone ? 0 : line.length));
    tokens.push({ text: "", tag: tag.trim(), index: match.index });
    at = match.index + match[0].length - (isAlone ? 0 : end.length);
  }
  text(at, template.length);
  return tokens;
}

function own(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}
