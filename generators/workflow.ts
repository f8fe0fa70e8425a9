import { ACTIONS, GOLANGCI_LINT, RUNNER } from "../src/facts.ts";
import type { Answers } from "../src/questions.ts";
import { imagePlatforms, programPath } from "./build.ts";
import type { Generator } from "./types.ts";

export const workflow: Generator = {
  id: "workflow",
  title: "GitHub Actions workflow",
  owner: "managed",
  files: (answers) => (answers.ci === "github" ? [{ path: ".github/workflows/ci.yml", template: "ci.yml.ejs", view: view(answers) }] : []),
};

function view(answers: Answers): Readonly<Record<string, unknown>> {
  const images = imagePlatforms(answers);
  const split = answers.debugSymbols === "split";
  const { registry, image } = destination(answers);
  return {
    runner: RUNNER,
    go: answers.go,
    golangciLint: GOLANGCI_LINT,
    pin: (action: keyof typeof ACTIONS) => `${ACTIONS[action].uses} # ${ACTIONS[action].version}`,
    split,
    compilesHere: !split || images.length < answers.platforms.length,
    program: programPath(answers),
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
