import { GO_RELEASES } from "../facts.ts";
import { languageVersion, parseGoVersion } from "./version.ts";

/** The supported release, such as `1.27`, that a go line belongs to. */
export function supportedRelease(go: string): string | undefined {
  const version = parseGoVersion(go);
  const release = version && languageVersion(version);
  return release && (GO_RELEASES as readonly string[]).includes(release) ? release : undefined;
}
