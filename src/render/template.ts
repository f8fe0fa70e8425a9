import { type Block, parseTemplate, type Part, problem } from "./template-syntax.ts";

/** Parts that are put in, repeated ones counted each time: lists in lists must not take for ever. */
const PARTS = 100_000;

/** Characters of what comes out. */
const LENGTH = 1024 * 1024;

/**
 * Fills a template of a preset. A preset is data, so this is an interpreter of a small part of Handlebars that can do nothing
 * but put text together: `{{name}}`, `{{a.b}}`, `{{this}}`, `{{#if name}} … {{else}} … {{/if}}`, `{{#unless}}`, `{{#each}}` and
 * `{{! comments }}`; a block tag alone on its line takes the line with it. `${{ … }}` of GitHub, `{{.Field}}` of Go templates
 * and `\{{` are text.
 *
 * @param name of the template, for messages
 * @throws KnownError (exit code 1) with name and line, for a tag that is not of these, a name that the view lacks, or a
 *   template that repeats itself beyond all measure
 */
export function fillTemplate(
  name: string,
  template: string,
  view: Readonly<Record<string, unknown>>,
): string {
  let parts = 0;
  let length = 0;
  return fill(parseTemplate(name, template), [view]);

  function fill(list: readonly Part[], scopes: readonly unknown[]): string {
    return list.map((part) => fillPart(part, scopes)).join("");
  }

  function fillPart(part: Part, scopes: readonly unknown[]): string {
    parts += 1;
    if (parts > PARTS || length > LENGTH)
      throw problem(name, "line" in part ? part.line : 1, "template-too-long");
    if (part.kind !== "text" && part.kind !== "value") return fillBlock(part, scopes);
    const text = part.kind === "text" ? part.text : shown(lookUp(part, scopes), part);
    length += text.length;
    return text;
  }

  function fillBlock(block: Block, scopes: readonly unknown[]): string {
    const value = lookUp(block, scopes);
    const isTrue = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (block.kind !== "each")
      return fill(isTrue === (block.kind === "if") ? block.body : block.otherwise, scopes);
    if (!Array.isArray(value))
      throw problem(name, block.line, "template-not-a-list", { name: block.path });
    return isTrue
      ? value.map((item: unknown) => fill(block.body, [item, ...scopes])).join("")
      : fill(block.otherwise, scopes);
  }

  function lookUp({ path, line }: Located, scopes: readonly unknown[]): unknown {
    const [first = "", ...rest] = path.split(".");
    const scope =
      first === "this" ? scopes[0] : scopes.find((candidate) => hasName(candidate, first));
    if (scope === undefined)
      throw problem(name, line, "template-name-unknown", { name: first, known: Object.keys(view) });
    let value = first === "this" ? scope : (scope as Record<string, unknown>)[first];
    for (const key of rest) {
      if (!hasName(value, key))
        throw problem(name, line, "template-name-unknown", { name: path, known: undefined });
      value = (value as Record<string, unknown>)[key];
    }
    return value;
  }

  function shown(value: unknown, { path, line }: Located): string {
    if (value === null || value === undefined) return "";
    if (typeof value === "object" || typeof value === "function")
      throw problem(name, line, "template-not-a-text", { name: path });
    return String(value);
  }
}

interface Located {
  readonly path: string;
  readonly line: number;
}

function hasName(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}
