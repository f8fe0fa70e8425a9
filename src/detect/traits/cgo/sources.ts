import { formatPlace } from "../../../core/place.ts";
import { linkedLibraries } from "../../../read/cgo-flags.ts";
import { type Finding } from "../../finding.ts";
import type { Package } from "../../graph.ts";
import type { Program } from "../../program.ts";
import { knownCgoPackage } from "./known-packages.ts";
import { libraryFindings } from "./libraries.ts";

/** An `import "C"` in the program's packages that no file without cgo stands in for. */
export function cgoSources({ graph, repository }: Program): readonly Finding[] {
  for (const one of graph.packages.values()) {
    if (!worksOnlyWithCgo(one)) continue;
    for (const { path, header } of one.files) {
      const line = header.imports.find((imported) => imported.path === "C")?.line;
      if (line === undefined) continue;
      const where = formatPlace({ file: path, line });
      const libraries = linkedLibraries(repository.files.text(path) ?? "");
      return libraryFindings("its C code", libraries, where, 'it imports "C"');
    }
  }
  return [];
}

// What stands in for a known package's C code only says that it does not work.
function worksOnlyWithCgo({ importPath, withoutCgo }: Package): boolean {
  return !withoutCgo || knownCgoPackage(importPath) !== undefined;
}
