import { joinPaths } from "../src/core/paths.ts";
import type { Generator } from "./types.ts";

export const lint: Generator = {
  id: "lint",
  title: "golangci-lint configuration",
  owner: "starter",
  files: (_answers, { existing, directory }) =>
    existing ? [] : [{ path: joinPaths(directory, ".golangci.yml"), template: "golangci.yml" }],
};
