import type { Generator } from "./types.ts";

export const dockerignore: Generator = {
  id: "dockerignore",
  title: ".dockerignore",
  owner: "managed",
  files: () => [{ path: ".dockerignore", template: "dockerignore" }],
};
