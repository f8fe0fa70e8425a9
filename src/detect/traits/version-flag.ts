import { layout, type SourceTrait } from "../finding.ts";

/** A flag that prints the version; of several programs nobody knows which one has it. */
export const versionFlag: SourceTrait = {
  id: "version-flag",
  find: ({ mains, sources }) => [
    layout({ versionFlag: mains.length === 1 && sources.versionFlag !== undefined }),
  ],
};
