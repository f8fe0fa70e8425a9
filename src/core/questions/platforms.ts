import { isImagePlatform, PLATFORMS } from "../go/platform.ts";
import { debianPackageProblem } from "../values/debian-package.ts";
import { parsePlatforms } from "../values/platforms.ts";
import type { Rows } from "./row.ts";

/** What it is built for. */
export interface PlatformAnswers {
  /** GOOS/GOARCH[/variant], in the order of PLATFORMS; at least one for linux. */
  readonly platforms: readonly string[];
  readonly cgo: "none" | "static" | "dynamic";
  /** Packages of Debian that compiling needs: those of C libraries for the target. */
  readonly buildPackages: readonly string[];
  /** Packages of Debian that are unpacked into the image, with what they depend on. */
  readonly runPackages: readonly string[];
}

export const PLATFORM: Rows<PlatformAnswers> = {
  platforms: {
    form: "choices",
    flag: "platform",
    title: "Target platforms (linux ones become images, others binaries)",
    description:
      "target platform, repeatable or comma-separated; linux ones become images, others binaries",
    asked: true,
    choices: Object.fromEntries(
      PLATFORMS.map((value) => [value, { hint: isImagePlatform(value) ? "image" : "binary" }]),
    ),
    defaultText: "linux/amd64,linux/arm64; the first alone for AWS Lambda",
    default: (_given, found) => found.platforms ?? ["linux/amd64", "linux/arm64"],
    parse: parsePlatforms,
  },
  cgo: {
    form: "choice",
    flag: "cgo",
    title: "cgo",
    description: "cgo, for programs with C code",
    existing: true,
    choices: {
      none: { hint: "no C code: static, for every platform" },
      static: { hint: "C code linked in: runs on scratch" },
      dynamic: { hint: "glibc from the base image" },
    },
    defaultText: "detected",
    default: (_given, found) => found.cgo ?? "none",
  },
  buildPackages: {
    form: "list",
    flag: "build-package",
    title: "Debian packages to compile with",
    description: "Debian package that compiling needs, as libpcap-dev, repeatable",
    existing: true,
    default: (_given, found) => found.buildPackages ?? [],
    problem: debianPackageProblem,
  },
  runPackages: {
    form: "list",
    flag: "run-package",
    title: "Debian packages in the image",
    description:
      "Debian package that the program needs when it runs, as libpcap0.8t64, repeatable; needs a base with glibc",
    existing: true,
    default: (_given, found) => found.runPackages ?? [],
    problem: debianPackageProblem,
  },
};
