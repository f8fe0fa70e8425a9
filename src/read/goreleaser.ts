import { itemsOf, parseYaml, textOf, valueOf } from "./yaml.ts";

/** A build of a GoReleaser file. */
export interface GoReleaserBuild {
  /** Package or file that it compiles, as written; `.` if nothing says otherwise. */
  readonly main: string;
  /** Whether it sets flags of the linker, so that the defaults of GoReleaser do not count. */
  readonly setsLinkerFlags: boolean;
}

/** The entries of a GoReleaser file's `builds`. */
export function goReleaserBuilds(text: string): readonly GoReleaserBuild[] {
  return itemsOf(valueOf(parseYaml(text), "builds")).map((build) => ({
    main: textOf(valueOf(build, "main")) || ".",
    setsLinkerFlags: valueOf(build, "ldflags") !== undefined,
  }));
}
