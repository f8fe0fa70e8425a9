import { text } from "../text.ts";

/** Why a digest cannot be looked up. */
export const REGISTRY = {
  "certificates-unreadable": text<{ reason: string }>(
    ({ reason }) => `cannot be read: ${reason}`,
    "correct the variable, or unset it",
  ),
  "image-of-one-platform": text<{ image: string }>(
    ({ image }) => `${image} is for one platform only, which it does not name`,
    "choose another tag or registry",
  ),
  "image-not-for-platform": text<{ image: string; platforms: readonly string[] }>(
    ({ image, platforms }) => `${image} does not exist for ${platforms.join(", ")}`,
    "choose another base image, or leave the platform out: --base, --platform",
  ),
  "not-resolved": text<{ name: string; reason: string }>(
    ({ name, reason }) => `${name} cannot be resolved: ${reason}`,
    "nothing was changed; without --pin no network is needed",
  ),
};
