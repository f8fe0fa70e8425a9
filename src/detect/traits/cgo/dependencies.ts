import { joinPaths } from "../../../core/paths.ts";
import { type GoListTrait } from "../../finding.ts";
import type { ListedPackage } from "../../go-list.ts";
import type { Graph } from "../../graph.ts";
import { knownCgoPackage } from "./known-packages.ts";
import { libraryFindings } from "./libraries.ts";

/** A package that works only with cgo, and that another module builds in: only the go command knows what dependencies import in turn. */
export const cgoDependencies: GoListTrait = {
  id: "cgo-dependencies",
  needs: "go list",
  find: ({ graph, repository: { module } }, packages) => {
    const where = joinPaths(module.directory, "go.mod");
    const builtIn = [...packages.values()].filter(
      ({ CgoFiles = [], ImportPath, Standard }) =>
        !Standard && CgoFiles.length > 0 && knownCgoPackage(ImportPath) !== undefined,
    );
    const [first] = builtIn;
    if (!first) return [];
    const because = `${first.ImportPath} is built in, and works only with cgo`;
    return libraryFindings(first.ImportPath, libraries(builtIn, graph), where, because);
  },
};

// What the program imports by itself is found already.
function libraries(builtIn: readonly ListedPackage[], graph: Graph): readonly string[] {
  const told = [...graph.external.keys()].map((path) => knownCgoPackage(path)?.library);
  const names = builtIn.flatMap(({ ImportPath }) => knownCgoPackage(ImportPath)?.library ?? []);
  return [...new Set(names)].filter((name) => !told.includes(name));
}
