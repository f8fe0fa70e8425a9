import { parentPath } from "../core/paths.ts";

/** What a go.mod or go.work says, as written. */
export interface GoMod {
  readonly module?: string;
  /** The `go` line, e.g. `1.21`, `1.21.0`, `1.23rc1`. */
  readonly go?: string;
  /** The `toolchain` line, e.g. `go1.23.4`. */
  readonly toolchain?: string;
  /** Line numbers, from 1, of the three above. */
  readonly lines: Readonly<Partial<Record<"module" | "go" | "toolchain", number>>>;
  /** Required modules, direct and indirect. */
  readonly requires: readonly Directive[];
  /** Local directories that stand in for modules. */
  readonly replaces: readonly Directive[];
  /** Directories that package patterns pass over (Go 1.25), as written. */
  readonly ignores: readonly Directive[];
  /** Packages of commands that `go tool` runs. */
  readonly tools: readonly Directive[];
  /** Module directories of a go.work. */
  readonly uses: readonly Directive[];
}

export interface Directive {
  /** A module path, or a directory as written. */
  readonly target: string;
  /** The module that a replacement stands in for; the version of a requirement. */
  readonly subject: string;
  /** Line number, from 1. */
  readonly line: number;
}

/**
 * Reads a go.mod or go.work: comments, quotes and blocks as Go's own parser (golang.org/x/mod/modfile) allows them.
 * What is not understood is left out; the go command says what is wrong with it better than a guess.
 */
export function parseGoMod(text: string): GoMod {
  const single: Record<string, string> = {};
  const lines: Record<string, number> = {};
  const requires: Directive[] = [];
  const replaces: Directive[] = [];
  const ignores: Directive[] = [];
  const tools: Directive[] = [];
  const uses: Directive[] = [];
  let block: string | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const words =
      raw
        .match(/\/\/.*|"[^"]*"|`[^`]*`|[()]|=>|[^\s()"`]+/g)
        ?.filter((word) => !word.startsWith("//")) ?? [];
    if (block !== undefined && words[0] === ")") block = undefined;
    else if (words[1] === "(") block = words[0];
    else if (words.length > 0)
      read(block ?? (words.shift() as string), words.map(unquoted), index + 1);
  }
  return { ...single, lines, requires, replaces, ignores, tools, uses };

  function read(name: string, words: readonly string[], line: number): void {
    const [first = "", second = ""] = words;
    if (name === "module" || name === "go" || name === "toolchain") {
      single[name] ??= first;
      lines[name] ??= line;
    } else if (name === "require") requires.push({ target: first, subject: second, line });
    else if (name === "ignore") ignores.push({ target: first, subject: "", line });
    else if (name === "tool") tools.push({ target: first, subject: "", line });
    else if (name === "use") uses.push({ target: first, subject: "", line });
    else if (name === "replace") {
      const target = words[words.indexOf("=>") + 1] ?? "";
      if (/^\.{1,2}(?:\/|$)|^\//.test(target)) replaces.push({ target, subject: first, line });
    }
  }
}

/** The modules that vendor/modules.txt says are vendored, as `path version`, explicitly required ones only. */
export function parseVendorModules(text: string): ReadonlySet<string> {
  const modules = new Set<string>();
  let current = "";
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("# ")) current = line.slice(2).split(" => ")[0] ?? "";
    else if (line.startsWith("## ") && line.includes("explicit")) modules.add(current);
  }
  return modules;
}

/** Directories of every go.mod from here up to the top of a tree, both POSIX and relative: `a/b` gives `a/b`, `a`, `.`. */
export function ancestors(directory: string): readonly string[] {
  const list = [directory];
  while (list.at(-1) !== ".") list.push(parentPath(list.at(-1) as string));
  return list;
}

function unquoted(word: string): string {
  return word.replace(/^(["`])(.*)\1$/, "$2");
}
