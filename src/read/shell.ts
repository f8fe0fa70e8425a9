import { type Cursor, type Lookup, readVariable } from "./dockerfile/variables.ts";

/** A word of a command line. */
export interface Word {
  /** As written, without quotes; variables stay. */
  readonly text: string;
  /** What the command gets; undefined where only a run of the shell can tell. */
  readonly value: string | undefined;
}

/** A simple command with its arguments. */
export interface Command {
  /** `NAME=value` before the command, `export` and `env` included. */
  readonly assignments: ReadonlyMap<string, string | undefined>;
  /** The program first; empty where only variables are set. */
  readonly words: readonly Word[];
}

/** What a shell would run. */
export interface Script {
  readonly commands: readonly Command[];
  /**
   * Whether it is one command that needs no shell to be started: no list, redirection, variable or
   * pattern.
   */
  readonly isPlain: boolean;
}

/** Commands that are read of one text; a script that long is no command line. */
export const MOST_COMMANDS = 2000;
/** Characters that are read of one text: Linux takes no longer argument of `sh -c`. */
export const LONGEST_SCRIPT = 1 << 17;
/** Shells in shells: `sh -c "sh -c …"`. */
const DEEPEST = 3;
/** Words of the language that stand before a command. */
const BEFORE = new Set(["!", "{", "if", "then", "elif", "else", "do", "while", "until", "time"]);
/** Words of the language that are no command. */
const BETWEEN = new Set(["}", "fi", "done", "esac"]);
/** Commands that start what their arguments name. */
const STARTERS = new Set(["exec", "env", "export", "command", "nohup"]);
const SHELLS = new Set(["sh", "bash", "ash", "dash"]);
const SPLITS_COMMANDS = new Set([";", "&", "|", "\n", "(", ")"]);
const PATTERN = new Set(["*", "?", "[", "~", "{"]);

/**
 * Reads commands of a POSIX shell, as far as that is possible without being one. Linear in the
 * text; loops, functions
 * and conditions are not followed: the commands in them are listed as if each ran once.
 *
 * @param lookup values of the environment
 */
export function readScript(text: string, lookup: Lookup = () => undefined): Script {
  return readNested(text.slice(0, LONGEST_SCRIPT), lookup, 0);
}

/** The words of a command line that can be started without a shell; undefined if it needs one. */
export function plainWords(text: string, lookup?: Lookup): readonly string[] | undefined {
  const { commands, isPlain } = readScript(text, lookup);
  const [command] = commands;
  return isPlain && command ? command.words.map(({ value }) => value ?? "") : undefined;
}

/** Whether words start a shell with a command line, which is the last of them: `/bin/sh -c "…"`. */
export function isShellCall(words: readonly string[]): boolean {
  const [program = "", option = ""] = words;
  const name = program.slice(program.lastIndexOf("/") + 1);
  return words.length > 2 && SHELLS.has(name) && /^-\w*c$/.test(option);
}

// --- internal ---

function readNested(text: string, lookup: Lookup, depth: number): Script {
  const reader = new Reader(text, lookup);
  reader.read();
  const commands: Command[] = [];
  let isPlain = !reader.needsShell && reader.commands.length === 1;
  for (const words of reader.commands.slice(0, MOST_COMMANDS)) {
    const command = asCommand(words);
    if (!command) continue;
    if (command.assignments.size > 0 || command.words.some(({ value }) => value === undefined))
      isPlain = false;
    const values = command.words.map(({ value }) => value ?? "");
    const line = command.words[2];
    if (!isShellCall(values) || line?.value === undefined || depth === DEEPEST) {
      commands.push(command);
      continue;
    }
    const inner = readNested(line.value, lookup, depth + 1);
    if (!inner.isPlain) isPlain = false;
    commands.push(...inner.commands.slice(0, MOST_COMMANDS - commands.length));
  }
  return { commands, isPlain: isPlain && commands.length === 1 };
}

function asCommand(words: readonly Word[]): Command | undefined {
  const assignments = new Map<string, string | undefined>();
  let at = 0;
  while (BEFORE.has(words[at]?.text ?? "")) at += 1;
  for (; at < words.length; at += 1) {
    const { text, value } = words[at] as Word;
    const [all, name = ""] = /^([A-Za-z_]\w*)=/.exec(text) ?? [];
    if (all !== undefined) assignments.set(name, value?.slice(all.length));
    else if (!STARTERS.has(text)) break;
  }
  const rest = words.slice(at);
  if (BETWEEN.has(rest[0]?.text ?? "") || (rest.length === 0 && assignments.size === 0))
    return undefined;
  return { assignments, words: rest };
}

/** Goes through a text once, character by character. */
class Reader {
  readonly commands: (readonly Word[])[] = [];
  needsShell = false;
  readonly #cursor: Cursor;
  readonly #lookup: Lookup;
  #words: Word[] = [];
  #text = "";
  #value: string | undefined = "";
  #isOpen = false;
  #isTarget = false;

  constructor(text: string, lookup: Lookup) {
    this.#cursor = { text, at: 0 };
    this.#lookup = lookup;
  }

  read(): void {
    const cursor = this.#cursor;
    while (cursor.at < cursor.text.length) {
      const character = cursor.text[cursor.at] as string;
      if (character === "\\") this.#readEscape();
      else if (character === "'") this.#readSingleQuoted();
      else if (character === '"') this.#readDoubleQuoted();
      else if (character === "$" || character === "`") this.#readExpansion(false);
      else if (character === "<" || character === ">") this.#readRedirection();
      else if (SPLITS_COMMANDS.has(character)) this.#readSeparator(character);
      else if (character.trim() === "") {
        this.#endWord();
        cursor.at += 1;
      } else if (character === "#" && !this.#isOpen) this.#skipComment();
      else this.#readPlain(character);
    }
    this.#endCommand();
  }

  #readPlain(character: string): void {
    this.#add(character);
    this.#cursor.at += 1;
    if (PATTERN.has(character)) {
      this.needsShell = true;
      // A lone `{` is a word of the language.
      this.#value = undefined;
    }
  }

  #add(text: string): void {
    this.#addValue(text, text);
  }

  #addValue(text: string, value: string | undefined): void {
    this.#isOpen = true;
    this.#text += text;
    this.#value =
      value === undefined || this.#value === undefined ? undefined : this.#value + value;
  }

  #readEscape(): void {
    const next = this.#cursor.text[this.#cursor.at + 1] ?? "";
    if (next !== "\n") this.#add(next);
    this.#cursor.at += 2;
  }

  #readSingleQuoted(): void {
    const { text, at } = this.#cursor;
    const end = text.indexOf("'", at + 1);
    this.#add(text.slice(at + 1, end === -1 ? text.length : end));
    this.#cursor.at = end === -1 ? text.length : end + 1;
  }

  #readDoubleQuoted(): void {
    const cursor = this.#cursor;
    this.#add("");
    cursor.at += 1;
    while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '"') {
      const character = cursor.text[cursor.at] as string;
      const next = cursor.text[cursor.at + 1] ?? "";
      if (character === "\\" && next === "\n") cursor.at += 2;
      else if (character === "\\" && /["$`\\]/.test(next)) this.#readEscape();
      else if (character === "$" || character === "`") this.#readExpansion(true);
      else {
        this.#add(character);
        cursor.at += 1;
      }
    }
    cursor.at += 1;
  }

  // Blanks in a value outside of quotes separate words.
  #readExpansion(isQuoted: boolean): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    const isCommand = cursor.text[start] === "`" || cursor.text[start + 1] === "(";
    const value = isCommand ? this.#skipSubstitution() : readVariable(cursor, this.#lookup);
    const text = cursor.text.slice(start, cursor.at);
    if (value === undefined || isQuoted) return this.#addValue(text, value);
    const parts = value.split(/\s+/);
    if (parts.length === 1 && value !== "") return this.#addValue(text, value);
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.#endWord();
      if (part !== "") this.#add(part);
    }
  }

  #skipSubstitution(): undefined {
    const cursor = this.#cursor;
    this.needsShell = true;
    if (cursor.text[cursor.at] === "`") {
      const end = cursor.text.indexOf("`", cursor.at + 1);
      cursor.at = end === -1 ? cursor.text.length : end + 1;
      return undefined;
    }
    let open = 0;
    for (cursor.at += 1; cursor.at < cursor.text.length; cursor.at += 1) {
      const character = cursor.text[cursor.at];
      if (character === "\\") cursor.at += 1;
      else if (character === "(") open += 1;
      else if (character === ")") open -= 1;
      if (open === 0) break;
    }
    cursor.at = Math.min(cursor.at + 1, cursor.text.length);
    return undefined;
  }

  // `2>&1`, `>>file`: neither the number nor the target is an argument.
  #readRedirection(): void {
    this.needsShell = true;
    if (/^\d+$/.test(this.#text)) this.#drop();
    this.#endWord();
    while (/[<>&|-]/.test(this.#cursor.text[this.#cursor.at] ?? "")) this.#cursor.at += 1;
    this.#isTarget = true;
  }

  #readSeparator(character: string): void {
    if (character === "&" && this.#cursor.text[this.#cursor.at + 1] === ">") {
      this.#cursor.at += 1;
      return this.#readRedirection();
    }
    if (character !== "\n") this.needsShell = true;
    this.#cursor.at += 1;
    this.#endCommand();
  }

  #skipComment(): void {
    const end = this.#cursor.text.indexOf("\n", this.#cursor.at);
    this.needsShell = true;
    this.#cursor.at = end === -1 ? this.#cursor.text.length : end;
  }

  #endWord(): void {
    if (!this.#isOpen) return;
    if (this.#isTarget) this.#isTarget = false;
    else this.#words.push({ text: this.#text, value: this.#value });
    this.#drop();
  }

  #drop(): void {
    this.#text = "";
    this.#value = "";
    this.#isOpen = false;
  }

  #endCommand(): void {
    this.#endWord();
    this.#isTarget = false;
    if (this.#words.length > 0) this.commands.push(this.#words);
    this.#words = [];
  }
}
