import { fact, note, type SourceTrait } from "../finding.ts";
import { findPassedOver } from "../old-image/index.ts";

/** How many of the other Dockerfiles are named. */
const LIMIT = 5;

/** Dockerfiles beside the one that is read, or those that are not. */
export const dockerfiles: SourceTrait = {
  id: "dockerfiles",
  find: ({ dockerfiles: [read, ...others], mains: [main], repository }) => {
    if (read === undefined)
      return findPassedOver(repository, main)
        .slice(0, LIMIT)
        .map((path) =>
          note(
            `not read: nothing in it builds or starts ${main.name}`,
            path,
            "if the program is put into that image, say so by flags: --port, --copy, --env, --volume",
          ),
        );
    if (others.length === 0) return [];
    const because = "the one read is the likeliest for this program";
    return [fact("Other Dockerfiles", others.slice(0, LIMIT).join(", "), read, because)];
  },
};
