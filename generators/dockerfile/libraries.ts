import { CROSS_COMPILERS, UNNEEDED_PACKAGES } from "../../src/core/facts.ts";
import { parsePlatform } from "../../src/core/go/platform.ts";
import type { Answers } from "../../src/core/questions/index.ts";
import { imagePlatforms } from "../platforms.ts";
import type { View } from "../types.ts";

/** The packages that the image holds, and what the stage that unpacks them does; null without any. */
export function libraries(answers: Answers): View | null {
  const { runPackages } = answers;
  if (runPackages.length === 0) return null;
  const unneeded = UNNEEDED_PACKAGES.filter((name) => !runPackages.includes(name));
  return {
    packages: runPackages.join(" "),
    unneeded: unneeded.join(" "),
    architectures: imagePlatforms(answers)
      .map((platform) => {
        const { arch } = parsePlatform(platform);
        return `${arch}) debian=${CROSS_COMPILERS[platform]?.debian ?? arch} ;;`;
      })
      .join(" \\\n      "),
  };
}
