/** One setting of a git configuration file. */
export interface Setting {
  /** In small letters. */
  readonly section: string;
  /** Exactly as it is written; "" for none. */
  readonly subsection: string;
  /** In small letters. */
  readonly key: string;
  /** `true` for a key alone, as git has it. */
  readonly value: string;
}

/** More settings than any repository has are not read. */
const MOST_SETTINGS = 20_000;

/**
 * Reads a configuration file as git-config(1) describes it. Files that it includes are not followed. Lines that git would
 * refuse are passed over.
 */
export function parseConfig(text: string): readonly Setting[] {
  const cursor = { text: text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"), at: 0 };
  const settings: Setting[] = [];
  let current: Section | undefined;
  while (cursor.at < cursor.text.length && settings.length < MOST_SETTINGS) {
    const character = cursor.text[cursor.at] as string;
    if (/\s/.test(character)) cursor.at++;
    else if (character === "#" || character === ";") skipLine(cursor);
    else if (character === "[") current = readSection(cursor);
    else {
      const setting = readSetting(cursor);
      if (setting && current) settings.push({ ...current, ...setting });
    }
  }
  return settings;
}

/** The value that counts, which is the last; undefined for none. */
export function configValue(
  settings: readonly Setting[],
  section: string,
  subsection: string,
  key: string,
): string | undefined {
  return settings.findLast(
    (one) => one.section === section && one.subsection === subsection && one.key === key,
  )?.value;
}

/** A value as git reads a truth; undefined for what is none. */
export function asBoolean(value: string | undefined): boolean | undefined {
  const word = value?.toLowerCase();
  if (word === "true" || word === "yes" || word === "on" || word === "1") return true;
  if (word === "false" || word === "no" || word === "off" || word === "0" || word === "")
    return false;
  return undefined;
}

// --- internal ---

interface Cursor {
  readonly text: string;
  at: number;
}

type Section = Pick<Setting, "section" | "subsection">;

function skipLine(cursor: Cursor): void {
  const end = cursor.text.indexOf("\n", cursor.at);
  cursor.at = end === -1 ? cursor.text.length : end + 1;
}

// `[core]`, `[remote "origin"]`, and `[branch.main]`, which git has left behind.
function readSection(cursor: Cursor): Section | undefined {
  const name = take(cursor, 1, /[A-Za-z0-9.-]/);
  let at = cursor.at;
  while (cursor.text[at] === " " || cursor.text[at] === "\t") at++;
  if (cursor.text[at] === "]") {
    cursor.at = at + 1;
    const [section = "", ...rest] = name.toLowerCase().split(".");
    return { section, subsection: rest.join(".") };
  }
  let subsection = "";
  if (cursor.text[at] === '"') {
    for (at++; at < cursor.text.length && cursor.text[at] !== '"'; at++) {
      if (cursor.text[at] === "\\") at++;
      if (cursor.text[at] === "\n") break;
      subsection += cursor.text[at] ?? "";
    }
    if (cursor.text.startsWith('"]', at)) {
      cursor.at = at + 2;
      return { section: name.toLowerCase(), subsection };
    }
  }
  skipLine(cursor);
  return undefined;
}

function readSetting(cursor: Cursor): Pick<Setting, "key" | "value"> | undefined {
  const key = take(cursor, 0, /[A-Za-z0-9-]/).toLowerCase();
  while (cursor.text[cursor.at] === " " || cursor.text[cursor.at] === "\t") cursor.at++;
  const next = cursor.text[cursor.at];
  if (!/^[a-z]/.test(key) || (next !== "=" && next !== undefined && !/[\n#;]/.test(next))) {
    skipLine(cursor);
    return undefined;
  }
  if (next !== "=") return { key, value: "true" };
  cursor.at++;
  const value = readValue(cursor);
  return value === undefined ? undefined : { key, value };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  b: "\b",
  '"': '"',
  "\\": "\\",
  "\n": "", // goes on in the next line
};

// Up to the end of its line. Spaces around it and comments do not count, unless they are quoted.
function readValue(cursor: Cursor): string | undefined {
  const parts: string[] = [];
  let spaces = "";
  let isQuoted = false;
  for (; cursor.at < cursor.text.length; cursor.at++) {
    let character = cursor.text[cursor.at] as string;
    if (character === "\n") break;
    if (!isQuoted && /\s/.test(character)) {
      if (parts.length > 0) spaces += character;
      continue;
    }
    if (!isQuoted && (character === "#" || character === ";")) break;
    if (spaces !== "") parts.push(spaces);
    spaces = "";
    if (character === '"') {
      isQuoted = !isQuoted;
      continue;
    }
    if (character === "\\") {
      const escaped = ESCAPES[cursor.text[++cursor.at] ?? ""];
      if (escaped === undefined) {
        skipLine(cursor);
        return undefined;
      }
      character = escaped;
    }
    parts.push(character);
  }
  skipLine(cursor);
  return isQuoted ? undefined : parts.join("");
}

function take(cursor: Cursor, skip: number, allowed: RegExp): string {
  const start = cursor.at + skip;
  let end = start;
  while (end < cursor.text.length && allowed.test(cursor.text[end] as string)) end++;
  cursor.at = end;
  return cursor.text.slice(start, end);
}
