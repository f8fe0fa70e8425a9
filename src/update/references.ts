import coerce from "semver/functions/coerce.js";
import compare from "semver/functions/compare.js";

/** What a bot keeps current: an image with its tag, or an action with its commit. */
export interface Reference {
  /** What it is a version of: `golang`, `actions/checkout`. */
  readonly subject: string;
  /** All that changes with the version: `1.27-trixie@sha256:…`, `<commit> # v7.0.1`. */
  readonly version: string;
  /** Where `version` begins in the text. */
  readonly index: number;
}

const REFERENCES = [
  // FROM golang:1.27-trixie@sha256:…, COPY --from=alpine:3.24, # syntax=docker/dockerfile:1
  /(?<=^(?:FROM[ \t]+(?:--platform=\S+[ \t]+)?|COPY[ \t]+--from=|# syntax=))(?<subject>[\w.-]+(?::\d+)?(?:\/[\w./-]+)?|[\w.-]+):(?<version>[\w.-]+(?:@sha256:[0-9a-f]{64})?)(?=\s|$)/gm,
  // uses: actions/checkout@<commit> # v7.0.1
  /(?<=^[ \t]*-?[ \t]*uses:[ \t]+)(?<subject>[\w.-]+\/[\w./-]+)@(?<version>[\w.-]+(?:[ \t]+#[ \t]*\S+)?)(?=[ \t]*\r?$)/gm,
  // version: v2.15.0
  /(?<=^[ \t]+)(?<subject>version): (?<version>v\d+\.\d+\.\d+)(?=\r?$)/gm,
];

/** Whether a version is that of an image, rather than of an action or a tool. */
export function isImage(version: string): boolean {
  return !version.includes("#") && !/^(?:v\d+\.\d+\.\d+|[0-9a-f]{40})$/.test(version);
}

/** All references of a Dockerfile or a workflow, in the order of the kinds above. */
export function findReferences(text: string): readonly Reference[] {
  return REFERENCES.flatMap((expression) =>
    [...text.matchAll(expression)].map((match) => {
      const { subject = "", version = "" } = match.groups ?? {};
      return { subject, version, index: match.index + match[0].length - version.length };
    }),
  );
}

/**
 * Lets all three sides of a merge agree on every version that one of them moved: the newer one wins, and of one tag the side
 * that has a digest. Without this, lines that a bot has updated would conflict with the tool's own update of them or of
 * their neighbours.
 */
export function agree(ours: string, base: string, theirs: string): { readonly ours: string; readonly base: string; readonly theirs: string } {
  const versions = (text: string): ReadonlyMap<string, string> => new Map(findReferences(text).map(({ subject, version }) => [subject, version]));
  const [here, before, there] = [versions(ours), versions(base), versions(theirs)];
  const winners = new Map<string, string>();
  for (const [subject, mine] of here) {
    const yours = there.get(subject);
    const was = before.get(subject);
    if (yours === undefined || was === undefined) continue;
    if (mine === was) winners.set(subject, yours);
    else winners.set(subject, yours !== was && isNewer(yours, mine) ? yours : mine);
  }
  const rewrite = (text: string, own: ReadonlyMap<string, string>): string =>
    findReferences(text)
      .toSorted((a, b) => b.index - a.index)
      .reduce((current, { subject, version, index }) => {
        const winner = winners.get(subject);
        if (winner === undefined || version !== own.get(subject)) return current;
        return current.slice(0, index) + winner + current.slice(index + version.length);
      }, text);
  return { ours: rewrite(ours, here), base: rewrite(base, before), theirs: rewrite(theirs, there) };
}

// Tags and comments are not semantic versions, but begin like them; what has no number is not known to be newer.
function isNewer(one: string, other: string): boolean {
  const number = (version: string): ReturnType<typeof coerce> => coerce(version.split("#").at(-1)?.split("@")[0]);
  const [a, b] = [number(one), number(other)];
  return a !== null && b !== null && compare(a, b) > 0;
}
