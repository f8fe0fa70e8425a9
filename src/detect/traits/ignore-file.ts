import { joinPaths, relativePath } from "../../core/paths.ts";
import { type IgnoreLine, parseIgnoreFile, standingOf } from "../../read/dockerignore.ts";
import { answer, type SourceTrait } from "../finding.ts";
import type { Program } from "../program.ts";
import { findTaken } from "../taken.ts";

/** What the old .dockerignore keeps out of directories that are copied or embedded: passwords, databases, what is large. */
export const ignoreFile: SourceTrait = {
  id: "ignore-file",
  find: (program) => {
    const { files, context } = program.repository;
    const needed = neededPaths(program);
    const directories = needed.filter((path) => files.isDirectory(joinPaths(context, path)));
    const path = findIgnoreFile(program);
    if (path === undefined || directories.length === 0) return [];
    const kept = parseIgnoreFile(files.text(path) ?? "").filter((line) =>
      isKept(line, directories, needed),
    );
    const [first] = kept;
    if (!first) return [];
    const patterns = kept.map((one) => (one.isException ? `!${one.path}` : one.path));
    const because = "it is kept out of what is copied or embedded";
    return [answer("ignore", [...new Set(patterns)], `${path}:${first.line}`, because)];
  },
};

/** What is left out anyway. */
const USUAL = new Set(["**/.env", "**/.env.*", "**/*_test.go"]);

// The builder takes the one beside the Dockerfile before that of the whole context.
function findIgnoreFile({ oldImage, repository }: Program): string | undefined {
  const own = oldImage && `${oldImage.file}.dockerignore`;
  if (own !== undefined && repository.files.isFile(own) && !repository.rendered.has(own))
    return own;
  return findTaken(repository).ignoreFile;
}

function neededPaths({ embeds, oldImage, repository, sources }: Program): readonly string[] {
  const { context } = repository;
  const copied = (oldImage?.copies ?? []).map(({ value }) => value.split(":")[0] ?? "");
  const paths = [...copied, ...sources.reads.map(({ value }) => value)].concat(
    embeds.map(({ path }) => path),
  );
  return [...new Set(paths.map((path) => relativePath(context, path)))].filter(
    (path) => path !== "." && !path.startsWith(".."),
  );
}

// A pattern that is about a needed file itself was written for another build, which had it from elsewhere.
function isKept(
  { path, isException }: IgnoreLine,
  directories: readonly string[],
  needed: readonly string[],
): boolean {
  if (USUAL.has(path) || (path.endsWith(".go") && !path.endsWith("_test.go"))) return false;
  if (!directories.some((directory) => standingOf(path, directory) === "below")) return false;
  return isException || !needed.some((one) => standingOf(path, one) === "at");
}
