import { formatPlace } from "../../core/place.ts";
import { buildOf } from "../goreleaser.ts";
import { GIVEN_TAGS } from "../old-image/compiling.ts";
import { answer, type SourceTrait } from "../finding.ts";

/** Build tags that the old image or a release is compiled with, where nobody gave some. */
export const buildTags: SourceTrait = {
  id: "build-tags",
  find: ({ givenTags, mains, oldImage, releases }) => {
    if (givenTags !== undefined) return [];
    const old = oldImage?.tags;
    if (old)
      return [answer("tags", old.value, formatPlace(old), "the old Dockerfile builds with them")];
    const [first] = mains;
    const tags = buildOf(releases, first.pattern)?.tags ?? [];
    const own = tags.filter(({ value }) => !GIVEN_TAGS.has(value));
    const [tag] = own;
    if (!releases || !tag) return [];
    const where = formatPlace({ file: releases.file, line: tag.line });
    const values = own.map(({ value }) => value);
    return [answer("tags", values, where, "GoReleaser builds with them")];
  },
};
