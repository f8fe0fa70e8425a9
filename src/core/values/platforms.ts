import { isImagePlatform, normalizePlatform, PLATFORMS } from "../go/platform.ts";
import { quoted } from "../words.ts";
import type { Parsed } from "./parsed.ts";

/** Reads platforms: a list of comma-separated lists. The answer is in the order of PLATFORMS, and has one for linux at least. */
export function parsePlatforms(raw: unknown): Parsed<readonly string[]> {
  const entries = typeof raw === "string" ? [raw] : raw;
  if (!Array.isArray(entries) || !entries.every((item) => typeof item === "string"))
    return { problem: "must be a list of platforms" };
  const wanted = entries
    .flatMap((entry: string) => entry.split(","))
    .map((item) => normalizePlatform(item.trim()));
  const unknown = wanted.find((platform) => !PLATFORMS.includes(platform));
  if (unknown !== undefined) return { problem: unknownPlatform(unknown) };
  if (!wanted.some(isImagePlatform))
    return {
      problem: "none of the platforms is for linux, so there is no image to build; add linux/amd64",
    };
  return { value: PLATFORMS.filter((platform) => wanted.includes(platform)) };
}

function unknownPlatform(platform: string): string {
  const similar = PLATFORMS.filter((known) => known.startsWith(`${platform.split("/")[0]}/`));
  const known =
    similar.length > 0
      ? similar.join(", ")
      : "linux/amd64, linux/arm64, darwin/arm64, windows/amd64, …";
  return `${quoted(platform)} is not a platform that Go builds for without cgo; there are ${known}`;
}
