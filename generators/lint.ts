import type { Generator } from "./types.ts";

export const lint: Generator = {
  id: "lint",
  title: "golangci-lint configuration",
  owner: "starter",
  files: (_answers, { existing }) => (existing ? [] : [{ path: ".golangci.yml", template: "golangci.yml" }]),
};
