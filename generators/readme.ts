import { joinPaths } from "../src/core/paths.ts";
import type { Generator } from "./types.ts";
import { imagePlatforms } from "./build.ts";

export const readme: Generator = {
  id: "readme",
  title: "README",
  owner: "starter",
  files: (answers, { existing, directory }) =>
    existing
      ? []
      : [
          {
            path: joinPaths(directory, "README.md"),
            template: "README.md.hbs",
            view: {
              name: answers.name,
              image: answers.image,
              bareImage: !answers.image.includes("/"),
              port: answers.port,
              service: answers.kind === "service",
              split: answers.debugSymbols === "split",
              platformList: imagePlatforms(answers).join(", "),
            },
          },
        ],
};
