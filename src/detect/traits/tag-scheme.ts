import compare from "semver/functions/compare.js";
import { joinPaths } from "../../core/paths.ts";
import { tagPrefixProblem } from "../../core/values/git-names.ts";
import { parsePackedRefs, tagNames } from "../../read/git/refs.ts";
import type { Repository } from "../../repository/repository.ts";
import { answer, type SourceTrait } from "../finding.ts";
import { ownWorkflows } from "../workflows.ts";

/** What stands before the number in the tags of releases: of those that are there, or those that a workflow waits for. */
export const tagScheme: SourceTrait = {
  id: "tag-scheme",
  find: ({ repository }) => {
    const { directory } = repository.module;
    const home = directory === "." ? "" : `${directory}/`;
    const schemes = [...ofTags(repository), ...ofWorkflows(repository)].filter(
      ({ prefix }) => tagPrefixProblem(prefix) === undefined && prefix.startsWith(home),
    );
    const [first] = schemes;
    // Where nothing but the usual is said, nothing has to be kept.
    if (!first || schemes.every(({ prefix }) => prefix === "v")) return [];
    return [answer("tagPrefix", first.prefix, first.where, first.because)];
  },
};

interface Scheme {
  readonly prefix: string;
  readonly where: string;
  readonly because: string;
}

/** Directories of directories of references, and files in them, that are looked at. */
const DEEPEST = 8;
const MOST_TAGS = 100_000;

// The newest release shows how they are named now.
function ofTags({ git, files, module }: Repository): readonly Scheme[] {
  const tags = tagNames(parsePackedRefs(git.text("packed-refs") ?? ""), looseTags(git));
  let newest:
    | { readonly prefix: string; readonly version: string; readonly tag: string }
    | undefined;
  for (const tag of tags) {
    const [, prefix = "", version] =
      /^(.*?)(\d{1,9}\.\d{1,9}\.\d{1,9})(?:[-+].*)?$/.exec(tag) ?? [];
    if (version === undefined) continue;
    const directory = prefix.split("/").slice(0, -1).join("/");
    // Of another module of the repository.
    const isOthers =
      directory !== module.directory && files.isFile(joinPaths(directory || ".", "go.mod"));
    if (isOthers && directory !== "") continue;
    if (!newest || compare(version, newest.version) > 0) newest = { prefix, version, tag };
  }
  if (!newest) return [];
  return [
    { prefix: newest.prefix, where: ".git/refs/tags", because: `as in the tag ${newest.tag}` },
  ];
}

function looseTags(git: Repository["git"]): readonly string[] {
  const found: string[] = [];
  const visit = (directory: string, depth: number): void => {
    const { files, directories } = git.list(joinPaths("refs/tags", directory || "."));
    for (const name of files)
      if (found.length < MOST_TAGS) found.push(joinPaths(directory || ".", name));
    if (depth < DEEPEST)
      for (const name of directories) visit(joinPaths(directory || ".", name), depth + 1);
  };
  visit("", 0);
  return found;
}

// v*, release-[0-9]+.*: all up to the first character that stands for others.
function ofWorkflows(repository: Repository): readonly Scheme[] {
  return ownWorkflows(repository).flatMap(({ path, tags }) =>
    tags
      .filter(({ value }) => /^(?:[^!*?+[\]]+[*[]|\[)/.test(value))
      .map(({ value, line }) => ({
        prefix: /^[^*[]*/.exec(value)?.[0] ?? "",
        where: `${path}:${line}`,
        because: "the project's own workflow waits for such tags",
      })),
  );
}
