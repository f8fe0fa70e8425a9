import { fact, type SourceTrait } from "../finding.ts";

/** How many of the other Dockerfiles are named. */
const LIMIT = 5;

/** Dockerfiles beside the one that is read. */
export const dockerfiles: SourceTrait = {
  id: "dockerfiles",
  find: ({ dockerfiles: [read = "", ...others] }) =>
    others.length === 0
      ? []
      : [
          fact(
            "Other Dockerfiles",
            others.slice(0, LIMIT).join(", "),
            read,
            "the one read is the likeliest for this program",
          ),
        ],
};
