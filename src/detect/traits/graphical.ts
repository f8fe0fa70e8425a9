import { GRAPHICAL_PACKAGES } from "../../core/facts/graphical.ts";
import { isWithin } from "../../core/paths.ts";
import { formatPlace } from "../../core/place.ts";
import { note, type SourceTrait } from "../finding.ts";

/** A program with windows: no container has a screen for it. */
export const graphical: SourceTrait = {
  id: "graphical",
  find: ({ graph }) => {
    const [path, place] =
      [...graph.external].find(([one]) =>
        GRAPHICAL_PACKAGES.some((known) => isWithin(one, known)),
      ) ?? [];
    if (path === undefined || !place) return [];
    return [
      note(
        `${path} opens windows: this is a program for a desktop, not for a container`,
        formatPlace(place),
        "a container has no screen, and the image lacks the libraries for one; hand out the program itself instead",
      ),
    ];
  },
};
