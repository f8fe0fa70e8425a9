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
      flag: "--base",
      message: `${base} has no image for ${missing.join(", ")} (${image})`,
      hint: "choose --base=scratch, which runs on every platform, or leave the platform out",
    };
  },
  "a C compiler exists for every platform": ({ cgo = "none", platforms = [] }) => {
    const missing = platforms.filter((platform) => !(platform in CROSS_COMPILERS));
    if (cgo === "none" || missing.length === 0) return undefined;
    return {
      flag: "--platform",
      message: `Debian has no C compiler for ${missing.join(", ")}, which cgo needs`,
      hint: `choose among ${Object.keys(CROSS_COMPILERS).join(", ")}, or --cgo=none if the program works without C code`,
    };
  },
  "what is linked to glibc finds it": ({ cgo, base = "distroless-base" }) =>
    cgo === "dynamic" && !hasGlibc(base)
      ? {
          flag: "--base",
          message: `${base} has no glibc, which --cgo=dynamic links to`,
          hint: "choose --base=distroless-base or --base=distroless-cc",
        }
      : undefined,
  "what is static brings no glibc along": ({ cgo = "dynamic", base = "scratch" }) =>
    cgo !== "dynamic" && hasGlibc(base)
      ? {
          flag: "--base",
          message: `${base} brings a glibc that a static program does not use`,
          hint: "choose --base=distroless",
        }
      : undefined,
  "C code is compiled on Debian": ({ cgo = "none", builder }) =>
    builder === "alpine" && cgo !== "none"
      ? {
          flag: "--builder",
          message: "the Alpine build image has no C compiler",
          hint: "leave --builder out: the build image is no part of the result",
        }
      : undefined,
  "programs have different names": ({ main = [], module = "", name = "" }) => {
    const names = programNames(main, module, name);
    const twice = names.find((one, index) => names.indexOf(one) !== index);
    if (twice === undefined) return undefined;
    return {
      flag: "--main",
      message: `two of the programs are called ${twice}`,
      hint: "build them from two directories, each with a Dockerfile of its own",
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
      flag: "--main",
      message: `${unfit} cannot be the name of a stage and of an image`,
      hint: "choose --images=one, or build it alone",
    };
  },
  "a command belongs to one program": ({ main = [], images, args, cmd, healthCmd }) => {
    if (main.length < 2 || images !== "each") return undefined;
    const lists = { "--arg": args, "--cmd": cmd, "--health-cmd": healthCmd };
    const given = Object.entries(lists).find(([, list = []]) => list.length > 0);
    return (
      given && {
        flag: given[0],
        message: "says nothing of which of several programs it is for",
        hint: "build the programs one by one, or choose --images=one",
      }
    );
  },
  "BusyBox init passes no arguments on": ({ init, args = [], cmd = [] }) =>
    init === "busybox" && args.length + cmd.length > 0
      ? {
          flag: "--init",
          message: "BusyBox init starts the program without arguments",
          hint: "leave --init out, or --arg and --cmd",
        }
      : undefined,
  "a health check has a command": ({ healthcheck, healthCmd }) =>
    healthcheck && healthCmd?.length === 0
      ? {
          flag: "--healthcheck",
          message: "nothing is known that could be asked",
          hint: "give the command word by word: --health-cmd={program} --health-cmd=health",
        }
      : undefined,
  "files have different names": ({ dockerfile, makefile }) =>
    dockerfile !== undefined && dockerfile === makefile
      ? {
          flag: "--makefile",
          message: `is the Dockerfile's name, ${makefile}`,
          hint: "give the two different names",
        }
      : undefined,
  "certificates of the base image stay": ({ base = "scratch", caCerts }) =>
    caCerts === false && BASES[base].caCertificates
      ? {
          flag: "--no-ca-certs",
          message: `the ${base} image always holds CA certificates`,
          hint: "leave the flag out, or choose --base=scratch",
        }
      : undefined,
  "time zones of the base image stay": ({ base = "scratch", tzdata }) =>
    tzdata === "none" && BASES[base].timeZones
      ? {
          flag: "--tzdata",
          message: `the ${base} image always holds time zones`,
          hint: "choose --tzdata=copy, which adds nothing to this image, or --base=scratch",
        }
      : undefined,
  "BusyBox init is in the base image": ({ base = "busybox", init }) =>
    init === "busybox" && base !== "busybox"
      ? {
          flag: "--init",
          message: `BusyBox init is not in the ${base} image`,
          hint: "choose --base=busybox, or leave --init out",
        }
      : undefined,
  "BusyBox init restarts services alone": ({ kind, init }) =>
    kind === "cli" && init === "busybox"
      ? {
          flag: "--init",
          message: "BusyBox init would restart a command-line program for ever",
          hint: "leave --init out, or choose --kind=service",
        }
      : undefined,
  "symbols are split on Debian": ({ builder, debugSymbols }) =>
    builder === "alpine" && debugSymbols === "split"
      ? {
          flag: "--builder",
          message: "eu-strip, which separates the symbols, comes with the Debian build image",
          hint: "leave --builder out: the build image is no part of the result",
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
