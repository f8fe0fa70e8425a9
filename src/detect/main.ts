import { joinPaths, relativePath } from "../core/paths.ts";
import { findDockerfiles, readDockerfile } from "./old-dockerfile.ts";
import type { Repository } from "../repository/repository.ts";
import { goReleaserBuilds } from "../read/yaml.ts";

/** Which main packages the image is for, and why. */
export interface Choice {
  readonly main: readonly string[];
  readonly where: string;
  readonly because: string;
}

/** Directories whose programs are not what a repository is for. */
const ASIDE =
  /(?:^|\/)(?:tests?|testing|e2e|integration(?:_tests?)?|examples?|_?samples?|demos?|tools?|hack|scripts?|build|ci|docs?|contrib|bench(?:mark)?s?|gen(?:erate)?|magefiles?|internal|[^/]*[-_](?:test|gen|example))(?:\/|$)/;

/** The main packages that an image is made of, if the repository says so; undefined if somebody has to choose. */
export function chooseMain(repository: Repository): Choice | undefined {
  const { mains, preferred, files, module } = repository;
  if (preferred.length === 1)
    return { main: preferred, where: "", because: "it is in the directory that was given" };
  const [only] = mains;
  if (mains.length === 1 && only)
    return { main: [only.pattern], where: "", because: "the only main package" };
  const candidates =
    preferred.length > 0 ? mains.filter(({ pattern }) => preferred.includes(pattern)) : mains;
  const [file] = findDockerfiles(repository, undefined);
  const built = file === undefined ? [] : readDockerfile(repository, file, undefined).packages;
  const named = new Set(
    built
      .map(({ value }) => value)
      .filter((value) => candidates.some(({ pattern }) => pattern === value)),
  );
  const [first] = built;
  if (named.size === 1 && first)
    return {
      main: [...named],
      where: `${first.file}:${first.line}`,
      because: "the old Dockerfile builds it",
    };
  for (const name of [".goreleaser.yml", ".goreleaser.yaml", "goreleaser.yml"]) {
    const text = files.text(joinPaths(module.directory, name)) ?? "";
    const targets = new Set(goReleaserMains(text));
    const [target] = targets;
    if (
      targets.size === 1 &&
      target !== undefined &&
      candidates.some(({ pattern }) => pattern === target)
    )
      return { main: [target], where: name, because: "GoReleaser builds it" };
  }
  const rest = candidates.filter(
    ({ directory }) => !ASIDE.test(relativePath(module.directory, directory)),
  );
  if (rest.length === 1 && rest[0])
    return {
      main: [rest[0].pattern],
      where: "",
      because: `the other ${mains.length - 1} are tools, tests or examples`,
    };
  return undefined;
}

// A build without "main" is one of the module's root.
function goReleaserMains(text: string): readonly string[] {
  return goReleaserBuilds(text).map(({ main }) => patternOf(typeof main === "string" ? main : "."));
}

function patternOf(path: string): string {
  const directory = path
    .replace(/\/?[^/]*\.go$/, "")
    .replace(/^\.\//, "")
    .replace(/\/$/, "");
  return directory === "" || directory === "." ? "." : `./${directory}`;
}
