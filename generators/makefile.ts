import type { Layout } from "../src/core/layout.ts";
import { joinPaths } from "../src/core/paths.ts";
import type { Answers } from "../src/core/questions.ts";
import {
  binary,
  buildFlags,
  buildLocation,
  compilesInImage,
  credentials,
  hasImageEach,
  imagePlatforms,
  linkerFlags,
  programs,
  linkerArguments,
} from "./build.ts";
import type { Generator } from "./types.ts";

export const makefile: Generator = {
  id: "makefile",
  title: "Makefile with a target for each platform",
  owner: "managed",
  files: (answers, layout) => [
    {
      path: joinPaths(layout.directory, answers.makefile),
      template: "Makefile.ejs",
      view: view(answers, layout),
    },
  ],
};

function view(answers: Answers, layout: Layout): Readonly<Record<string, unknown>> {
  const images = imagePlatforms(answers);
  const inImage = compilesInImage(answers, layout);
  const goPlatforms = inImage
    ? answers.platforms.filter((platform) => !images.includes(platform))
    : answers.platforms;
  const list = programs(answers);
  const each = hasImageEach(answers);
  const access = credentials(answers, layout);
  const { file, context } = buildLocation(answers, layout);
  const port = answers.port?.toString() ?? answers.expose[0]?.replace(/\/tcp$/, "") ?? null;
  return {
    make: answers.makefile === "Makefile" ? "make" : `make -f ${answers.makefile}`,
    name: answers.name,
    image: answers.image,
    bareImage: !answers.image.includes("/"),
    port: port?.replace(/\/.*/, "") ?? "",
    publish: port === null ? "" : `-p $(PORT):${port} `,
    volumes: answers.volume.map((path) => `-v ${path} `).join(""),
    imagePlatforms: images,
    inImage,
    split: answers.debugSymbols === "split",
    goOnly: inImage ? goPlatforms.length > 0 : true,
    output: layout.output,
    frontend: layout.frontend !== undefined,
    linted: layout.linted,
    file,
    context,
    stamps: linkerArguments(answers).map((name) => ({ name: name.toUpperCase() })),
    dated: linkerArguments(answers).includes("date"),
    secrets: access
      ? { netrc: ' --secret id=netrc,src="$(NETRC)"', ssh: " --ssh default" }[access.auth]
      : "",
    netrc: access?.auth === "netrc",
    private: access?.patterns ?? "",
    flags: buildFlags(answers, layout),
    ldflags: linkerFlags(answers, {
      version: "$(VERSION)",
      revision: "$(REVISION)",
      date: "$(DATE)",
    }),
    package: list.length === 1 ? list[0]?.package : "$(PACKAGE)",
    programs: list,
    several: list.length > 1,
    each,
    tags: each
      ? list.map(({ name }) => ({ name, target: `--target ${name} `, tag: `$(IMAGE)-${name}` }))
      : [{ name: answers.name, target: "", tag: "$(IMAGE)" }],
    selected: each
      ? { target: "--target $(PROGRAM) ", tag: "$(IMAGE)-$(PROGRAM)" }
      : { target: "", tag: "$(IMAGE)" },
    goBinaries: list.flatMap((program) =>
      goPlatforms.map((platform) => binary(program, platform, layout)),
    ),
    dockerBinaries: inImage
      ? list.flatMap((program) => images.map((platform) => binary(program, platform, layout)))
      : [],
  };
}
