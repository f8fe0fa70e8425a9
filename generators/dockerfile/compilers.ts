import { CROSS_COMPILERS, type CrossCompiler } from "../../src/core/facts.ts";
import { parsePlatform } from "../../src/core/go/platform.ts";
import type { Answers } from "../../src/core/questions/index.ts";
import { imagePlatforms } from "../platforms.ts";

/** A shell fragment that installs the compiler for the target, where it is not the machine's own. */
export function compilers(answers: Answers, cxx: boolean): string {
  const needsName = answers.buildPackages.length > 0;
  return imagePlatforms(answers)
    .map((platform) => {
      const { arch } = parsePlatform(platform);
      const { triplet, debian } = CROSS_COMPILERS[platform] as CrossCompiler;
      const name = triplet.replace("_", "-");
      const packages = [
        `gcc-${name}`,
        ...(cxx ? [`g++-${name}`] : []),
        `libc6-dev-${debian}-cross`,
      ].join(" ");
      const architecture = needsName ? ` debian=${debian}` : "";
      return `${arch}) triplet=${triplet}${architecture} packages="${packages}" ;;`;
    })
    .join(" \\\n      ");
}
