import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { RawAnswers } from "../core/answers.ts";
import { parseAnswersFile } from "../core/answers-file.ts";
import { refusal, usageError } from "../core/errors.ts";
import { type Override, type Overrides, templateNames } from "../render/render.ts";

/** What a team has in common: data, never code. */
export interface Preset {
  /** As the record names it: a package, or a path from the record's directory. */
  readonly name: string;
  /** Whether it is an installed package. */
  readonly isPackage: boolean;
  readonly answers: RawAnswers;
  /** Templates that replace the tool's own, by the name of these without a suffix. */
  readonly templates: Overrides;
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
 * @param home absolute directory of the record
 * @throws KnownError where there is none, or it holds more than data
 */
export function loadPreset(name: string, from: string, home: string): Preset {
  if (/^[a-z][a-z+.-]+:\/\//i.test(name))
    throw usageError([{ code: "preset-url", at: { flag: "--preset" }, params: { preset: name } }]);
  const path = resolve(from, name);
  const atPath = fileOf(path);
  const file = atPath ?? (PACKAGE.test(name) ? packageFile(name, [home, from]) : undefined);
  if (file === undefined)
    throw refusal(
      "preset-absent",
      { flag: "--preset" },
      { preset: name, isPackage: PACKAGE.test(name) },
    );
  const isPackage = atPath === undefined;
  const shown = relative(home, path).split(sep).join("/");
  return {
    name: isPackage
      ? name
      : isAbsolute(shown)
        ? shown
        : shown.startsWith(".")
          ? shown
          : `./${shown}`,
    isPackage,
    answers: parseAnswersFile(readWithin(file, dirname(file), name), file, "--preset"),
    templates: readTemplates(dirname(file)),
  };
}

/**
 * The same for the name in a record, which anybody may have written: a path must lie in the repository.
 *
 * @param root absolute directory of the repository
 */
export function loadRecordedPreset(name: string, home: string, root: string): Preset {
  // Neither by its name nor by what that leads to.
  const path = resolve(home, name);
  const isInside =
    !/^[\\/]{2}/.test(name) && isBelow(path, root) && isBelow(realPath(path), realPath(root));
  if (!PACKAGE.test(name) && !isInside)
    throw refusal("preset-outside", { flag: "--preset" }, { preset: name });
  return loadPreset(name, home, home);
}

// --- internal ---

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function isBelow(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === "" || (!way.startsWith("..") && !isAbsolute(way));
}

/** The text of a small file that really lies below a directory: a link out of it could show what is not meant to be shown. */
function readWithin(path: string, directory: string, shown: string): string {
  if (!isBelow(realpathSync(path), realpathSync(directory)))
    throw refusal("preset-link-leads-out", { file: shown });
  const found = statSync(path);
  if (!found.isFile() || found.size > LIMIT)
    throw refusal("preset-file-too-large", { file: shown }, { kibibytes: LIMIT / 1024 });
  return readFileSync(path, "utf8");
}

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

function readTemplates(preset: string): Overrides {
  const directory = join(preset, "templates");
  const templates = new Map<string, Override>();
  if (!existsSync(directory)) return templates;
  const known = templateNames();
  for (const entry of readdirSync(directory).sort()) {
    const file = `templates/${entry}`;
    if (entry.endsWith(".ejs"))
      throw refusal(
        "preset-template-is-code",
        { file },
        { rename: entry.replace(/\.ejs$/, ".hbs") },
      );
    const stem = entry.replace(/\.hbs$/, "");
    if (templates.has(stem)) throw refusal("preset-template-twice", { file });
    if (!known.includes(stem)) throw refusal("preset-template-unknown", { file }, { known });
    // Without the suffix it is copied as it is.
    templates.set(stem, {
      text: readWithin(join(directory, entry), preset, file),
      isFilled: entry.endsWith(".hbs"),
    });
  }
  return templates;
}
