import { programName } from "../core/go/module-path.ts";
import { joinPaths, lastElement } from "../core/paths.ts";
import { formatPlace } from "../core/place.ts";
import { buildOf } from "./goreleaser.ts";
import type { Program } from "./program.ts";

/** What a program is called, where that is said, and why. */
export interface ProgramName {
  readonly name: string;
  readonly where: string;
  readonly because: string;
}

/** Names that say what a program is, not which: the repository's name is nearer. */
const GENERIC: ReadonlySet<string> = new Set(["api", "app", "cmd", "main", "server", "src"]);

/** What the only program of a choice is called. What was rendered before keeps its name. */
export function nameProgram(program: Program): ProgramName {
  const [main] = program.mains;
  const usual = { name: main.name, where: "", because: "as go build would name it" };
  const names = [imageName(program), buildName(program), releaseName(program)];
  const known = names.filter((one) => one !== undefined);
  if (GENERIC.has(usual.name)) known.push(...repositoryName(program));
  const [first = usual] = known;
  const { repository } = program;
  if (repository.rendered.size === 0) return first.name === usual.name ? usual : first;
  const before = renderedNames(repository);
  return known.find(({ name }) => before.has(name)) ?? usual;
}

// --- internal ---

function imageName({ mains: [main], oldImage, repository }: Program): ProgramName | undefined {
  const { programs = [], started } = oldImage ?? {};
  if (!started) return undefined;
  const name = lastElement(started.value);
  const ofOthers = programs.some(
    ({ value }) => value.output === name && !value.packages.includes(main.pattern),
  );
  const isOther = repository.mains.some((one) => one !== main && one.name === name);
  return GENERIC.has(name) || ofOthers || isOther
    ? undefined
    : { name, where: formatPlace(started), because: "the old image calls it so" };
}

function buildName({ mains: [main], oldImage }: Program): ProgramName | undefined {
  for (const { value, ...place } of oldImage?.programs ?? []) {
    const { output, packages } = value;
    const isPlain = output !== undefined && /^[\w-][\w.-]*$/.test(output);
    if (!isPlain || GENERIC.has(output) || packages.length !== 1) continue;
    if (packages[0] === main.pattern && !DIRECTORIES.has(output))
      return {
        name: output,
        where: formatPlace(place),
        because: "the old Dockerfile builds it so",
      };
  }
  return undefined;
}

/** Directories that `-o` names, where the program keeps its own name. */
const DIRECTORIES: ReadonlySet<string> = new Set(["bin", "build", "dist", "out", "target"]);

function releaseName({ mains: [main], releases }: Program): ProgramName | undefined {
  const binary = buildOf(releases, main.pattern)?.binary;
  if (!releases || !binary) return undefined;
  const where = formatPlace({ file: releases.file, line: binary.line });
  return { name: binary.value, where, because: "GoReleaser calls it so" };
}

// Programs of one repository must not share a name.
function repositoryName({ repository }: Program): readonly ProgramName[] {
  const { mains, module } = repository;
  const name = programName(module.goMod.module ?? "");
  const generic = mains.filter((main) => GENERIC.has(main.name));
  const isTaken = generic.length > 1 || mains.some((main) => main.name === name);
  if (name === "" || GENERIC.has(name) || isTaken || module.directory !== ".") return [];
  return [{ name, where: "", because: "the repository's name, which tells more than its own" }];
}

function renderedNames({ files, module, rendered }: Program["repository"]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of rendered) {
    if (!lastElement(path).startsWith("Dockerfile")) continue;
    const text = files.text(path) ?? files.text(joinPaths(module.directory, path)) ?? "";
    for (const [, word = ""] of text.matchAll(/^ENTRYPOINT \["([^"]{1,300})"/gm))
      names.add(lastElement(word));
  }
  return names;
}
