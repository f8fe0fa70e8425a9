import {
  type Flag,
  type Pair,
  readJsonWords,
  splitBlanks,
  splitFlags,
  splitPairs,
} from "./words.ts";

/** A text inside of a Dockerfile, after `<<NAME`. */
export interface Heredoc {
  readonly name: string;
  /** Whether variables in it are replaced; quotes around the name say no. */
  readonly expands: boolean;
  readonly text: string;
}

/** An instruction as it is written: nothing in it is replaced yet. */
export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** Line of the keyword, from 1. */
  readonly line: number;
  /** Everything after the keyword on one line, with the flags. */
  readonly content: string;
  readonly flags: readonly Flag[];
  /** What follows the flags. */
  readonly rest: string;
  /**
   * The words of the JSON form, of HEALTHCHECK those of its command; undefined in the other form.
   */
  readonly json: readonly string[] | undefined;
  /** Arguments of COPY, ADD, VOLUME, EXPOSE and FROM, in either form. */
  readonly words: readonly string[];
  /** Of ENV, LABEL and ARG. */
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
  /** What ONBUILD puts off. */
  readonly trigger: Instruction | undefined;
}

/** A Dockerfile, read as BuildKit reads it: https://docs.docker.com/reference/dockerfile/. */
export interface Dockerfile {
  /** Of the `# syntax=` line. */
  readonly syntax: string | undefined;
  /** `\`, or what the `# escape=` line says. */
  readonly escape: string;
  readonly instructions: readonly Instruction[];
  /**
   * The line from which on nothing was read, because the file has more instructions than are read.
   */
  readonly unreadFrom: number | undefined;
}

/** More instructions than any image has layers for; the rest of the file is left unread. */
export const MOST_INSTRUCTIONS = 5000;
const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/;
const DIRECTIVES = new Set(["syntax", "escape", "check"]);
const WITH_HEREDOC = new Set(["RUN", "COPY", "ADD"]);
const WITH_WORDS = new Set(["COPY", "ADD", "VOLUME", "EXPOSE", "FROM"]);
const WITH_JSON = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "VOLUME"]);
const WITH_PAIRS = new Set(["ENV", "LABEL", "ARG"]);

/**
 * Reads a Dockerfile; one that no builder would take gives what can be made out. Linear in the
 * text.
 */
export function parseDockerfile(text: string): Dockerfile {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const { syntax, escape } = readDirectives(lines);
  const instructions: Instruction[] = [];
  let at = 0;
  while (at < lines.length) {
    const { logical, next } = readLogicalLine(lines, at, escape);
    const line = at + 1;
    at = next;
    if (logical.trim() === "") continue;
    if (instructions.length === MOST_INSTRUCTIONS)
      return { syntax, escape, instructions, unreadFrom: line };
    const bare = parseInstruction(logical, line, escape, []);
    const names = heredocNames(bare);
    if (names.length === 0) {
      instructions.push(bare);
      continue;
    }
    const { heredocs, next: after } = readHeredocs(lines, at, names);
    at = after;
    instructions.push(parseInstruction(logical, line, escape, heredocs));
  }
  return { syntax, escape, instructions, unreadFrom: undefined };
}

// --- internal ---

// Directives stand before everything else, each in a comment of its own.
function readDirectives(lines: readonly string[]): Pick<Dockerfile, "syntax" | "escape"> {
  let syntax: string | undefined;
  let escape = "\\";
  for (const line of lines) {
    const [, name = "", value = ""] = DIRECTIVE.exec(line.trim()) ?? [];
    const directive = name.toLowerCase();
    if (!DIRECTIVES.has(directive)) break;
    if (directive === "syntax") syntax = value.trim();
    if (directive === "escape" && value.trim() === "`") escape = "`";
  }
  return { syntax, escape };
}

// Lines that end with the escape character go on; comments and empty lines between them do not
// count.
function readLogicalLine(
  lines: readonly string[],
  start: number,
  escape: string,
): { readonly logical: string; readonly next: number } {
  const parts: string[] = [];
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = (lines[at] as string).replace(/\r$/, "");
    const isFirst = at === start;
    const content = line.trimStart();
    if (content.startsWith("#") || content === "") {
      if (isFirst) return { logical: "", next: at + 1 };
      continue;
    }
    const kept = withoutContinuation(isFirst ? content : line, escape);
    parts.push(kept ?? (isFirst ? content : line));
    if (kept === undefined) return { logical: parts.join(""), next: at + 1 };
  }
  return { logical: parts.join(""), next: at };
}

// An escaped escape character at the end continues nothing.
function withoutContinuation(line: string, escape: string): string | undefined {
  let end = line.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end -= 1;
  const continues = line[end - 1] === escape && line[end - 2] !== escape;
  return continues ? line.slice(0, end - 1) : undefined;
}

function parseInstruction(
  logical: string,
  line: number,
  escape: string,
  heredocs: readonly Heredoc[],
): Instruction {
  const [, word = "", content = ""] = /^(\S+)\s*([^]*)$/.exec(logical.trim()) ?? [];
  const keyword = word.toUpperCase();
  const { flags, rest } = splitFlags(content, escape);
  const json = WITH_JSON.has(keyword)
    ? readJsonWords(rest)
    : keyword === "HEALTHCHECK"
      ? readJsonWords(rest.replace(/^\S+/, ""))
      : undefined;
  // ONBUILD puts off any instruction but another ONBUILD.
  const puts = keyword === "ONBUILD" && !/^onbuild\b/i.test(rest);
  return {
    keyword,
    line,
    content,
    flags,
    rest,
    json,
    words: WITH_WORDS.has(keyword) ? (json ?? splitBlanks(rest)) : [],
    pairs: WITH_PAIRS.has(keyword) ? splitPairs(keyword, rest, escape) : [],
    heredocs,
    trigger: puts ? parseInstruction(rest, line, escape, heredocs) : undefined,
  };
}

interface HeredocName extends Omit<Heredoc, "text"> {
  /** Whether tabs before the lines are taken off. */
  readonly chomps: boolean;
}

function heredocNames(instruction: Instruction): readonly HeredocName[] {
  const { keyword, rest } = instruction.trigger ?? instruction;
  if (!WITH_HEREDOC.has(keyword) || !rest.includes("<<")) return [];
  return splitBlanks(rest).flatMap((word) => {
    const [, chomp, quote = "", name = ""] = /^\d*<<(-?)(["']?)([\w.+-]+)\2$/.exec(word) ?? [];
    return name === "" ? [] : [{ name, expands: quote === "", chomps: chomp === "-" }];
  });
}

function readHeredocs(
  lines: readonly string[],
  start: number,
  names: readonly HeredocName[],
): { readonly heredocs: readonly Heredoc[]; readonly next: number } {
  const heredocs: Heredoc[] = [];
  let at = start;
  for (const { name, expands, chomps } of names) {
    const body: string[] = [];
    for (; at < lines.length; at += 1) {
      const line = (lines[at] as string).replace(/\r$/, "");
      const trimmed = chomps ? line.replace(/^\t+/, "") : line;
      if (trimmed === name) break;
      body.push(trimmed);
    }
    at = Math.min(at + 1, lines.length);
    heredocs.push({ name, expands, text: body.map((line) => `${line}\n`).join("") });
  }
  return { heredocs, next: at };
}
