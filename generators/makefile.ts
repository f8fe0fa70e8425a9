import { type Placeholder, PLACEHOLDER_TEXT } from "../src/core/layout.ts";
import { joinPaths, parentPath } from "../src/core/paths.ts";
import { type ModuleAccess, moduleAccess } from "./access.ts";
import {
  buildEnvironment,
  buildFlags,
  compilesInImage,
  linkedValues,
  linkerFlags,
} from "./go-build.ts";
import { buildLocation, makeCommand } from "./location.ts";
import { binariesOf, imagePlatforms } from "./platforms.ts";
import { hasImageEach, listPrograms } from "./programs.ts";
import type { Generator, Project, View } from "./types.ts";

export const makefile = {
  id: "makefile",
  title: "Makefile with a target for each platform",
  files: (project) => [
    {
      path: joinPaths(project.layout.directory, project.answers.makefile),
      template: "Makefile.ejs",
      view: view(project),
      owner: "managed",
    },
  ],
  recognises: (text) => {
    const [first = ""] = text.slice(0, 1_000).split("\n");
    return (
      first.startsWith('# "make') &&
      first.endsWith('" lists the targets. Works in sh and, with GNU make, in cmd.exe.')
    );
  },
  ignored: { usual: "Makefile", own: ({ makefile }) => makefile },
} satisfies Generator;

function view(project: Project): View {
  const { answers, layout } = project;
  return {
    make: makeCommand(project),
    name: answers.name,
    image: answers.image,
    bareImage: !answers.image.includes("/"),
    platforms: imagePlatforms(answers).join(","),
    volumes: answers.volume.map((path) => `-v ${path} `).join(""),
    output: layout.output,
    linted: layout.linted,
    placeholders: placeholders(layout.placeholders ?? []),
    placeholderText: PLACEHOLDER_TEXT,
    unattested: answers.attestations ? "" : "--provenance=false ",
    ...buildLocation(project),
    ...published(project),
    ...access(moduleAccess(project)),
    ...images(project),
    ...compilation(project),
    ...binaries(project),
    environment: buildEnvironment(answers),
    generators: [...answers.generate],
    generates: answers.generate.length > 0,
  };
}

// Only where nothing is built yet: a page of ours among real ones would be one too many.
function placeholders(list: readonly Placeholder[]): string {
  return list
    .map(({ file, forDirectory }) =>
      forDirectory ? `$(if $(wildcard ${parentPath(file)}/*),,${file})` : file,
    )
    .join(" ");
}

/** The ports at which the container is reached: the main one, and what does not answer over TCP beside it. */
function published({ answers: { port, expose } }: Project): View {
  const isTcp = (one: string): boolean => !one.includes("/") || one.endsWith("/tcp");
  const main = port?.toString() ?? (expose.find(isTcp) ?? expose[0])?.replace(/\/tcp$/, "");
  if (main === undefined) return { port: "", publish: "" };
  const [number = ""] = main.split("/");
  const others = expose.filter((one) => one !== main && !isTcp(one));
  const publish = [main, ...others].map((one) => {
    const [own = ""] = one.split("/");
    const outside = own === number ? "$(PORT)" : own;
    return `-p ${outside}:${one} `;
  });
  return { port: number, publish: publish.join("") };
}

function access(modules: ModuleAccess | undefined): View {
  const secrets = { netrc: ' --secret id=netrc,src="$(NETRC)"', ssh: " --ssh default" } as const;
  return {
    secrets: modules ? secrets[modules.auth] : "",
    netrc: modules?.auth === "netrc",
    private: modules?.patterns ?? "",
  };
}

/** The images that are built, and the one of them that is run and measured. */
function images({ answers }: Project): View {
  const programs = listPrograms(answers);
  const each = hasImageEach(answers);
  return {
    each,
    program: programs[0].name,
    tags: each
      ? programs.map(({ name }) => ({ target: `--target ${name} `, tag: `$(IMAGE)-${name}` }))
      : [{ target: "", tag: "$(IMAGE)" }],
    selected: each
      ? { target: "--target $(PROGRAM) ", tag: "$(IMAGE)-$(PROGRAM)" }
      : { target: "", tag: "$(IMAGE)" },
  };
}

/** How the go command is called. */
function compilation(project: Project): View {
  const { answers } = project;
  const programs = listPrograms(answers);
  const linked = linkedValues(answers);
  return {
    stamps: linked.map((name) => ({ name: name.toUpperCase() })),
    dated: linked.includes("date"),
    flags: buildFlags(project),
    ldflags: linkerFlags(answers, {
      version: "$(VERSION)",
      revision: "$(REVISION)",
      date: "$(DATE)",
    }),
    package: programs.length === 1 ? programs[0].package : "$(PACKAGE)",
    several: programs.length > 1,
  };
}

/** The programs for each platform, by what compiles them: the go command here, or the image build. */
function binaries(project: Project): View {
  const { answers, layout } = project;
  const programs = listPrograms(answers);
  const inImage = compilesInImage(project);
  const split = answers.debugSymbols === "split";
  const images = imagePlatforms(answers);
  const here = inImage
    ? answers.platforms.filter((platform) => !images.includes(platform))
    : answers.platforms;
  const goBinaries = binariesOf(programs, here, layout);
  const dockerBinaries = binariesOf(programs, inImage ? images : [], layout);
  const listed = (list: typeof goBinaries): string => list.map(({ file }) => file).join(" \\\n  ");
  return {
    inImage,
    split,
    inImageStage: split ? "debug-symbols" : "binaries",
    inImageTarget: split ? "debug-symbols" : "image-binaries",
    goBinaries: goBinaries.map((binary) => ({ ...binary })),
    goFiles: listed(goBinaries),
    firstBinary: goBinaries[0]?.file ?? "",
    dockerBinaries: dockerBinaries.map((binary) => ({ ...binary })),
    imageFiles: listed(dockerBinaries),
  };
}
