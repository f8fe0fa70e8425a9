import { type EmbedInput, readEmbeds } from "./embeds.ts";
import { type Graph, readGraph } from "./graph.ts";
import { withMounted } from "./deployments.ts";
import { buildOf, findReleases, type Releases } from "./goreleaser.ts";
import { judgeValue } from "./judge.ts";
import { findFrontEnd } from "./front-end/find.ts";
import { GIVEN_TAGS } from "./old-image/compiling.ts";
import { findServed, type ServedFrontEnd } from "./front-end/served.ts";
import { findDockerfiles, type OldImage, readDockerfile } from "./old-image/index.ts";
import { commonDirectory } from "../repository/build-list.ts";
import type { Main, Repository } from "../repository/repository.ts";
import { sourceReader } from "./source-reader.ts";
import type { SourceTraits } from "./source-traits.ts";

/** Which main packages the image is for, where that is said, and why. */
export interface Choice {
  /** Patterns of {@link Repository.mains}. */
  readonly main: readonly string[];
  readonly where: string;
  readonly because: string;
}

/** All that a trait may read: the repository, and what is in the programs that the image is for. */
export interface Program {
  readonly repository: Repository;
  readonly choice: Choice;
  /** The main packages; one at least. */
  readonly mains: readonly [Main, ...Main[]];
  /** Build tags that were given; undefined where nobody said anything. */
  readonly givenTags: readonly string[] | undefined;
  /** Build tags that the graph is read with: the given ones, or those of the old image. */
  readonly tags: readonly string[];
  readonly graph: Graph;
  readonly sources: SourceTraits;
  /** Paths of the Dockerfiles, the likeliest for this program first. */
  readonly dockerfiles: readonly string[];
  /** What the first of them says. */
  readonly oldImage: OldImage | undefined;
  /** What GoReleaser is told. */
  readonly releases: Releases | undefined;
  readonly embeds: readonly EmbedInput[];
  /** A front end that it opens at run time, and that has to be built. */
  readonly served: ServedFrontEnd | undefined;
}

/** Reads the programs of a choice: their old image, the graph of their packages, and the sources in it. */
export function readProgram(
  repository: Repository,
  choice: Choice,
  givenTags: readonly string[] | undefined,
): Program {
  const mains = choice.main.flatMap(
    (pattern) => repository.mains.find((one) => one.pattern === pattern) ?? [],
  );
  const [first, ...others] = mains;
  if (!first) throw new Error(`no main package among ${choice.main.join(", ")}`);
  const dockerfiles = findDockerfiles(repository, first);
  const [likeliest] = dockerfiles;
  const oldImage =
    likeliest === undefined
      ? undefined
      : withMounted(readDockerfile(repository, likeliest, first, mains), repository);
  const releases = findReleases(repository);
  const tags = givenTags ?? usableTags(oldImage?.tags?.value ?? releasedTags(releases, first));
  const reader = sourceReader(repository);
  const graph = readGraph(repository, mains, tags, reader.visit);
  const embeds = readEmbeds(repository, graph);
  const sources = reader.traits();
  const served = findServed(repository, sources);
  const paths = [...embeds.map(({ path }) => path), ...(served ? [served.value] : [])];
  return {
    repository: withFrontEnds(repository, paths),
    choice,
    mains: [first, ...others],
    givenTags,
    tags,
    graph,
    sources,
    dockerfiles,
    oldImage,
    releases,
    embeds,
    served,
  };
}

// Of the other tags those that say nothing without cgo, or are given anyway.
function releasedTags(releases: Releases | undefined, { pattern }: Main): readonly string[] {
  const tags = buildOf(releases, pattern)?.tags ?? [];
  return tags.map(({ value }) => value).filter((tag) => !GIVEN_TAGS.has(tag));
}

// A front end beside the module is built too: then the build context holds both.
function withFrontEnds(repository: Repository, paths: readonly string[]): Repository {
  const homes = paths.flatMap((path) => {
    const { directory, install } = findFrontEnd(repository, path) ?? {};
    return directory === undefined || install === undefined ? [] : [directory, install.root];
  });
  const context = commonDirectory([repository.context, ...homes]);
  return context === repository.context ? repository : { ...repository, context };
}

// The graph is read with tags before any finding is accepted.
function usableTags(tags: readonly string[]): readonly string[] {
  const { value = [] } = judgeValue("tags", tags, { directory: "" });
  return value as readonly string[];
}
