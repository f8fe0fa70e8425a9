import compare from "semver/functions/compare.js";
import coerce from "semver/functions/coerce.js";
import type { PlannedFile } from "../render/plan.ts";
import { type Reference, withVersions } from "../read/references.ts";

/** Puts resolved digests and commits into what is rendered; see {@link ProjectRecord.pins}. */
export function applyPins(
  files: readonly PlannedFile[],
  pins: ReadonlyMap<string, string>,
): readonly PlannedFile[] {
  if (pins.size === 0) return files;
  return files.map((file) =>
    file.owner === "managed"
      ? {
          ...file,
          text: withVersions(file.text, (reference) => pinned(reference, pins), file.references),
        }
      : file,
  );
}

// --- internal ---

function pinned({ subject, version }: Reference, pins: ReadonlyMap<string, string>): string {
  const [digest] = (pins.get(`${subject}:${version}`) ?? "").split(" ");
  if (digest?.startsWith("sha256:")) return `${version}@${digest}`;
  const [tag = "", commit] = (pins.get(subject) ?? "").split(" ");
  const [ours, theirs] = [coerce(version.split("#")[1]), coerce(tag)];
  // A newer release of this tool may know a newer one.
  return commit !== undefined && theirs && (!ours || compare(theirs, ours) > 0)
    ? `${commit} # ${tag}`
    : version;
}
