import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/**
 * The beginning of a regular file. A pipe, a device or a directory counts as not there, and none is waited for.
 *
 * @param path absolute
 * @param limit bytes that are read at most
 * @returns undefined for what is absent, unreadable or something else than a file
 */
export function readRegularFile(path: string, limit: number): Buffer | undefined {
  let file: number | undefined;
  try {
    // Without it, to open a pipe waits for somebody who writes. Windows has no such flag, and no such files.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(file);
    if (!found.isFile()) return undefined;
    const bytes = Buffer.allocUnsafe(Math.min(found.size, limit));
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(file, bytes, length, bytes.length - length, length);
      if (read === 0) break;
      length += read;
    }
    return bytes.subarray(0, length);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
