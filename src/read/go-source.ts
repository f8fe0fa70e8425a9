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

export interface Embed {
  /** Pattern of a `//go:embed`, without quotes and `all:`. */
  readonly pattern: string;
  readonly line: number;
}

const COMMENT_OR_SPACE = /(?:[\s;]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const PACKAGE = /package\s+([\p{L}_][\p{L}\p{N}_]*)/uy;
const IMPORT = /import\b/y;
const SPEC = /(?:([\p{L}_][\p{L}\p{N}_]*|\.)\s*)?(?:"([^"\n]*)"|`([^`]*)`)/uy;

/**
 * Reads package clause, imports and build constraint, as go/parser does in its ImportsOnly mode. Broken syntax
 * ends the reading; what stands before it is kept.
 */
export function parseHeader(source: string): GoHeader {
  let at = source.startsWith("\uFEFF") ? 1 : 0;
  const eat = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at;
    const match = expression.exec(source);
    if (match) at = expression.lastIndex;
    return match;
  };
  eat(COMMENT_OR_SPACE);
  const constraint = constraintOf(source.slice(0, at));
  const head = constraint === undefined ? {} : { constraint };
  const name = eat(PACKAGE)?.[1];
  if (name === undefined) return { ...head, imports: [] };
  const imports: Import[] = [];
  let counted = 0;
  let line = 1;
  const spec = (): boolean => {
    const start = at;
    const match = eat(SPEC);
    if (!match) return false;
    for (; counted < start; counted += 1) if (source.charCodeAt(counted) === 10) line += 1;
    imports.push({
      path: match[2] ?? match[3] ?? "",
      ...(match[1] === undefined ? {} : { name: match[1] }),
      line,
    });
    return true;
  };
  for (;;) {
    eat(COMMENT_OR_SPACE);
    if (!eat(IMPORT)) return { ...head, name, imports };
    eat(COMMENT_OR_SPACE);
    if (source[at] !== "(") {
      if (!spec()) return { ...head, name, imports };
      continue;
    }
    at += 1;
    do eat(COMMENT_OR_SPACE);
    while (spec());
    if (source[at] !== ")") return { ...head, name, imports };
    at += 1;
  }
}

/** The `//go:embed` patterns of a file. */
export function parseEmbeds(source: string): readonly Embed[] {
  if (!source.includes("//go:embed")) return [];
  return source.split("\n").flatMap((text, index) => {
    const match = /^\s*\/\/go:embed[ \t]+(.+?)\s*$/.exec(text);
    const words = match?.[1]?.match(/"[^"]*"|`[^`]*`|\S+/g) ?? [];
    return words.map((word) => ({
      pattern: word.replace(/^(["`])(.*)\1$/, "$2").replace(/^all:/, ""),
      line: index + 1,
    }));
  });
}

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'/g;

/** The source with its comments blanked, so that what a search finds is code; lengths and line numbers stay. */
export function withoutComments(source: string): string {
  return source.replace(TOKEN, (token) =>
    token.startsWith("//") || token.startsWith("/*")
      ? token.includes("\n")
        ? token.replace(/[^\n]/g, " ")
        : " ".repeat(token.length)
      : token,
  );
}

// A constraint is a comment line before the package clause; "+build" needs a blank line after it, which gofmt keeps.
function constraintOf(head: string): string | undefined {
  const lines = head.split("\n").map((line) => line.trim());
  const modern = lines.find((line) => line.startsWith("//go:build "));
  if (modern) return modern.slice("//go:build ".length).trim();
  const old = lines
    .filter((line) => /^\/\/\s*\+build\s/.test(line))
    .map((line) => line.replace(/^\/\/\s*\+build\s+/, ""));
  if (old.length === 0) return undefined;
  // Space is OR, comma is AND, each line is ANDed to the others.
  return old
    .map(
      (line) =>
        `(${line
          .trim()
          .split(/\s+/)
          .map((option) => `(${option.split(",").join(" && ")})`)
          .join(" || ")})`,
    )
    .join(" && ");
}
