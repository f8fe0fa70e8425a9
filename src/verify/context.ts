import {
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, posix } from "node:path";
import { refusal } from "../core/errors.ts";
import { joinPaths } from "../core/paths.ts";
import type { Tree } from "../tree/tree.ts";

/** A file that is to be written, by its POSIX path below the repository's root. */
export interface WrittenFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * Copies what a clone has of a directory: bytes and modes as they are on the disk. Links stay links
 * where they lead to something below the root, and are left out where not: a build must see nothing
 * else of this machine.
 *
 * @param tree what a clone has, see `openClone`; its root is an absolute path of a disk
 * @param directory POSIX, below the root
 * @param destination absolute path of what stands for the root
 * @throws KnownError for a file that cannot be read
 */
export function exportClone(tree: Tree, directory: string, destination: string): void {
  for (const place of tree.walk(directory, (name) => name !== ".git")) {
    mkdirSync(join(destination, place), { recursive: true });
    for (const name of tree.list(place).files) copyFile(tree, joinPaths(place, name), destination);
    for (const path of linksIn(tree, place)) copyLink(tree.root, path, destination);
  }
}

/** Writes files over an exported clone, as the run would write them. */
export function overlayFiles(files: readonly WrittenFile[], destination: string): void {
  for (const { path, content } of files) {
    mkdirSync(join(destination, dirname(path)), { recursive: true });
    writeFileSync(join(destination, path), content);
  }
}

// --- internal ---

function copyFile(tree: Tree, path: string, destination: string): void {
  const source = join(tree.root, path);
  if (lstatSync(source).isSymbolicLink()) return;
  try {
    copyFileSync(source, join(destination, path), constants.COPYFILE_FICLONE);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw refusal("not-copied", { file: path }, { reason });
  }
}

function linksIn(tree: Tree, directory: string): readonly string[] {
  const place = join(tree.root, directory);
  // A project that is new has no directory yet.
  if (!existsSync(place)) return [];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map(({ name }) => joinPaths(directory, name))
    .filter((path) => tree.ignored(path) === undefined);
}

// Only the words of the link count: where it leads to by way of other links, those are judged by themselves.
function copyLink(root: string, path: string, destination: string): void {
  const target = readlinkSync(join(root, path)).replaceAll("\\", "/");
  const leadsTo = posix.join(posix.dirname(path), target);
  if (posix.isAbsolute(target) || leadsTo === ".." || leadsTo.startsWith("../")) return;
  symlinkSync(target, join(destination, path));
}
