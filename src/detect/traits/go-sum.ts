import { joinPaths } from "../../core/paths.ts";
import { note, type SourceTrait } from "../finding.ts";

/** Checksums of the modules that are downloaded. */
export const goSum: SourceTrait = {
  id: "go-sum",
  find: ({ repository: { files, module, vendor } }) => {
    const { requires, replaces } = module.goMod;
    const isDownloaded = requires.some(
      ({ target }) => !replaces.some(({ subject }) => subject === target),
    );
    const file = joinPaths(module.directory, "go.sum");
    if (!isDownloaded || vendor === "used" || files.isFile(file)) return [];
    return [
      note(
        "there is no go.sum, though modules are required",
        joinPaths(module.directory, "go.mod"),
        "run go mod tidy",
      ),
    ];
  },
};
