import { createHash } from "node:crypto";

/** Git's id of a blob with these bytes (SHA-1 object format), computed without git. */
export function blobId(content: Uint8Array | string): string {
  const bytes = Buffer.from(content);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
