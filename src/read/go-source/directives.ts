import { Kind } from "./kinds.ts";
import { unquote } from "./literals.ts";
import { kindAt, lineOf, type Comment, type Tokens } from "./tokens.ts";

/** A pattern of a `//go:embed`. */
export interface Embed {
  /** Unquoted, and without `all:`. */
  readonly pattern: string;
  /** Whether `all:` stands before it: hidden files are taken, too. */
  readonly all: boolean;
  /** Line number, from 1. */
  readonly line: number;
}

/** The command of a `//go:generate`, as written. */
export interface Generate {
  readonly command: string;
  readonly line: number;
}

/** A `#cgo` line of the comment before `import "C"`. */
export interface CgoLine {
  /** `LDFLAGS`, `CFLAGS`, `pkg-config` … */
  readonly name: string;
  /** Platforms and tags that it is for; empty for all. */
  readonly constraint: string;
  readonly words: readonly string[];
  readonly line: number;
}

/** The comment before `import "C"`. */
export interface Cgo {
  readonly line: number;
  /** The C code. */
  readonly preamble: string;
  readonly lines: readonly CgoLine[];
}

const WORD = /[ \t\r]*("(?:[^"\\]|\\.)*"|`[^`]*`|[^ \t\r]+)/y;

/** A word of a `#cgo` line: quotes may stand in the middle of it. */
const CGO_WORD = /(?:"[^"]*"|'[^']*'|[^ \t\r"']|["'])+/g;

/** More imports of "C" in one file are not looked at. */
const MOST_CGO = 8;

/** How many different patterns of a file are read: more is nobody's program. */
const MOST_EMBEDS = 1000;

/** The `//go:embed` patterns of a file, each once, with the first line that has it. */
export function embedsOf({ text, comments }: Tokens): readonly Embed[] {
  const found = new Map<string, Embed>();
  for (const { start, end, line } of comments) {
    if (!isDirective(text, start, "//go:embed") || !isFirstOfLine(text, start)) continue;
    const words = text.slice(start + "//go:embed".length, end);
    WORD.lastIndex = 0;
    for (let match = WORD.exec(words); match; match = WORD.exec(words)) {
      const word = match[1] ?? "";
      const path = unquote(word) ?? word;
      const all = path.startsWith("all:");
      if (found.size === MOST_EMBEDS) return [...found.values()];
      if (!found.has(path))
        found.set(path, { pattern: all ? path.slice("all:".length) : path, all, line });
    }
  }
  return [...found.values()];
}

/** The `//go:generate` lines of a file. */
export function generatesOf({ text, comments }: Tokens): readonly Generate[] {
  return comments
    .filter(({ start }) => start === 0 || text[start - 1] === "\n")
    .filter(({ start }) => isDirective(text, start, "//go:generate"))
    .map(({ start, end, line }) => ({
      command: text.slice(start + "//go:generate".length, end).trim(),
      line,
    }));
}

/** The imports of "C" of a file, with the comments directly before them. */
export function cgoOf(tokens: Tokens): readonly Cgo[] {
  const found: Cgo[] = [];
  for (let at = 0; at < tokens.count && found.length < MOST_CGO; at += 1) {
    const kind = kindAt(tokens, at);
    if (kind === Kind.FUNC || kind === Kind.VAR || kind === Kind.CONST) break;
    if (kind !== Kind.TEXT || tokens.text.slice(tokens.starts[at], tokens.ends[at]) !== '"C"') {
      continue;
    }
    const before = kindAt(tokens, at - 1) === Kind.IMPORT ? at - 1 : at;
    found.push(readPreamble(tokens, before, lineOf(tokens, at)));
  }
  return found;
}

function isDirective(text: string, start: number, directive: string): boolean {
  const next = text[start + directive.length] ?? "\n";
  return text.startsWith(directive, start) && " \t\r\n".includes(next);
}

function isFirstOfLine(text: string, start: number): boolean {
  for (let at = start - 1; at >= 0 && text[at] !== "\n"; at -= 1) {
    if (!" \t\r\uFEFF".includes(text[at] as string)) return false;
  }
  return true;
}

// The comments that end on the line before the import, or before one of them.
function readPreamble({ text, comments, starts }: Tokens, token: number, line: number): Cgo {
  const group: Comment[] = [];
  let end = starts[token] as number;
  for (const comment of comments.toReversed()) {
    if (comment.end > end) continue;
    if (!/^[ \t\r]*\n?[ \t\r]*$/.test(text.slice(comment.end, Math.min(end, comment.end + 500)))) {
      break;
    }
    group.push(comment);
    end = comment.start;
  }
  const lines = group.toReversed().flatMap(({ start, end, line }) =>
    contentOf(text.slice(start, end))
      .split("\n")
      .map((content, index) => ({ content, line: line + index })),
  );
  return {
    line,
    preamble: lines.map(({ content }) => content).join("\n"),
    lines: lines.flatMap(({ content, line }) => readCgoLine(content, line)),
  };
}

function contentOf(comment: string): string {
  return comment.startsWith("//") ? comment.slice(2) : comment.slice(2, -2);
}

function readCgoLine(content: string, line: number): readonly CgoLine[] {
  const text = content.trim();
  const colon = text.indexOf(":");
  if (!/^#cgo[ \t]/.test(text) || colon === -1) return [];
  const head = text.slice("#cgo".length, colon).trim().split(/\s+/);
  const words = text.slice(colon + 1).match(CGO_WORD) ?? [];
  return [{ name: head.at(-1) ?? "", constraint: head.slice(0, -1).join(" "), words, line }];
}
