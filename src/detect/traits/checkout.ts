import { isWithin, joinPaths } from "../../core/paths.ts";
import { readFilters } from "../../read/git/attributes.ts";
import { isLfsPointer } from "../../read/git/lfs.ts";
import { submodulePaths } from "../../read/git/modules.ts";
import { fact, type Finding, layout, note, type SourceTrait } from "../finding.ts";
import type { Program } from "../program.ts";

/** What a plain checkout lacks of what the program is made of: submodules, and files that Git LFS keeps. */
export const checkout: SourceTrait = {
  id: "checkout",
  find: (program) => [...submodules(program), ...largeFiles(program)],
};

// All that the build context would hold: the go command follows no list of directories.
function submodules({ repository: { context, files } }: Program): readonly Finding[] {
  const file = ".gitmodules";
  const paths = submodulePaths(files.text(file) ?? "").filter(
    (path) => context === "." || isWithin(path, context) || isWithin(context, path),
  );
  if (paths.length === 0) return [];
  const because = "the workflow checks them out";
  return [fact("Submodules", paths.join(" "), file, because), layout({ submodules: true })];
}

/** Files of embedded directories that are looked at. */
const MOST_FILES = 10_000;

function largeFiles(program: Program): readonly Finding[] {
  const { files, git } = program.repository;
  const filterOf = readFilters({
    read: (path) => files.text(path),
    info: git.text("info/attributes"),
  });
  const kept = inputsOf(program).filter((path) => filterOf(path) === "lfs");
  const [first] = kept;
  if (first === undefined) return [];
  const pointers = kept.filter((path) => isLfsPointer(files.text(path) ?? ""));
  const [pointer] = pointers;
  const because = "the workflow fetches what Git LFS keeps";
  return [
    fact("Git LFS", first, ".gitattributes", because),
    layout({ lfs: true }),
    ...(pointer === undefined
      ? []
      : [
          note(
            `${pointer} is the pointer of Git LFS here, not the file`,
            pointer,
            "before an image is built here, fetch it: git lfs pull",
          ),
        ]),
  ];
}

// What ends up in the image: embedded files, and those that the program opens.
function inputsOf({ embeds, repository: { files }, sources }: Program): readonly string[] {
  const paths = [...embeds, ...sources.reads.map(({ value }) => ({ path: value }))];
  const inputs = new Set<string>();
  for (const { path } of paths) {
    if (!files.isDirectory(path)) inputs.add(path);
    else
      for (const directory of files.walk(path, () => inputs.size < MOST_FILES))
        for (const name of files.list(directory).files) inputs.add(joinPaths(directory, name));
  }
  return [...inputs].slice(0, MOST_FILES);
}
