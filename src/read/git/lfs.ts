/** A pointer has less than so many bytes, by the specification of Git LFS. */
export const LFS_POINTER_LIMIT = 1024;

/**
 * Whether a file is what Git LFS leaves in its place, and not the file itself.
 *
 * @param text of the whole file, or of its beginning
 * @see https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 */
export function isLfsPointer(text: string): boolean {
  if (text.length >= LFS_POINTER_LIMIT) return false;
  const [version, ...lines] = text.split("\n");
  return (
    /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1$/.test(
      version ?? "",
    ) &&
    lines.some((line) => /^oid sha256:[0-9a-f]{64}$/.test(line)) &&
    lines.some((line) => /^size \d+$/.test(line))
  );
}
