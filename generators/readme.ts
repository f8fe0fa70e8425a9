import { joinPaths } from "../src/core/paths.ts";
import { imagePlatforms } from "./platforms.ts";
import type { Generator, Project, View } from "./types.ts";

export const readme: Generator = {
  id: "readme",
  title: "README",
  files: (project) =>
    project.layout.existing
      ? []
      : [
          {
            path: joinPaths(project.layout.directory, "README.md"),
            template: "README.md.hbs",
            view: view(project),
            owner: "starter",
          },
        ],
};

function view({ answers }: Project): View {
  return {
    name: answers.name,
    image: answers.image,
    bareImage: !answers.image.includes("/"),
    port: answers.port,
    service: answers.kind === "service",
    split: answers.debugSymbols === "split",
    platformList: imagePlatforms(answers).join(", "),
  };
}
