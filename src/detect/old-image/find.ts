import { basename } from "../../core/posix.ts";
import { isWithin, joinPaths } from "../../core/paths.ts";
import { isSource, type Main, moduleHome, type Repository } from "../../repository/repository.ts";
import { isRenderedDockerfile } from "../taken.ts";
import { shipsProgram } from "./evidence.ts";

/** Directories below the root that are looked into. */
const DEEPEST = 4;
/** Dotted directories that hold Dockerfiles all the same. */
const DOTTED = new Set([".github", ".docker"]);
/** Directories whose images are not what a repository is for. */
const NOT_ENTERED = new Set(["example", "examples", "test", "tests", "e2e", "doc", "docs"]);
/** Names of Dockerfiles; what tells several apart stands before or after. */
const KINDS = ["dockerfile", "containerfile"];
const SEPARATORS = [".", "-", "_"];
/** Ends of names that Dockerfiles have, but that are none, or rendered ones. */
const NOT_OURS = [".dockerignore", ".goslim"];
/** Parts of a path that speak for another purpose than the image that is shipped. */
const ASIDE = [
  "dev",
  "test",
  "debug",
  "lint",
  "bench",
  "builder",
  "proto",
  "docs",
  "windows",
  "alpine",
  "release",
  "deb/",
  "debian/",
  "rpm/",
];

/** Points for what speaks for a Dockerfile. */
const POINTS = {
  inProgramDirectory: 8,
  inModuleDirectory: 6,
  namedAfterProgram: 4,
  startsProgram: 3,
  compilesGo: 2,
  serves: 2,
  plainName: 1,
  aside: -3,
  elsewhere: -20,
};
/** Fewer points than this, and it is another program's. */
const LEAST = -10;

/**
 * Every Dockerfile of the repository that may be one for a program of the module, the likeliest
 * first. Those that ship
 * something else follow, and are none where they are alone.
 */
export function findDockerfiles(repository: Repository, main: Main | undefined): readonly string[] {
  const found = searchDockerfiles(repository, main);
  return found.some(({ ships }) => ships) ? found.map(({ path }) => path) : [];
}

/** The Dockerfiles that are not read, because nothing in any of them builds or starts the program. */
export function findPassedOver(repository: Repository, main: Main): readonly string[] {
  const found = searchDockerfiles(repository, main);
  return found.some(({ ships }) => ships) ? [] : found.map(({ path }) => path);
}

/**
 * Whether a file of this name is a Dockerfile: `Dockerfile`, `Dockerfile.prod`, `api.Dockerfile`,
 * `Containerfile-build`.
 */
export function isDockerfileName(name: string): boolean {
  const lower = name.toLowerCase();
  if (NOT_OURS.some((end) => lower.endsWith(end)) || /[^\w.-]/.test(name)) return false;
  return KINDS.some(
    (kind) =>
      lower === kind ||
      SEPARATORS.some(
        (separator) =>
          isLonger(lower, `${kind}${separator}`, "startsWith") ||
          isLonger(lower, `${separator}${kind}`, "endsWith"),
      ),
  );
}

// --- internal ---

interface Scored {
  readonly path: string;
  readonly score: number;
  readonly ships: boolean;
}

function searchDockerfiles(repository: Repository, main: Main | undefined): readonly Scored[] {
  const { files } = repository;
  const found: Scored[] = [];
  const enter = (name: string, child: string): boolean =>
    (isSource(name) || DOTTED.has(name)) &&
    child.split("/").length <= DEEPEST &&
    !NOT_ENTERED.has(name);
  for (const directory of files.walk(".", enter)) {
    for (const name of files.list(directory).files) {
      const path = joinPaths(directory, name);
      if (!isDockerfileName(name) || repository.rendered.has(path)) continue;
      if (belongsToOther(repository, directory)) continue;
      const text = files.text(path) ?? "";
      if (!hasInstruction(text, ["FROM"])) continue;
      if (directory !== repository.module.directory && isRenderedDockerfile(text)) continue;
      const score = scoreOf(repository, main, { directory, name, text });
      if (score > LEAST) found.push({ path, score, ships: shipsProgram(text, main) });
    }
  }
  return found.sort(
    (a, b) => Number(b.ships) - Number(a.ships) || b.score - a.score || (a.path < b.path ? -1 : 1),
  );
}

function isLonger(name: string, part: string, side: "startsWith" | "endsWith"): boolean {
  return name[side](part) && name.length > part.length;
}

interface Candidate {
  readonly directory: string;
  readonly name: string;
  readonly text: string;
}

// A module below this one has images of its own.
function belongsToOther({ files, module }: Repository, directory: string): boolean {
  const home = moduleHome(files, directory);
  return (
    home !== undefined &&
    home !== module.directory &&
    (module.directory === "." || isWithin(home, module.directory))
  );
}

function scoreOf(
  { module }: Repository,
  main: Main | undefined,
  { directory, name, text }: Candidate,
): number {
  const path = joinPaths(directory, name).toLowerCase();
  const isNamed = main !== undefined && isNamedAfter(main.name, directory, name);
  const starts = main !== undefined && startsProgram(text, main.name);
  const isNear = isNamed || starts || isWithin(directory, module.directory);
  const applies: Readonly<Record<keyof typeof POINTS, boolean>> = {
    inProgramDirectory: directory === main?.directory,
    inModuleDirectory: directory === module.directory && directory !== main?.directory,
    namedAfterProgram: isNamed,
    startsProgram: starts,
    compilesGo: /\bgo\s{1,20}(?:build|install)\b/.test(text),
    serves: hasInstruction(text, ["EXPOSE", "ENTRYPOINT"]),
    plainName: name === "Dockerfile",
    aside: ASIDE.some((part) => path.includes(part)),
    elsewhere: module.directory !== "." && !isNear && !mentions(text, module.directory),
  };
  const kinds = Object.keys(POINTS) as (keyof typeof POINTS)[];
  return kinds.reduce((score, kind) => score + (applies[kind] ? POINTS[kind] : 0), 0);
}

function isNamedAfter(program: string, directory: string, name: string): boolean {
  return name.toLowerCase().includes(program.toLowerCase()) || basename(directory) === program;
}

function mentions(text: string, directory: string): boolean {
  return text.includes(`${directory}/`) || text.includes(` ${directory} `);
}

function hasInstruction(text: string, keywords: readonly string[]): boolean {
  return text.split("\n").some((line) => {
    const [first = ""] = line.trimStart().split(/\s/, 1);
    return keywords.includes(first.toUpperCase());
  });
}

function startsProgram(text: string, name: string): boolean {
  return text.split("\n").some((line) => {
    const at = Math.min(...["ENTRYPOINT", "CMD"].map((word) => indexOr(line, word)));
    return at < line.length && hasWord(line, name, at);
  });
}

function indexOr(line: string, word: string): number {
  const at = line.indexOf(word);
  return at === -1 ? line.length : at + word.length;
}

// The name with no letter, digit or `_` beside it.
function hasWord(line: string, name: string, start: number): boolean {
  for (let at = line.indexOf(name, start); at !== -1; at = line.indexOf(name, at + 1))
    if (!/\w/.test(line[at - 1] ?? "") && !/\w/.test(line[at + name.length] ?? "")) return true;
  return false;
}
