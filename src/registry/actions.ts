import semverCompare from "semver/functions/compare.js";
import semverParse from "semver/functions/parse.js";
import type { Fetch } from "./http.ts";

export interface ActionRelease {
  readonly tag: string;
  /** Commit that the tag points to. */
  readonly commit: string;
}

/**
 * The newest release of an action within its major version, by the reference discovery of git's HTTP protocol: what
 * `git ls-remote` asks.
 *
 * @param action `owner/name`, perhaps with a path below it
 * @param major that of the release to stay with
 * @throws Error whose message says what the server answered
 */
export async function newestRelease(
  server: URL,
  action: string,
  major: number,
  fetch: Fetch,
): Promise<ActionRelease | undefined> {
  const repository = action.split("/").slice(0, 2).join("/");
  const url = new URL(`/${repository}.git/info/refs?service=git-upload-pack`, server);
  const { status, body } = await fetch(url);
  if (status !== 200) throw new Error(`${url.host} answers ${status} for ${repository}`);
  const commits = new Map<string, string>();
  for (const line of packetLines(body)) {
    const [, commit = "", tag = "", peeled] =
      /^([0-9a-f]{40}) refs\/tags\/([^\s^\0]+)(\^\{\})?/.exec(line) ?? [];
    // An annotated tag is an object of its own; the line after it names the commit.
    if (tag !== "" && (peeled !== undefined || !commits.has(tag))) commits.set(tag, commit);
  }
  const [newest] = [...commits.keys()]
    .filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag) && semverParse(tag)?.major === major)
    .sort((a, b) => semverCompare(b, a));
  return newest === undefined ? undefined : { tag: newest, commit: commits.get(newest) as string };
}

// Four hexadecimal digits give the length of a line, themselves included; 0000 ends a section.
function packetLines(body: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at + 4 <= body.length;) {
    const length = Number.parseInt(body.toString("latin1", at, at + 4), 16);
    if (Number.isNaN(length)) break;
    if (length > 4) lines.push(body.toString("utf8", at + 4, at + length).trimEnd());
    at += Math.max(4, length);
  }
  return lines;
}
