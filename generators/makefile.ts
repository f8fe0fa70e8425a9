import type { Answers } from "../src/questions.ts";
import { binary, buildFlags, imagePlatforms, linkerFlags } from "./build.ts";
import type { Generator } from "./types.ts";

export const makefile: Generator = {
  id: "makefile",
  title: "Makefile with a target for each platform",
  owner: "managed",
  files: (answers) => [{ path: "Makefile", template: "Makefile.ejs", view: view(answers) }],
};

function view(answers: Answers): Readonly<Record<string, unknown>> {
  const images = imagePlatforms(answers);
  const split = answers.debugSymbols === "split";
  const goPlatforms = split ? answers.platforms.filter((platform) => !images.includes(platform)) : answers.platforms;
  return {
    name: answers.name,
    image: answers.image,
    port: answers.port,
    imagePlatforms: images,
    split,
    flags: buildFlags(answers),
    ldflags: linkerFlags(answers, "$(VERSION)"),
    goBinaries: goPlatforms.map((platform) => binary(answers, platform)),
    dockerBinaries: split ? images.map((platform) => binary(answers, platform)) : [],
  };
}
