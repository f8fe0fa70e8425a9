import { debianLibrary } from "../../../core/facts/c-libraries.ts";
import { answer, type Finding, note } from "../../finding.ts";

/**
 * Finds what a program needs that calls C code: where all libraries that it links to are known, the packages of Debian that
 * they are in; else it links C code in, and is told which library is missing.
 *
 * @param who what links to them, in words
 * @param names as a linker or pkg-config has them
 * @param because why it needs cgo
 */
export function libraryFindings(
  who: string,
  names: readonly string[],
  where: string,
  because: string,
): readonly Finding[] {
  if (names.length === 0) return [answer("cgo", "static", where, because)];
  const known = names.map(debianLibrary);
  const packages = known.flatMap((one) => one ?? []);
  const build = [...new Set(packages.map((one) => one.build))];
  const run = [...new Set(packages.flatMap((one) => one.run.split(" ")))];
  const unknown = names.filter((_, index) => !known[index]);
  const links = `${who} links to ${names.join(" ")}`;
  if (unknown.length === 0)
    return [
      answer("cgo", "dynamic", where, links),
      answer("buildPackages", build, where, links),
      answer("runPackages", run, where, links),
    ];
  const flags = [
    "--cgo=dynamic",
    ...build.map((name) => `--build-package=${name}`),
    ...run.map((name) => `--run-package=${name}`),
  ].join(" ");
  const others = unknown.join(" ");
  return [
    answer("cgo", "static", where, because),
    note(
      `${links}, which is in neither the build image nor the base image`,
      where,
      packages.length === 0
        ? "look up the Debian packages that have it: --cgo=dynamic, --build-package=<the one to compile with, -dev>, --run-package=<the library itself>"
        : `${flags}; look up the packages that have ${others}, and add them in the same way`,
    ),
  ];
}
