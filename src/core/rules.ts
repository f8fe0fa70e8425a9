import { BASES, type BaseFacts, CROSS_COMPILERS } from "./facts.ts";
import { programNames } from "./go/module-path.ts";
import { isImagePlatform, parsePlatform } from "./go/platform.ts";
import type { Answers } from "./questions/index.ts";
import type { Problem } from "./errors.ts";

/** Says what does not fit together, once all that it looks at is known. */
type Rule = (answers: Partial<Answers>) => Problem | undefined;

// Names of stages that a rendered Dockerfile may have.
const STAGES: readonly string[] = [
  "go",
  "rootfs",
  "libraries",
  "frontend",
  "build",
  "binaries",
  "debug-symbols",
  "base",
  "scratch",
];

/** Combinations of answers that make no sense, each by what a right one keeps to. */
export const RULES: Readonly<Record<string, Rule>> = {
  "the base image exists for every platform": ({ base, platforms = [] }) => {
    const { image, architectures }: BaseFacts = BASES[base ?? "scratch"];
    const missing = platforms.filter(
      (platform) => isImagePlatform(platform) && !hasImage(architectures, platform),
    );
    if (missing.length === 0) return undefined;
    return {
      code: "base-not-for-platform",
      at: { flag: "--base" },
      params: { base: base ?? "scratch", image, platforms: missing },
    };
  },
  "a C compiler exists for every platform": ({ cgo = "none", platforms = [] }) => {
    const missing = platforms.filter((platform) => !(platform in CROSS_COMPILERS));
    if (cgo === "none" || missing.length === 0) return undefined;
    return {
      code: "no-c-compiler-for-platform",
      at: { flag: "--platform" },
      params: { platforms: missing, possible: Object.keys(CROSS_COMPILERS) },
    };
  },
  "what is linked to glibc finds it": ({ cgo, base = "distroless-base" }) =>
    cgo === "dynamic" && !hasGlibc(base)
      ? {
          code: "base-without-glibc",
          at: { flag: "--base" },
          params: { base },
        }
      : undefined,
  "what is static brings no glibc along": ({
    cgo = "dynamic",
    base = "scratch",
    runPackages = [],
  }) =>
    cgo !== "dynamic" && runPackages.length === 0 && hasGlibc(base)
      ? {
          code: "base-with-idle-glibc",
          at: { flag: "--base" },
          params: { base },
        }
      : undefined,
  "packages in the image find glibc": ({ base = "distroless-base", runPackages = [] }) =>
    runPackages.length > 0 && !hasGlibc(base)
      ? {
          code: "packages-without-glibc",
          at: { flag: "--run-package" },
          params: { base },
        }
      : undefined,
  "packages exist for every platform": ({ runPackages = [], platforms = [] }) => {
    const missing = platforms.filter(
      (platform) => isImagePlatform(platform) && !(platform in CROSS_COMPILERS),
    );
    if (runPackages.length === 0 || missing.length === 0) return undefined;
    return {
      code: "no-packages-for-platform",
      at: { flag: "--run-package" },
      params: { platforms: missing, possible: Object.keys(CROSS_COMPILERS) },
    };
  },
  "packages are installed on Debian": ({ builder, buildPackages = [], runPackages = [] }) =>
    builder === "alpine" && buildPackages.length + runPackages.length > 0
      ? {
          code: "builder-without-packages",
          at: { flag: "--builder" },
        }
      : undefined,
  "C code is compiled on Debian": ({ cgo = "none", builder }) =>
    builder === "alpine" && cgo !== "none"
      ? {
          code: "builder-without-c-compiler",
          at: { flag: "--builder" },
        }
      : undefined,
  "programs have different names": ({ main = [], module = "", name = "" }) => {
    const names = programNames(main, module, name);
    const twice = names.find((one, index) => names.indexOf(one) !== index);
    if (twice === undefined) return undefined;
    return {
      code: "program-name-twice",
      at: { flag: "--main" },
      params: { name: twice },
    };
  },
  "an image for each program has a name": ({ main = [], module = "", name = "", images }) => {
    if (main.length < 2 || images === "one") return undefined;
    // Names of stages and of repositories are lower case.
    const unfit = programNames(main, module, name).find(
      (one) => STAGES.includes(one) || !/^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/.test(one),
    );
    if (unfit === undefined) return undefined;
    return {
      code: "program-name-no-image",
      at: { flag: "--main" },
      params: { name: unfit },
    };
  },
  "a command belongs to one program": ({ main = [], images, args, cmd, healthCmd }) => {
    if (main.length < 2 || images !== "each") return undefined;
    const lists = { "--arg": args, "--cmd": cmd, "--health-cmd": healthCmd };
    const given = Object.entries(lists).find(([, list = []]) => list.length > 0);
    return (
      given && {
        code: "command-of-which-program",
        at: { flag: given[0] },
      }
    );
  },
  "BusyBox init passes no arguments on": ({ init, args = [], cmd = [] }) =>
    init === "busybox" && args.length + cmd.length > 0
      ? {
          code: "init-passes-no-arguments",
          at: { flag: "--init" },
        }
      : undefined,
  "a health check has a command": ({ healthcheck, healthCmd }) =>
    healthcheck && healthCmd?.length === 0
      ? {
          code: "no-health-command",
          at: { flag: "--healthcheck" },
        }
      : undefined,
  "files have different names": ({ dockerfile, makefile }) =>
    dockerfile !== undefined && dockerfile === makefile
      ? {
          code: "name-of-dockerfile",
          at: { flag: "--makefile" },
          params: { name: makefile },
        }
      : undefined,
  "certificates of the base image stay": ({ base = "scratch", caCerts }) =>
    caCerts === false && BASES[base].caCertificates
      ? {
          code: "base-has-certificates",
          at: { flag: "--no-ca-certs" },
          params: { base },
        }
      : undefined,
  "time zones of the base image stay": ({ base = "scratch", tzdata }) =>
    tzdata === "none" && BASES[base].timeZones
      ? {
          code: "base-has-time-zones",
          at: { flag: "--tzdata" },
          params: { base },
        }
      : undefined,
  "BusyBox init is in the base image": ({ base = "busybox", init }) =>
    init === "busybox" && base !== "busybox"
      ? {
          code: "init-not-in-base",
          at: { flag: "--init" },
          params: { base },
        }
      : undefined,
  "BusyBox init restarts services alone": ({ kind, init }) =>
    kind === "cli" && init === "busybox"
      ? {
          code: "init-restarts-program",
          at: { flag: "--init" },
        }
      : undefined,
  "symbols are split on Debian": ({ builder, debugSymbols }) =>
    builder === "alpine" && debugSymbols === "split"
      ? {
          code: "builder-without-eu-strip",
          at: { flag: "--builder" },
        }
      : undefined,
};

/** What in these answers, complete or not, does not fit together. */
export function combinationProblems(answers: Partial<Answers>): readonly Problem[] {
  return Object.values(RULES).flatMap((rule) => rule(answers) ?? []);
}

function hasImage(architectures: readonly string[] | undefined, platform: string): boolean {
  if (!architectures) return true;
  const { arch, variant } = parsePlatform(platform);
  // An amd64 image serves every level of amd64; an arm image only its own.
  return architectures.includes(arch === "arm" ? `${arch}/${variant}` : arch);
}

function hasGlibc(base: Answers["base"]): boolean {
  const { glibc = false }: BaseFacts = BASES[base];
  return glibc;
}
