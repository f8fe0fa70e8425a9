import { debianLibrary } from "../../../core/facts/c-libraries.ts";
import { note, type NoteFinding } from "../../finding.ts";

/**
 * Tells which C libraries a program links to, and which packages of Debian they are in.
 *
 * @param who what links to them, in words
 * @param names as a linker or pkg-config has them
 */
export function libraryNote(who: string, names: readonly string[], where: string): NoteFinding {
  const known = names.map(debianLibrary);
  const packages = known.flatMap((one) => one ?? []);
  const build = [...new Set(packages.map((one) => one.build))].join(" ");
  const run = [...new Set(packages.map((one) => one.run))].join(" ");
  const unknown = names.filter((_, index) => !known[index]);
  const others =
    unknown.length === 0 ? "" : `; for ${unknown.join(" ")} look up the package that has it`;
  return note(
    `${who} links to ${names.join(" ")}, which is in neither the build image nor the base image`,
    where,
    packages.length === 0
      ? "install the Debian package that has it: its -dev package in the Dockerfile's build stage, the library itself in an image that the program runs in"
      : `in the Dockerfile's build stage: RUN apt-get update && apt-get install -y ${build}; with --cgo=dynamic the image that it runs in needs ${run}, as debian:trixie-slim has it by apt-get${others}`,
  );
}
