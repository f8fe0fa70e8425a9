/** What HEAD points to. */
export type Head = { readonly branch: string } | { readonly commit: string };

/** More references than this are not read. */
const MOST_REFS = 200_000;
/** A reference is a path below .git/refs. */
const LONGEST_REF = 4096;

/** Text of `.git/HEAD`; undefined for what git would not read either. */
export function parseHead(text: string): Head | undefined {
  const line = firstLine(text);
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(line)) return { commit: line };
  const branch = symbolic(line, "refs/heads/");
  return branch === undefined ? undefined : { branch };
}

/**
 * The default branch of `origin`, as the clone noted it.
 *
 * @param text of `.git/refs/remotes/origin/HEAD`
 */
export function parseOriginHead(text: string): string | undefined {
  return symbolic(firstLine(text), "refs/remotes/origin/");
}

/** Text of `.git/packed-refs`: references, and the ids that they stand for. */
export function parsePackedRefs(text: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  let at = 0;
  while (at < text.length && refs.size < MOST_REFS) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end === -1 ? text.length : Math.min(end, at + LONGEST_REF));
    at = end === -1 ? text.length : end + 1;
    const [, id, ref] = /^([0-9a-f]{40,64}) (refs\/\S+)$/.exec(line.replace(/\r$/, "")) ?? [];
    if (id && ref && isRefName(ref)) refs.set(ref, id);
  }
  return refs;
}

/**
 * Names of the tags, sorted.
 *
 * @param packed from {@link parsePackedRefs}
 * @param loose files below `.git/refs/tags`, POSIX
 */
export function tagNames(
  packed: ReadonlyMap<string, string>,
  loose: readonly string[],
): readonly string[] {
  const prefix = "refs/tags/";
  const names = [...packed.keys()]
    .filter((ref) => ref.startsWith(prefix))
    .map((ref) => ref.slice(prefix.length));
  return [...new Set([...names, ...loose.filter((name) => isRefName(prefix + name))])].sort();
}

/**
 * Whether git takes a name, by the rules of git-check-ref-format(1). Such a name may still hold what a shell
 * would read as more than a word.
 */
export function isRefName(ref: string): boolean {
  if (ref.length > LONGEST_REF || ref.endsWith(".") || ref.includes("..") || ref.includes("@{"))
    return false;
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u0020\u007f~^:?*[\\]/.test(ref)) return false;
  return ref
    .split("/")
    .every((name) => name !== "" && !name.startsWith(".") && !name.endsWith(".lock"));
}

// --- internal ---

function symbolic(line: string, prefix: string): string | undefined {
  const ref = /^ref:\s*(\S+)$/.exec(line)?.[1];
  if (ref === undefined || !ref.startsWith(prefix) || !isRefName(ref)) return undefined;
  const name = ref.slice(prefix.length);
  return name === "" || name.startsWith("-") ? undefined : name;
}

function firstLine(text: string): string {
  return (text.slice(0, LONGEST_REF + 8).split("\n")[0] ?? "").trimEnd();
}
