import { version } from "virtual:version";
import { ACTIONS, GOLANGCI_LINT, RUNNER } from "../src/core/facts.ts";
import type { Layout } from "../src/core/layout.ts";
import { joinPaths, relativePath } from "../src/core/paths.ts";
import type { Answers } from "../src/core/questions.ts";
import {
  buildLocation,
  compilesInImage,
  credentials,
  hasImageEach,
  imagePlatforms,
  programs,
} from "./build.ts";
import type { Generator } from "./types.ts";

export const workflow: Generator = {
  id: "workflow",
  title: "GitHub Actions workflow",
  owner: "managed",
  files: (answers, layout) =>
    answers.ci === "github"
      ? [
          {
            path: `.github/workflows/${answers.workflow}`,
            template: "ci.yml.ejs",
            view: view(answers, layout),
          },
        ]
      : [],
};

function view(answers: Answers, layout: Layout): Readonly<Record<string, unknown>> {
  const images = imagePlatforms(answers);
  const inImage = compilesInImage(answers, layout);
  const access = credentials(answers, layout);
  const { directory } = layout;
  const each = hasImageEach(answers);
  const { registry, image } = destination(answers);
  return {
    runner: RUNNER,
    go: answers.go,
    golangciLint: GOLANGCI_LINT,
    pin: (action: keyof typeof ACTIONS) => `${ACTIONS[action].uses} # ${ACTIONS[action].version}`,
    checker: answers.checkJob ? `create-goslim@${version}` : "",
    title: directory === "." ? "CI" : `CI ${directory}`,
    directory: directory === "." ? "" : directory,
    goSum: joinPaths(directory, "go.sum"),
    tested: !layout.tested,
    linted: layout.linted,
    inImage,
    split: answers.debugSymbols === "split",
    compilesHere: !inImage || images.length < answers.platforms.length,
    output: layout.output,
    make: answers.makefile === "Makefile" ? "make" : `make -f ${answers.makefile}`,
    ...buildLocation(answers, layout),
    dockerfile: joinPaths(directory, answers.dockerfile),
    namesFile: directory !== "." || answers.dockerfile !== "Dockerfile",
    contextBelow: relativePath(".", layout.context),
    dist: joinPaths(directory, layout.output),
    programs: programs(answers),
    each,
    smoke: layout.versionFlag,
    netrc: access?.auth === "netrc",
    ssh: access?.auth === "ssh",
    hosts: access?.hosts ?? [],
    goprivate: access?.patterns ?? "",
    imagePlatforms: images,
    registry,
    image,
    ghcr: registry === "ghcr.io",
  };
}

/** Where the workflow pushes to: a bare name has no registry, so that GitHub's own takes it under the repository's name. */
function destination({ image }: Answers): { readonly registry: string; readonly image: string } {
  const [first = "", ...rest] = image.split("/");
  if (rest.length === 0) return { registry: "ghcr.io", image: "ghcr.io/${{ github.repository }}" };
  const isHost = /[.:]/.test(first) || first === "localhost";
  return { registry: isHost ? first : "docker.io", image };
}
