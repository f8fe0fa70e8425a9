import { formatPlace } from "../../core/place.ts";
import { note, type SourceTrait } from "../finding.ts";

/** A program that asks for the home directory, or for caches and configurations in it. */
export const homeDirectory: SourceTrait = {
  id: "home-directory",
  find: ({ oldImage, sources: { asksHome } }) => {
    const isSet = oldImage?.env.some(({ value }) => value.startsWith("HOME=")) === true;
    if (!asksHome || isSet) return [];
    return [
      note(
        "it asks for the home directory of its user",
        formatPlace(asksHome),
        "the image has none that it may write to; for what it keeps there, give one: --volume=/home/app --env=HOME=/home/app",
        { unless: "volume" },
      ),
    ];
  },
};
