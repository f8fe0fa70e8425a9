import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A repository in one file, in the txtar format of golang.org/x/tools: what it shows, settings of the test, and the files. */
export interface Fixture {
  readonly name: string;
  /** `key: value` lines of the head; a word alone is a key without a value. */
  readonly settings: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

const DIRECTORY = new URL("../fixtures/", import.meta.url);

export function fixtures(): readonly Fixture[] {
  return readdirSync(DIRECTORY)
    .sort()
    .map((file) =>
      parse(file.replace(/\.txtar$/, ""), readFileSync(new URL(file, DIRECTORY), "utf8")),
    );
}

/** Writes the files of a fixture below a directory. */
export function unpackFixture({ files }: Fixture, directory: string): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

function parse(name: string, text: string): Fixture {
  const [head = "", ...parts] = text.split(/^-- (.+) --\n/m);
  const settings = Object.fromEntries(
    head
      .split("\n")
      .slice(1)
      .flatMap((line) => {
        const [, key, value = ""] = /^([a-z]+)(?::\s*(.*))?$/.exec(line) ?? [];
        return key === undefined ? [] : [[key, value]];
      }),
  );
  const files = Object.fromEntries(
    parts.flatMap((path, index) => (index % 2 === 0 ? [[path, parts[index + 1] ?? ""]] : [])),
  );
  return { name, settings, files };
}
