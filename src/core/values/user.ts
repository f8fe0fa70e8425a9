import { quotedValue } from "../words.ts";
import type { Parsed } from "./parsed.ts";

/** The highest id that Docker takes. */
const HIGHEST_ID = 2_147_483_647;

/** Reads `uid` or `uid:gid`, both numeric, and completes it to the latter. */
export function parseUser(raw: unknown): Parsed<string> {
  const match =
    typeof raw === "string" ? /^([1-9]\d{0,19}|0)(?::([1-9]\d{0,19}|0))?$/.exec(raw) : null;
  const text = quotedValue(raw);
  if (!match)
    return {
      problem: `${text} is not numeric; give uid or uid:gid, such as 65532:65532 (Kubernetes cannot check a name for root)`,
    };
  const [, uid = "", gid = uid] = match;
  if (Number(uid) > HIGHEST_ID || Number(gid) > HIGHEST_ID)
    return { problem: `${text} is above ${HIGHEST_ID}` };
  if (uid === "0") return { problem: `${text} is root; give a uid above 0, such as 65532:65532` };
  return { value: `${uid}:${gid}` };
}
