import { formatPlace } from "../../core/place.ts";
import { note, type SourceTrait } from "../finding.ts";

/** How many programs are named. */
const LIMIT = 5;

/** Other programs that this one starts. */
export const startedPrograms: SourceTrait = {
  id: "started-programs",
  find: ({ sources: { executes } }) => {
    const [first] = executes;
    if (!first) return [];
    const names = [...new Set(executes.map(({ value }) => value).filter(Boolean))];
    const list = names.length > 0 ? `: ${names.slice(0, LIMIT).join(", ")}` : "";
    return [
      note(
        `it starts other programs${list}`,
        formatPlace(first),
        "scratch and distroless have none; if the image needs them, choose --base=alpine and install them",
      ),
    ];
  },
};
