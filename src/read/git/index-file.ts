/** What git records of one tracked path. */
export interface IndexEntry {
  readonly kind: "file" | "executable" | "link" | "submodule";
  /** The work tree leaves it out (a sparse checkout), though a clone has it. */
  readonly skipped: boolean;
  /** Announced by `git add --intent-to-add`: tracked, but without content yet. */
  readonly intended: boolean;
}

/** An index, or why it tells nothing. */
export type IndexReading =
  | { readonly entries: ReadonlyMap<string, IndexEntry> }
  | { readonly unreadable: string };

/** A longer path fits no file system. It also bounds what prefix compression can unfold to. */
const LONGEST_PATH = 4096;
/** Bytes of an entry in front of its object id: two times, device, inode, mode, owner, group, size. */
const STAT_BYTES = 40;
const MODE_AT = 24;

const KINDS: ReadonlyMap<number, IndexEntry["kind"]> = new Map([
  [0o100644, "file"],
  [0o100664, "file"], // written by git before 2005, and still read
  [0o100755, "executable"],
  [0o120000, "link"],
  [0o160000, "submodule"],
]);

// Its entries without a path replace those of the index that it shares.
const SPLIT = "it is split (core.splitIndex)";

/** Extensions that keep entries elsewhere, or in another form. */
const UNREADABLE_EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["link", SPLIT],
  ["sdir", "it is sparse (index.sparse)"],
]);

/**
 * Reads `.git/index`, in the versions 2, 3 and 4 of git's `gitformat-index`. Of a path in conflict the last stage counts.
 *
 * @param bytes the whole file
 * @param idBytes length of an object id: 20, or 32 in a repository with `extensions.objectFormat = sha256`
 */
export function parseIndex(bytes: Uint8Array, idBytes: 20 | 32 = 20): IndexReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 + idBytes || slice(bytes, 0, 4) !== "DIRC")
    return { unreadable: "it is not an index" };
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return { unreadable: `its version is ${version}` };
  const end = bytes.length - idBytes;
  const entries = new Map<string, IndexEntry>();
  let at = 12;
  let previous = "";
  for (let left = view.getUint32(8); left > 0; left--) {
    const found = readEntry({ bytes, view, end, version, idBytes }, at, previous);
    if (typeof found === "string") return { unreadable: found };
    entries.set(found.isAscii ? found.name : fromBytes(found.name), found.entry);
    previous = found.name;
    at = found.next;
  }
  const obstacle = unreadableExtension(bytes, view, at, end);
  return obstacle === undefined ? { entries } : { unreadable: obstacle };
}

// --- internal ---

interface Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where the checksum begins. */
  readonly end: number;
  readonly version: number;
  readonly idBytes: number;
}

interface ReadEntry {
  /** One character a byte. */
  readonly name: string;
  readonly isAscii: boolean;
  readonly entry: IndexEntry;
  readonly next: number;
}

function readEntry(source: Source, start: number, previous: string): ReadEntry | string {
  const { view, end, version, idBytes } = source;
  const flagsAt = start + STAT_BYTES + idBytes;
  if (flagsAt + 4 > end) return "it ends within an entry";
  const flags = view.getUint16(flagsAt);
  const isExtended = (flags & 0x4000) !== 0;
  if (isExtended && version === 2) return "it has an entry that its version does not know";
  const more = isExtended ? view.getUint16(flagsAt + 2) : 0;
  const mode = view.getUint32(start + MODE_AT);
  const kind = KINDS.get(mode);
  if (kind === undefined)
    return mode === 0o040000 ? "it is sparse (index.sparse)" : "it has an entry of an unknown kind";
  const nameAt = flagsAt + (isExtended ? 4 : 2);
  const name = version === 4 ? unfoldName(source, nameAt, previous) : plainName(source, nameAt);
  if (typeof name === "string") return name;
  const entry = { kind, skipped: (more & 0x4000) !== 0, intended: (more & 0x2000) !== 0 };
  // Before version 4 an entry is filled up to a multiple of eight bytes, with one NUL at least.
  const next = version === 4 ? name.end + 1 : start + ((name.end - start + 8) & ~7);
  return { name: name.text, isAscii: name.isAscii, entry, next };
}

interface Name {
  readonly text: string;
  readonly isAscii: boolean;
  /** Where its NUL is. */
  readonly end: number;
}

function plainName(source: Source, at: number): Name | string {
  const end = source.bytes.indexOf(0, at);
  if (end === -1 || end >= source.end) return "it ends within a path";
  if (end - at > LONGEST_PATH) return "it has a path that is too long";
  if (end === at) return SPLIT;
  const text = slice(source.bytes, at, end);
  return { text, isAscii: !HIGH.test(text), end };
}

// Version 4 names what to cut off the path before (as a number of bytes), and what follows.
function unfoldName(source: Source, at: number, previous: string): Name | string {
  const { bytes, end: limit } = source;
  let next = at;
  let byte = bytes[next++] ?? 0;
  let cut = byte & 0x7f;
  while (byte & 0x80 && next < limit && cut <= LONGEST_PATH) {
    byte = bytes[next++] ?? 0;
    cut = ((cut + 1) << 7) | (byte & 0x7f);
  }
  if (cut > previous.length) return "it has a path that shortens the one before by too much";
  const end = bytes.indexOf(0, next);
  if (end === -1 || end >= limit) return "it ends within a path";
  if (end - next > LONGEST_PATH) return "it has a path that is too long";
  const text = previous.slice(0, previous.length - cut) + slice(bytes, next, end);
  if (text.length > LONGEST_PATH) return "it has a path that is too long";
  if (text === "") return SPLIT;
  return { text, isAscii: !HIGH.test(text), end };
}

function unreadableExtension(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
): string | undefined {
  let at = start;
  while (at + 8 <= end) {
    const name = slice(bytes, at, at + 4);
    const reason = UNREADABLE_EXTENSIONS.get(name);
    if (reason !== undefined) return reason;
    // Those that begin with a capital may be passed over.
    if (!/^[A-Z]/.test(name)) return "it has an extension that is not known";
    at += 8 + view.getUint32(at + 4);
  }
  return at === end ? undefined : "it does not end where it should";
}

// oxlint-disable-next-line no-control-regex -- bytes above 127 are what this looks for
const HIGH = /[^\u0000-\u007f]/;

// One character a byte; never more than a path's length at once.
function slice(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function fromBytes(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}
