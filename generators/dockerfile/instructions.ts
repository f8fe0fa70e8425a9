/** The exec form: JSON, which Dockerfile takes literally. */
export function execForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
}

/** `NAME=value` as ENV and LABEL read it back. */
export function assignment(pair: string): string {
  const at = pair.indexOf("=");
  const value = pair.slice(at + 1);
  const isPlain = /^[\w./:@%+,-]+$/.test(value);
  return `${pair.slice(0, at)}=${isPlain ? value : `"${value.replaceAll(/[\\"$]/g, "\\$&")}"`}`;
}
