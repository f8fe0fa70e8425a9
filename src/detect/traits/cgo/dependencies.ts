import { joinPaths } from "../../../core/paths.ts";
import { answer, type GoListTrait } from "../../finding.ts";
import { knownCgoPackage } from "./known-packages.ts";

/** A package that works only with cgo, and that another module builds in: only the go command knows what dependencies import in turn. */
export const cgoDependencies: GoListTrait = {
  id: "cgo-dependencies",
  needs: "go list",
  find: ({ repository: { module } }, packages) => {
    const builtIn = [...packages.values()].find(
      ({ CgoFiles = [], ImportPath, Standard }) =>
        !Standard && CgoFiles.length > 0 && knownCgoPackage(ImportPath) !== undefined,
    );
    if (!builtIn) return [];
    const because = `${builtIn.ImportPath} is built in, and works only with cgo`;
    return [answer("cgo", "static", joinPaths(module.directory, "go.mod"), because)];
  },
};
