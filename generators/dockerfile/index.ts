import { joinPaths } from "../../src/core/paths.ts";
import type { Generator } from "../types.ts";
import { view } from "./view.ts";

export const dockerfile: Generator = {
  id: "dockerfile",
  title: "multi-stage Dockerfile",
  files: (project) => [
    {
      path: joinPaths(project.layout.directory, project.answers.dockerfile),
      template: "Dockerfile.hbs",
      view: view(project),
      owner: "managed",
    },
  ],
};
