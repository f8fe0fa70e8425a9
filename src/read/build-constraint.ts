import { GO_RELEASES } from "../core/facts.ts";
import { parseGoVersion } from "../core/go/version.ts";

/** For whom a file is compiled. */
export interface BuildContext {
  readonly os: string;
  readonly arch: string;
  readonly cgo: boolean;
  /** Tags beside the ones that follow from the platform. */
  readonly tags: readonly string[];
}

// go/build/syslist.go, Go 1.27. Checked 2026-11-24.
const OSES = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos".split(
    " ",
  ),
);
const UNIXES = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris".split(" "),
);
const ARCHES = new Set(
  (
    "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv " +
    "riscv64 s390 s390x sparc sparc64 wasm"
  ).split(" "),
);

/** Whether the name alone lets the file be compiled. */
export function nameMatches(file: string, { os, arch }: BuildContext): boolean {
  const [stem = ""] = file.split(".");
  const parts = stem.split("_").slice(1);
  if (parts.at(-1) === "test") return false;
  const last = parts.at(-1) ?? "";
  const before = parts.at(-2) ?? "";
  if (ARCHES.has(last)) return last === arch && (!OSES.has(before) || before === os);
  return !OSES.has(last) || last === os;
}

/** How many tags and negations an expression has at most: maxSize of go/build/constraint, Go 1.27. Checked 2026-11-25. */
const MAX_SIZE = 1000;

/**
 * Evaluates the expression of a `//go:build` line; one that is malformed or too large excludes the file, as in the go
 * command.
 */
export function constraintMatches(expression: string, context: BuildContext): boolean {
  const tokens = expression.match(/\|\||&&|[!()]|[\p{L}\p{N}_.]+/gu) ?? [];
  let at = 0;
  let size = 0;
  const or = (): boolean => {
    let value = and();
    while (tokens[at] === "||") {
      at += 1;
      value = and() || value;
    }
    return value;
  };
  const and = (): boolean => {
    let value = not();
    while (tokens[at] === "&&") {
      at += 1;
      value = not() && value;
    }
    return value;
  };
  const not = (): boolean => {
    size += 1;
    if (size > MAX_SIZE) return false;
    const token = tokens[at];
    at += 1;
    if (token === "!") return !not();
    if (token !== "(") return token !== undefined && tagMatches(token, context);
    const value = or();
    at += 1;
    return value;
  };
  const value = or();
  return size <= MAX_SIZE && at === tokens.length && value;
}

function tagMatches(tag: string, { os, arch, cgo, tags }: BuildContext): boolean {
  if (tag === os || tag === arch || tag === "gc" || tags.includes(tag)) return true;
  if (tag === "unix") return UNIXES.has(os);
  if (tag === "cgo") return cgo;
  // A release has the tags of all older ones.
  const release = /^go1\.\d+$/.test(tag) ? parseGoVersion(tag) : undefined;
  return release !== undefined && release.minor <= (parseGoVersion(GO_RELEASES[0])?.minor ?? 0);
}
