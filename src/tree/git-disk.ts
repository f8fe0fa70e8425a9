import { lstatSync } from "node:fs";
import { join, sep } from "node:path";
import { asBoolean, configValue, parseConfig } from "../read/git/config.ts";
import { findGitDirectory, type GitDirectory } from "../read/git/git-dir.ts";
import { readRegularFile } from "./regular-file.ts";
import { readTracking, type Tracking } from "./tracked.ts";

/** Bytes of an index: hundreds of thousands of files. */
const LARGEST_INDEX = 128 << 20;
/** Bytes of every other file. */
const LARGEST_TEXT = 1 << 20;

/**
 * Where git keeps the repository of a work tree.
 *
 * @param workTree absolute, as the system spells it
 */
export function gitDirectory(workTree: string): GitDirectory | undefined {
  return findGitDirectory(workTree.split(sep).join("/"), {
    kind: (path) => {
      try {
        const found = lstatSync(path);
        return found.isDirectory() ? "directory" : found.isFile() ? "file" : undefined;
      } catch {
        return undefined;
      }
    },
    text: readText,
  });
}

/** What git tracks of a work tree, from its files; undefined where there is no repository. */
export function gitTracking(workTree: string): Tracking | undefined {
  const found = gitDirectory(workTree);
  if (!found) return undefined;
  const config = parseConfig(readText(`${found.common}/config`) ?? "");
  const format = configValue(config, "extensions", "", "objectformat")?.toLowerCase();
  return readTracking({
    read: (path) => readRules(workTree, path),
    index: readRegularFile(`${found.own}/index`, LARGEST_INDEX),
    idBytes: format === "sha256" ? 32 : 20,
    exclude: readText(`${found.common}/info/exclude`),
    ignoreCase: asBoolean(configValue(config, "core", "", "ignorecase")) ?? false,
  });
}

// --- internal ---

// As git does: rules are not read through a symbolic link.
function readRules(workTree: string, path: string): string | undefined {
  const absolute = join(workTree, path);
  try {
    if (!lstatSync(absolute).isFile()) return undefined;
  } catch {
    return undefined;
  }
  return readText(absolute);
}

function readText(path: string): string | undefined {
  return readRegularFile(path, LARGEST_TEXT)?.toString("utf8");
}
