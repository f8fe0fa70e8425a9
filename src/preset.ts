import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { RawAnswers } from "./answers.ts";
import { parseAnswersFile } from "./answers-file.ts";
import { quoted, refusal, usageError } from "./errors.ts";
import { templateNames } from "./render.ts";

/** What a team has in common: data, never code. */
export interface Preset {
  /** As the stamp names it: a package, or a path from the stamp's directory. */
  readonly name: string;
  readonly answers: RawAnswers;
  /** Templates that replace the tool's own, by the name of these without a suffix. */
  readonly templates: ReadonlyMap<string, string>;
}

/** Bytes of one template. */
const LIMIT = 256 * 1024;
const PACKAGE = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/;

/**
 * Reads a preset: a JSON file of answers, or a directory or an installed package with a `preset.json`; beside the file a
 * directory `templates/` may replace templates.
 *
 * @param name a path or the name of a package
 * @param from absolute directory that paths start from
 * @param home absolute directory of the stamp
 * @throws KnownError where there is none, or it holds more than data
 */
export function loadPreset(name: string, from: string, home: string): Preset {
  if (/^[a-z][a-z+.-]+:\/\//i.test(name))
    throw usageError([{ flag: "--preset", message: `${quoted(name)} is a URL`, hint: "install it as a package, or check it out, and name that" }]);
  const path = resolve(from, name);
  const file = fileOf(path) ?? (PACKAGE.test(name) ? packageFile(name, [home, from]) : undefined);
  if (file === undefined) {
    const hint = PACKAGE.test(name) ? `install it: npm install --save-dev ${name}` : "name a JSON file, or a directory or package with a preset.json";
    throw refusal("--preset", `there is no preset ${quoted(name)}`, hint);
  }
  const isPackage = fileOf(path) === undefined;
  const shown = relative(home, path).split(sep).join("/");
  return {
    name: isPackage ? name : isAbsolute(shown) ? shown : shown.startsWith(".") ? shown : `./${shown}`,
    answers: parseAnswersFile(readFileSync(file, "utf8"), file),
    templates: readTemplates(join(dirname(file), "templates")),
  };
}

// --- internal ---

function fileOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return path;
  const inside = join(path, "preset.json");
  return found?.isDirectory() && existsSync(inside) ? inside : undefined;
}

// As Node does: node_modules here and in every directory above.
function packageFile(name: string, starts: readonly string[]): string | undefined {
  for (const start of starts) {
    for (let directory = start; ; directory = dirname(directory)) {
      const found = fileOf(join(directory, "node_modules", name));
      if (found !== undefined) return found;
      if (dirname(directory) === directory) break;
    }
  }
  return undefined;
}

function readTemplates(directory: string): ReadonlyMap<string, string> {
  const templates = new Map<string, string>();
  if (!existsSync(directory)) return templates;
  const known = templateNames();
  for (const entry of readdirSync(directory).sort()) {
    const file = `templates/${entry}`;
    if (entry.endsWith(".ejs")) throw refusal(file, "is code: a preset's templates are .hbs or plain text", `write it as ${entry.replace(/\.ejs$/, ".hbs")}`);
    const stem = entry.replace(/\.hbs$/, "");
    if (!known.includes(stem)) throw refusal(file, "replaces no template", `there are ${known.join(", ")}`);
    const path = join(directory, entry);
    if (!statSync(path).isFile() || statSync(path).size > LIMIT) throw refusal(file, `is not a file of at most ${LIMIT / 1024} KiB`);
    const text = readFileSync(path, "utf8");
    // Without the suffix it is copied as it is.
    templates.set(stem, entry.endsWith(".hbs") ? text : text.replaceAll("{{", "\\{{"));
  }
  return templates;
}
