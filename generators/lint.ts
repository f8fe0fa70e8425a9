import type { Generator } from "./types.ts";

export const lint: Generator = {
  id: "lint",
  title: "golangci-lint configuration",
  owner: "managed",
  files: () => [{ path: ".golangci.yml", template: "golangci.yml" }],
};
