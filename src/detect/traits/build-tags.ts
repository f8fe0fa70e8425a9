import { formatPlace } from "../../core/place.ts";
import { answer, type SourceTrait } from "../finding.ts";

/** Build tags that the old image is compiled with, where nobody gave some. */
export const buildTags: SourceTrait = {
  id: "build-tags",
  find: ({ givenTags, oldImage }) => {
    const tags = oldImage?.tags;
    if (givenTags !== undefined || !tags) return [];
    return [answer("tags", tags.value, formatPlace(tags), "the old Dockerfile builds with them")];
  },
};
