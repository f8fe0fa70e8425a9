import { joinPaths } from "../core/paths.ts";
import { type GoReleaser, type GoReleaserBuild, readGoReleaser } from "../read/goreleaser.ts";
import type { Repository } from "../repository/repository.ts";

const NAMES = [".goreleaser.yml", ".goreleaser.yaml", "goreleaser.yml", "goreleaser.yaml"];

/** What GoReleaser is told of the module's programs, and the file that tells it. */
export interface Releases extends GoReleaser {
  readonly file: string;
}

/** Reads the GoReleaser file of the module; what an earlier run rendered says nothing. */
export function findReleases({ files, module, rendered }: Repository): Releases | undefined {
  for (const name of NAMES) {
    const file = joinPaths(module.directory, name);
    const text = rendered.has(file) ? undefined : files.text(file);
    if (text !== undefined) return { file, ...readGoReleaser(text) };
  }
  return undefined;
}

/** The pattern that the go command takes for the package or file that a build names. */
export function patternOf({ main }: GoReleaserBuild): string {
  const directory = main
    .replace(/\/?[^/]*\.go$/, "")
    .replace(/^\.\//, "")
    .replace(/\/$/, "");
  return directory === "" || directory === "." ? "." : `./${directory}`;
}

/** The build that makes a program for linux. */
export function buildOf(
  releases: Releases | undefined,
  pattern: string,
): GoReleaserBuild | undefined {
  return releases?.builds.find((build) => build.isForLinux && patternOf(build) === pattern);
}
