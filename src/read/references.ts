import coerce from "semver/functions/coerce.js";
import compare from "semver/functions/compare.js";

/** What has versions: an image, an action of a workflow, or the tool that an action installs. */
export type ReferenceKind = "image" | "action" | "tool";

/** What a bot keeps current: an image with its tag, or an action with its commit. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** What it is a version of: `golang`, `actions/checkout`; of a tool, `<action> version`. */
  readonly subject: string;
  /** All that changes with the version: `1.27-trixie@sha256:…`, `<commit> # v7.0.1`. */
  readonly version: string;
  /** Where `version` begins in the text. */
  readonly index: number;
}

// Each is matched against one line: what stands before the reference, its subject and its version.
const KINDS = {
  // FROM golang:1.27-trixie@sha256:…, COPY --from=alpine:3.24, # syntax=docker/dockerfile:1
  image:
    /^(?<before>(?:FROM[ \t]+(?:--platform=\S+[ \t]+)?|COPY[ \t]+--from=|# syntax=)(?<subject>[\w.-]+(?::\d+)?(?:\/[\w./-]+)?):)(?<version>[\w.-]+(?:@sha256:[0-9a-f]{64})?)(?=\s|$)/,
  // uses: actions/checkout@<commit> # v7.0.1
  action:
    /^(?<before>[ \t]*(?:-[ \t]*)?uses:[ \t]+(?<subject>[\w.-]+\/[\w./-]+)@)(?<version>[\w.-]+(?:[ \t]+#[ \t]*\S+)?)[ \t]*\r?$/,
} as const;

// version: v2.15.0
const TOOL = /^(?<before>[ \t]+version: )(?<version>v\d+\.\d+\.\d+)\r?$/;

/** Characters of a line that can hold a reference: a longer one is data. */
const LINE_LIMIT = 1_000;

/**
 * The references of a Dockerfile or a workflow, in their order. The version of a tool belongs to the action that installs it:
 * a line of the same look elsewhere is somebody's own.
 *
 * @param kinds what to look for
 */
export function findReferences(
  text: string,
  kinds: readonly ReferenceKind[] = ["image", "action", "tool"],
): readonly Reference[] {
  const references: Reference[] = [];
  let step: Step | undefined;
  let index = 0;
  for (const line of text.split("\n")) {
    const found = line.length > LINE_LIMIT ? undefined : referenceIn(line);
    step = stepAfter(line, found, step);
    const tool = found ?? (step && toolIn(line, step));
    if (tool && kinds.includes(tool.kind)) references.push({ ...tool, index: index + tool.index });
    index += line.length + 1;
  }
  return references;
}

/**
 * Lets all three sides of a merge agree on every version that one of them moved: the newer one wins, and of one tag the side
 * that has a digest. Without this, lines that a bot has updated would conflict with the tool's own update of them or of
 * their neighbours.
 */
export function agree(
  ours: string,
  base: string,
  theirs: string,
  kinds?: readonly ReferenceKind[],
): { readonly ours: string; readonly base: string; readonly theirs: string } {
  const [here, before, there] = [ours, base, theirs].map((text) => versionsOf(text, kinds)) as [
    Versions,
    Versions,
    Versions,
  ];
  const winners = new Map<string, string>();
  for (const [subject, mine] of here) {
    const yours = there.get(subject);
    const was = before.get(subject);
    // Another flavour of an image, or several versions of it, are somebody's choice: that is for the merge of lines.
    if (
      yours === undefined ||
      was === undefined ||
      flavour(mine) !== flavour(was) ||
      flavour(yours) !== flavour(was)
    )
      continue;
    // A digest belongs to its tag: where the tag moves, a bot's digest of the old one is of no use.
    if (mine === was || (tagOf(mine) === tagOf(was) && tagOf(yours) !== tagOf(was)))
      winners.set(subject, yours);
    // An older version than before is somebody's choice too.
    else if (yours === was || !isNewer(was, yours))
      winners.set(subject, yours !== was && isNewer(yours, mine) ? yours : mine);
  }
  const rewrite = (text: string): string =>
    withVersions(text, ({ subject, version }) => winners.get(subject) ?? version, kinds);
  return { ours: rewrite(ours), base: rewrite(base), theirs: rewrite(theirs) };
}

/** A text with other versions in it. */
export function withVersions(
  text: string,
  versionOf: (reference: Reference) => string,
  kinds?: readonly ReferenceKind[],
): string {
  return findReferences(text, kinds)
    .toReversed()
    .reduce((current, reference) => {
      const { index, version } = reference;
      return current.slice(0, index) + versionOf(reference) + current.slice(index + version.length);
    }, text);
}

// --- internal ---

/** A step of a workflow that uses an action, as far as its lines were read. */
interface Step {
  readonly action: string;
  /** Where the keys of the step begin. */
  readonly column: number;
  /** The key that the lines below belong to. */
  readonly section: string;
  /** Where the keys below that one begin. */
  readonly inside: number | undefined;
}

const KEY = /^(?<before>[ \t]*(?:-[ \t]+)?)(?<key>[\w-]+):(?:\s|$)/;

function referenceIn(line: string): Reference | undefined {
  for (const [kind, expression] of Object.entries(KINDS)) {
    const { before = "", subject = "", version } = expression.exec(line)?.groups ?? {};
    if (version !== undefined)
      return { kind: kind as keyof typeof KINDS, subject, version, index: before.length };
  }
  return undefined;
}

function toolIn(line: string, { action, section, inside }: Step): Reference | undefined {
  const { before = "", version } = TOOL.exec(line)?.groups ?? {};
  const isInput = section === "with" && line.search(/[^ \t]/) === inside;
  return version === undefined || !isInput
    ? undefined
    : { kind: "tool", subject: `${action} version`, version, index: before.length };
}

function stepAfter(
  line: string,
  found: Reference | undefined,
  step: Step | undefined,
): Step | undefined {
  const { column, key } = keyOf(line);
  if (found?.kind === "action")
    return { action: found.subject, column: column ?? 0, section: key, inside: undefined };
  const indent = line.search(/[^ \t\r]/);
  if (!step || indent < 0 || line[indent] === "#") return step;
  if (indent < step.column) return undefined;
  if (column === step.column) return { ...step, section: key, inside: undefined };
  return column === undefined ? step : { ...step, inside: step.inside ?? column };
}

/** The key that a line of YAML begins with, and the column where it stands; undefined for a line without one. */
function keyOf(line: string): { readonly column: number | undefined; readonly key: string } {
  const { before, key = "" } = KEY.exec(line)?.groups ?? {};
  return { column: before?.length, key };
}

type Versions = ReadonlyMap<string, string>;

/** The one version of each subject; what occurs in several is left out. */
function versionsOf(text: string, kinds?: readonly ReferenceKind[]): Versions {
  const versions = new Map<string, Set<string>>();
  for (const { subject, version } of findReferences(text, kinds))
    versions.set(subject, (versions.get(subject) ?? new Set()).add(version));
  return new Map(
    [...versions].flatMap(([subject, all]) =>
      all.size === 1 ? [[subject, [...all][0] as string] as const] : [],
    ),
  );
}

function tagOf(version: string): string {
  return version.split("@sha256:")[0] ?? "";
}

/** What follows the number in a tag: `-trixie` of `1.27-trixie@sha256:…`. */
function flavour(version: string): string {
  return version.includes("#") ? "" : (version.split("@")[0]?.replace(/^v?[\d.]+/, "") ?? "");
}

// Tags and comments are not semantic versions, but begin like them; what has no number is not known to be newer.
function isNewer(one: string, other: string): boolean {
  const number = (version: string): ReturnType<typeof coerce> =>
    coerce(version.split("#").at(-1)?.split("@")[0]);
  const [a, b] = [number(one), number(other)];
  return a !== null && b !== null && compare(a, b) > 0;
}
