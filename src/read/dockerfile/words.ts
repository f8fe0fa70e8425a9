/**
 * A `--name=value` before the arguments of an instruction; the value is empty where there is none.
 */
export interface Flag {
  readonly name: string;
  readonly value: string;
}

/** `name=value` of ENV, LABEL or ARG, with its quotes; undefined where ARG only declares a name. */
export interface Pair {
  readonly name: string;
  readonly raw: string | undefined;
}

/** Splits at blanks, as COPY, EXPOSE and FROM do: quotes have no meaning there. */
export function splitBlanks(text: string): readonly string[] {
  return text.split(/[\t\v\f\r ]+/).filter((word) => word !== "");
}

/** Splits at blanks outside of quotes, as ENV, LABEL and ARG do; quotes and escapes stay. */
export function splitWords(text: string, escape: string): readonly string[] {
  const words: string[] = [];
  let start = -1;
  let quote = "";
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    const ends = character === undefined || (quote === "" && isBlank(character));
    if (ends) {
      if (start !== -1) words.push(text.slice(start, at));
      start = -1;
      continue;
    }
    if (start === -1) start = at;
    if (character === escape && quote !== "'") at = Math.min(at + 1, text.length - 1);
    else if (character === quote) quote = "";
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
  }
  return words;
}

/** Takes the flags off the arguments of an instruction; `--` alone ends them. */
export function splitFlags(
  text: string,
  escape: string,
): { readonly flags: readonly Flag[]; readonly rest: string } {
  const flags: Flag[] = [];
  let at = skipBlanks(text, 0);
  while (text.startsWith("--", at)) {
    let word = "";
    let quote = "";
    for (; at < text.length; at += 1) {
      const character = text[at] as string;
      if (quote === "" && isBlank(character)) break;
      if (character === escape) {
        at += 1;
        word += text[at] ?? "";
      } else if (character === quote) quote = "";
      else if (quote === "" && (character === '"' || character === "'")) quote = character;
      else word += character;
    }
    if (word === "--") break;
    const equals = word.indexOf("=");
    flags.push(
      equals === -1
        ? { name: word.slice(2), value: "" }
        : { name: word.slice(2, equals), value: word.slice(equals + 1) },
    );
    at = skipBlanks(text, at);
  }
  return { flags, rest: text.slice(at).trim() };
}

/** The pairs of ENV, LABEL or ARG; `ENV name the rest` is one pair. */
export function splitPairs(keyword: string, text: string, escape: string): readonly Pair[] {
  const words = splitWords(text, escape);
  const [first = ""] = words;
  if (keyword !== "ARG" && words.length > 0 && !first.includes("=")) {
    const raw = text.trim().slice(first.length).trim();
    return [{ name: first, raw }];
  }
  return words.map((word) => {
    const equals = word.indexOf("=");
    return equals === -1
      ? { name: word, raw: undefined }
      : { name: word.slice(0, equals), raw: word.slice(equals + 1) };
  });
}

/** The words of an argument in JSON form; undefined where it is none, which makes it a shell's. */
export function readJsonWords(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === "string")
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

// --- internal ---

function isBlank(character: string): boolean {
  return character.trim() === "";
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && isBlank(text[at] as string)) at += 1;
  return at;
}
