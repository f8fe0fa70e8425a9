import { executableSuffix, isImagePlatform, parsePlatform } from "../src/core/go/platform.ts";
import type { Layout } from "../src/core/layout.ts";
import type { Answers } from "../src/core/questions/index.ts";
import type { Program } from "./programs.ts";

/** Linux platforms, which become images. */
export function imagePlatforms({ platforms }: Answers): readonly string[] {
  return platforms.filter(isImagePlatform);
}

/** The file that a program becomes on a platform. */
export interface Binary {
  /** Path as the Makefile names it: `<output>/<platform>/<name>`. */
  readonly file: string;
  readonly package: string;
  /** `GOARM := 7`, `GOAMD64 := v3`, or nothing. */
  readonly level: string;
}

/** Each of the programs on each of the platforms. */
export function binariesOf(
  programs: readonly Program[],
  platforms: readonly string[],
  { output }: Layout,
): readonly Binary[] {
  return programs.flatMap(({ name, package: pattern }) =>
    platforms.map((platform) => {
      const parsed = parsePlatform(platform);
      return {
        file: `${output}/${platform}/${name}${executableSuffix(parsed)}`,
        package: pattern,
        level: levelOf(parsed),
      };
    }),
  );
}

function levelOf({ arch, variant }: ReturnType<typeof parsePlatform>): string {
  if (!variant) return "";
  return arch === "arm" ? `GOARM := ${variant.slice(1)}` : `GOAMD64 := ${variant}`;
}
