import { isWithin, joinPaths, lastElement, relativePath } from "../../core/paths.ts";
import { formatPlace } from "../../core/place.ts";
import { answer, type Finding, note, type SourceTrait } from "../finding.ts";
import { neededDirectories } from "../needed-directories.ts";
import type { Program } from "../program.ts";
import type { Literal } from "../source-traits.ts";

/** Files of the repository that the program opens at run time, and the directory that their paths lead from. */
export const runtimeFiles: SourceTrait = {
  id: "runtime-files",
  find: (program) => {
    const copies = [...copiesOfOldImage(program), ...copiesOfReads(program)];
    const [first] = copies;
    const pairs = copies.map(({ source, destination }) => `${source}:${destination}`);
    return [
      ...(first ? [answer("copy", pairs, first.where, first.because)] : []),
      ...workingDirectory(program, copies),
      ...nobodyCopies(program, copies),
      ...developersSettings(program),
    ];
  },
};

/** Where relative paths lead from, if no old image says otherwise. */
const HOME = "/app";

interface FileCopy {
  /** Below the build context. */
  readonly source: string;
  readonly destination: string;
  readonly where: string;
  readonly because: string;
}

function copiesOfOldImage({ oldImage, repository }: Program): readonly FileCopy[] {
  const bySource = new Map<string, FileCopy>();
  for (const line of oldImage?.copies ?? []) {
    const [source = "", destination = ""] = line.value.split(":");
    bySource.set(source, {
      source: relativePath(repository.context, source),
      destination,
      where: formatPlace(line),
      because: "in the old image",
    });
  }
  return [...bySource.values()];
}

// What the old image has is there, wherever its files are opened.
function readsBesideOldImage({ oldImage, sources }: Program): readonly Literal[] {
  const inImage = (oldImage?.copies ?? []).map(({ value }) => value.split(":")[0] ?? "");
  return sources.reads.filter(({ value }) => !inImage.some((source) => isWithin(value, source)));
}

/** Reads that are there, or are built. */
function allReads(program: Program): readonly Literal[] {
  const reads = readsBesideOldImage(program);
  const { served } = program;
  return served && !reads.some(({ value }) => value === served.value) ? [...reads, served] : reads;
}

function copiesOfReads(program: Program): readonly FileCopy[] {
  const { context, module } = program.repository;
  const home = oldWorkdir(program) ?? HOME;
  const copied: string[] = [];
  const copies: FileCopy[] = [];
  const reads = allReads(program);
  for (const read of reads) {
    const isInOther = reads.some(
      ({ value }) => value !== read.value && isWithin(read.value, value),
    );
    if (isInOther || copied.includes(read.value) || isDotenv(read)) continue;
    copied.push(read.value);
    copies.push({
      source: relativePath(context, read.value),
      destination: `${home}/${relativePath(module.directory, read.value)}`,
      where: formatPlace(read),
      because: "it is opened by a relative path",
    });
  }
  return copies;
}

function workingDirectory(program: Program, copies: readonly FileCopy[]): readonly Finding[] {
  const line = program.oldImage?.workdir;
  const workdir = oldWorkdir(program);
  const [relative] = allReads(program).filter((read) => !isDotenv(read));
  if (line && workdir !== undefined) {
    const inUse =
      relative !== undefined ||
      [
        ...copies.map(({ destination }) => destination),
        ...(program.oldImage?.volumes ?? []).map(({ value }) => value),
      ].some((path) => isWithin(path, workdir));
    // A directory that sources were compiled in means nothing for the program.
    if (inUse || !/\/(?:go\/)?src(?:\/|$)/.test(workdir))
      return [answer("workdir", workdir, formatPlace(line), "the old image's working directory")];
  }
  if (!relative) return [];
  const because = "relative paths lead from there";
  const home = workdir ?? HOME;
  return [answer("workdir", home, formatPlace(relative), because, { onlyWith: "copy" })];
}

// A file of variables is a developer's, often with secrets: .dockerignore keeps all of them out.
function isDotenv({ value }: Literal): boolean {
  return /^\.env(?:\.|$)/.test(lastElement(value));
}

function developersSettings(program: Program): readonly Finding[] {
  const [first] = readsBesideOldImage(program).filter(isDotenv);
  if (!first) return [];
  return [
    note(
      `${first.value} is not copied: such files hold a developer's variables, often secrets`,
      formatPlace(first),
      "give the variables to the container, or those that are no secrets to the image: --env=NAME=value",
    ),
  ];
}

// A path that is computed cannot be followed; a directory of such a name can be told.
function nobodyCopies(
  { embeds, mains, oldImage, repository, sources }: Program,
  copies: readonly FileCopy[],
): readonly Finding[] {
  const { context, module } = repository;
  const provided = [
    ...copies.map(({ source }) => joinPaths(context, source)),
    ...embeds.map(({ path }) => path),
    ...sources.ignoredReads.map(({ value }) => value),
  ];
  const homes = [module.directory, ...mains.map(({ directory }) => directory)];
  const needed = neededDirectories(repository, homes, provided);
  const [first] = needed;
  if (first === undefined) return [];
  const home = oldImage?.workdir?.value.replace(/\/$/, "") || HOME;
  const flags = needed.map((path) => {
    const source = relativePath(context, path);
    return `--copy=${source}:${home}/${relativePath(module.directory, path)}`;
  });
  return [
    note(
      `${needed.join(", ")} ${needed.length === 1 ? "looks" : "look"} needed at run time, but nothing copies or embeds ${needed.length === 1 ? "it" : "them"}`,
      first,
      `if the program opens ${needed.length === 1 ? "it" : "them"}: ${flags.join(" ")} --workdir=${home}`,
    ),
  ];
}

function oldWorkdir({ oldImage }: Program): string | undefined {
  const workdir = oldImage?.workdir?.value;
  return workdir === undefined || workdir === "/" ? undefined : workdir.replace(/\/$/, "");
}
