// Files of the user's may be in any encoding and end their lines in either way. Here a text is a string of bytes
// (latin1), so that nothing is lost in reading it, and what is rendered follows the file that is there.

/** The bytes of a file as a string of as many characters. */
export function fromBytes(content: Uint8Array): string {
  return Buffer.from(content).toString("latin1");
}

export function toBytes(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

/** A rendered text as a string of bytes. */
export function encoded(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** Whether every line ends with CRLF, as after a checkout with core.autocrlf. */
export function hasCrlf(text: string): boolean {
  return text.includes("\r\n") && !/(?<!\r)\n/.test(text);
}

export function withLf(text: string): string {
  return hasCrlf(text) ? text.replaceAll("\r\n", "\n") : text;
}

export function withCrlf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}
