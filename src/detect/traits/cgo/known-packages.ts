import { CGO_PACKAGES } from "../../../core/facts.ts";
import { isWithin } from "../../../core/paths.ts";
import { formatPlace } from "../../../core/place.ts";
import { answer, type Finding } from "../../finding.ts";
import type { Program } from "../../program.ts";
import { libraryFindings } from "./libraries.ts";

/** What is known of a package that works only with cgo. */
export function knownCgoPackage(importPath: string): (typeof CGO_PACKAGES)[string] | undefined {
  const known = Object.keys(CGO_PACKAGES).find((one) => isWithin(importPath, one));
  return known === undefined ? undefined : CGO_PACKAGES[known];
}

/** A package of another module that is known to work only with cgo, imported by the program. */
export function knownPackages({ graph }: Program): readonly Finding[] {
  for (const [path, place] of graph.external) {
    const known = knownCgoPackage(path);
    if (!known) continue;
    const where = formatPlace(place);
    const because = `${path} works only with cgo`;
    if (known.cxx)
      return [
        answer("cgo", "dynamic", where, because),
        answer("base", "distroless-cc", where, `${path} needs the C++ library`),
      ];
    const libraries = known.library === undefined ? [] : [known.library];
    return libraryFindings(path, libraries, where, because);
  }
  return [];
}
