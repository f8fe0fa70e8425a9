import { lineCounter } from "./lines.ts";

/** A `-X importpath.name=value` as it is written, with variables of make or a shell in it. */
export interface LinkerFlag {
  readonly importPath: string;
  readonly name: string;
  readonly value: string;
  /** Line, from 1, of the `-X`. */
  readonly line: number;
}

/** Characters that an import path, a reference to a variable or a command in it have at most. */
const LENGTH_LIMIT = 1_000;

/** Every `-X importpath.name=value` of a build file, be it a Makefile, YAML, a script or a Dockerfile. */
export function linkerFlags(text: string): readonly LinkerFlag[] {
  const lineOf = lineCounter(text);
  const flags: LinkerFlag[] = [];
  for (let start = text.indexOf("-X"); start !== -1;) {
    const flag = readFlag(text, start);
    if (flag)
      flags.push({
        importPath: flag.importPath,
        name: flag.name,
        value: flag.value,
        line: lineOf(start),
      });
    start = text.indexOf("-X", flag?.end ?? start + 2);
  }
  return flags;
}

type ReadFlag = Omit<LinkerFlag, "line"> & { readonly end: number };

function readFlag(text: string, start: number): ReadFlag | undefined {
  const separator = /=|\s{1,200}/y;
  separator.lastIndex = start + 2;
  if (!separator.test(text)) return undefined;
  const quote = quoteAt(text, separator.lastIndex);
  const target = readTarget(text, separator.lastIndex + quote.length);
  if (!target) return undefined;
  const valueStart = target.end + 1;
  if (quote !== "") {
    const value = untilQuote(text, valueStart, quote);
    return { ...target, value, end: valueStart + value.length };
  }
  const opening = quoteAt(text, valueStart).length;
  const end = endOfWord(text, valueStart + opening);
  return { ...target, value: text.slice(valueStart + opening, end), end };
}

/** A quote, which may be escaped because the whole flag is quoted; empty if there is none. */
function quoteAt(text: string, position: number): string {
  const length = text[position] === "\\" ? 2 : 1;
  const quote = text.slice(position, position + length);
  return quote.endsWith('"') || quote.endsWith("'") ? quote : "";
}

/** `importpath.name`, and the position of the equals sign behind it. */
function readTarget(
  text: string,
  start: number,
): { readonly importPath: string; readonly name: string; readonly end: number } | undefined {
  let end = start;
  while (end - start < LENGTH_LIMIT) {
    const next = /[\w.~/-]/.test(text[end] ?? "") ? end + 1 : endOfReference(text, end);
    if (next === undefined) break;
    end = next;
  }
  const target = text.slice(start, end);
  const dot = target.lastIndexOf(".");
  const name = target.slice(dot + 1);
  if (text[end] !== "=" || dot < 1 || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  return { importPath: target.slice(0, dot), name, end };
}

/** The end of `$name`, `$(name)`, `${name}` or `{{template}}`; undefined if nothing of that stands there. */
function endOfReference(text: string, start: number): number | undefined {
  const reference = /\$[({]\w{1,200}[)}]|\$\w{1,200}|\{\{[^}\n]{0,1000}\}\}/y;
  reference.lastIndex = start;
  return reference.test(text) ? reference.lastIndex : undefined;
}

/** Between quotes a value may have spaces; a quote inside `$(…)` is the shell's. */
function untilQuote(text: string, start: number, quote: string): string {
  let depth = 0;
  let at = start;
  for (; at < text.length && text[at] !== "\n"; at += 1) {
    if (text.startsWith("$(", at)) depth += 1;
    else if (depth > 0 && text[at] === ")") depth -= 1;
    else if (depth === 0 && text.startsWith(quote, at)) break;
  }
  return text.slice(start, at);
}

/** The end of a word of a shell, where a command `$(…)`, a template or backquotes may hold spaces. */
function endOfWord(text: string, start: number): number {
  let at = start;
  let isUnclosed = false;
  for (;;) {
    const expansion = isUnclosed ? undefined : endOfExpansion(text, at);
    // Once a command has no end, what looks like others is part of it: each would be searched as far again.
    if (expansion === undefined && text.startsWith("$(", at)) isUnclosed = true;
    const next = expansion ?? (isWordCharacter(text[at]) ? at + 1 : undefined);
    if (next === undefined) return at;
    at = next;
  }
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && !/[\s"'\\`]/.test(character);
}

/** The end of `$(command)`, `${name}`, `{{template}}` or a command in backquotes that begins here. */
function endOfExpansion(text: string, start: number): number | undefined {
  if (text.startsWith("$(", start)) return endOfCommand(text, start + 2);
  const closing = text.startsWith("${", start)
    ? "}"
    : text.startsWith("{{", start)
      ? "}}"
      : text[start] === "`"
        ? "`"
        : undefined;
  if (closing === undefined) return undefined;
  const opening = closing === "`" ? 1 : 2;
  const length = text.slice(start + opening, start + LENGTH_LIMIT).indexOf(closing);
  return length === -1 ? undefined : start + opening + length + closing.length;
}

/** The end of a command whose `$(` is read; its parentheses are paired. */
function endOfCommand(text: string, start: number): number | undefined {
  let depth = 1;
  for (let at = start; at < text.length && at - start < LENGTH_LIMIT; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

/** Replaces `$name`, `$(name)` and `${name}` by what they stand for; undefined where that is not known. */
export function substituteVariables(
  text: string,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  let current = text;
  // A value may refer to another variable, or to itself: five steps are more than real files need.
  for (let depth = 0; depth <= 5; depth += 1) {
    let known = true;
    let replaced = false;
    current = current.replace(
      /\$[({](\w+)[)}]|\$(\w+)/g,
      (_all, one: string | undefined, other: string | undefined) => {
        const value = variables.get(one ?? other ?? "");
        if (value === undefined) known = false;
        replaced = true;
        return value ?? "";
      },
    );
    if (!known || current.length > LENGTH_LIMIT) return undefined;
    if (!replaced) return current.includes("{{") ? undefined : current;
  }
  return undefined;
}

/** Values that stand for: not known. */
const PLACEHOLDER = /^(?:dev|unknown|0\.0\.0)/;

/** What is set at every build, and how its variables and the commands behind them are called. */
interface Meaning {
  readonly placeholder: string;
  /** Names of variables that mean it. */
  readonly name: RegExp;
  /** Names that mean something else, whatever the command is. */
  readonly otherwise: RegExp | undefined;
  /** Commands and references that mean it. */
  readonly command: RegExp;
}

const MEANINGS: readonly Meaning[] = [
  {
    placeholder: "{date}",
    name: /date|time/i,
    otherwise: /version|commit|rev|sha|hash/i,
    command: /\bdate\b|\.Date|BUILD_?(?:DATE|TIME)/i,
  },
  {
    placeholder: "{revision}",
    name: /commit|revision|rev$|sha|hash/i,
    otherwise: /version|tag/i,
    command: /rev-parse|\.(?:Full|Short)?Commit|COMMIT|REVISION|GIT_SHA/,
  },
  {
    placeholder: "{version}",
    name: /version|tag|release/i,
    otherwise: undefined,
    command: /describe|\.Version|\.Tag|VERSION/,
  },
];

/**
 * What a linked value stands for, told by the name of the variable and by the command behind the value.
 *
 * @returns `{version}`, `{revision}`, `{date}`, the text itself where it is always the same, or undefined if nobody knows
 */
export function meaningOfValue(
  name: string,
  value: string,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  if (!/[$`{]/.test(value)) return meaningOfText(name, value);
  const reference = /^\$[({]?(\w+)[)}]?$/.exec(value)?.[1];
  const behind = `${value} ${reference === undefined ? "" : (variables.get(reference) ?? "")}`;
  return MEANINGS.find(
    (one) =>
      one.name.test(name) ||
      (!one.otherwise?.test(name) && (one.command.test(name) || one.command.test(behind))),
  )?.placeholder;
}

/** What the name of a variable alone says that it holds: `{version}`, `{revision}` or `{date}`. */
export function meaningOfName(name: string): string | undefined {
  return MEANINGS.find((one) => one.name.test(name))?.placeholder;
}

/** Whether a value is made of several parts, of which no single one can stand for the whole: `{{.Tag}} ({{.Date}})`. */
export function isComposed(value: string): boolean {
  let references = 0;
  let text = "";
  for (let at = 0; at < value.length;) {
    const end = endOfExpansion(value, at) ?? endOfName(value, at);
    if (end === undefined) text += value[at];
    else references += 1;
    at = end ?? at + 1;
  }
  return references > 1 || (references === 1 && /[^\W_]/.test(text.replace(/^v/, "")));
}

function endOfName(text: string, start: number): number | undefined {
  const name = /\$\w+/y;
  name.lastIndex = start;
  return name.test(text) ? name.lastIndex : undefined;
}

/** Whether a value is what stands for a version that is not known: nothing is lost with it. */
export function isPlaceholder(value: string): boolean {
  return value === "" || PLACEHOLDER.test(value);
}

function meaningOfText(name: string, value: string): string | undefined {
  if (isPlaceholder(value)) return undefined;
  if (/version/i.test(name)) return "{version}";
  return /^[\w.:/@+-]+$/.test(value) && !/commit|date|revision/i.test(name) ? value : undefined;
}
