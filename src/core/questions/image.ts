import { imageNameProblem, suggestedImageName } from "../values/image-name.ts";
import { parseUser } from "../values/user.ts";
import type { ProgramAnswers } from "./program.ts";
import type { Rows } from "./row.ts";

/** What the image is called, how it is made, and whom it runs as. */
export interface ImageAnswers {
  /** Numeric `uid:gid`. */
  readonly user: string;
  /** Image name without a tag. */
  readonly image: string;
  readonly builder: "debian" | "alpine";
  /** With several main packages: an image of its own for each, or one for all. */
  readonly images: "each" | "one";
}

export const IMAGE: Rows<ImageAnswers, ProgramAnswers> = {
  user: {
    form: "text",
    flag: "user",
    title: "User",
    description: "numeric uid[:gid] that the program runs as",
    default: (_given, found) => found.user ?? "65532:65532",
    parse: parseUser,
  },
  image: {
    form: "text",
    flag: "image",
    title: "Image name",
    description: "image name, without a tag",
    defaultText:
      "ghcr.io/<owner>/<repository>… of a module on GitHub, registry.gitlab.com/… of one on GitLab, else the program's name",
    default: ({ module = "", name = "" }, found) => found.image ?? suggestedImageName(module, name),
    problem: imageNameProblem,
  },
  builder: {
    form: "choice",
    flag: "builder",
    title: "Build image",
    description: "variant of the golang image that compiles",
    choices: {
      debian: { hint: "golang on Debian" },
      alpine: { hint: "golang on Alpine, a smaller download" },
    },
    default: () => "debian",
  },
  images: {
    form: "choice",
    flag: "images",
    title: "Images of several programs",
    description: "with several --main: an image for each, or one image for all",
    existing: true,
    choices: {
      each: { hint: "an image for each program" },
      one: { hint: "one image; --main given first is what it starts" },
    },
    default: () => "each",
  },
};
