import { joinPaths } from "../src/core/paths.ts";
import type { Generator } from "./types.ts";

export const lint: Generator = {
  id: "lint",
  title: "golangci-lint configuration",
  files: ({ layout: { existing, directory } }) =>
    existing
      ? []
      : [
          {
            path: joinPaths(directory, ".golangci.yml"),
            template: "golangci.yml",
            owner: "starter",
          },
        ],
};
