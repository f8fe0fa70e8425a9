import { joinPaths } from "../../../core/paths.ts";
import { answer, type Finding, type GoListTrait } from "../../finding.ts";
import type { ListedPackage } from "../../go-list.ts";
import type { Graph } from "../../graph.ts";
import { knownCgoPackage } from "./known-packages.ts";
import { libraryNote } from "./libraries.ts";

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
    return [answer("cgo", "static", where, because), ...libraries(builtIn, graph, where)];
  },
};

// What the program imports by itself is told already.
function libraries(
  builtIn: readonly ListedPackage[],
  graph: Graph,
  where: string,
): readonly Finding[] {
  const told = new Set(
    [...graph.external.keys()].flatMap((path) => knownCgoPackage(path)?.library ?? []),
  );
  return builtIn.flatMap(({ ImportPath }) => {
    const library = knownCgoPackage(ImportPath)?.library;
    if (library === undefined || told.has(library)) return [];
    told.add(library);
    return [libraryNote(ImportPath, [library], where)];
  });
}
