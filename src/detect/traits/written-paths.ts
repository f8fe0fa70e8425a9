import { formatPlace } from "../../core/place.ts";
import { note, type SourceTrait } from "../finding.ts";
import { writtenPaths as pathsOf } from "../written.ts";

/** How many paths are named. */
const LIMIT = 5;

/** Files that the program creates, where nothing says what stays. */
export const writtenPaths: SourceTrait = {
  id: "written-paths",
  find: ({ oldImage, sources }) => {
    const writes = pathsOf(sources, oldImage);
    const [first] = writes;
    if (!first) return [];
    const paths = [...new Set(writes.map(({ value }) => value))].slice(0, LIMIT);
    return [
      note(
        `it creates ${paths.join(", ")}`,
        formatPlace(first),
        "the image has a writable /tmp at most; for files that shall stay, give a directory: --volume=/data, and --workdir=/data if the path is relative",
        { unless: "volume" },
      ),
    ];
  },
};
