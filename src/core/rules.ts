import { BASES, type BaseFacts, CROSS_COMPILERS } from "./facts.ts";
import { programNames } from "./go/module-path.ts";
import { isImagePlatform, parsePlatform } from "./go/platform.ts";
import type { Answers } from "./questions/index.ts";
import type { Problem } from "./errors.ts";

type Rule = (answers: Partial<Answers>) => Problem | undefined;

const STAGES = new Set([
  "go",
  "rootfs",
  "frontend",
  "build",
  "binaries",
  "debug-symbols",
  "base",
  "scratch",
]);

/** Combinations of answers that make no sense, each with its reason. A rule is silent until all it looks at is known. */
const RULES: readonly Rule[] = [
  ({ base, platforms }) => {
    const { image, architectures }: BaseFacts = BASES[base ?? "scratch"];
    const missing = (platforms ?? []).filter(
      (platform) => isImagePlatform(platform) && !hasImage(architectures, platform),
    );
    if (missing.length === 0) return undefined;
    return {
      flag: "--base",
      message: `${base} has no image for ${missing.join(", ")} (${image})`,
      hint: "choose --base=scratch, which runs on every platform, or leave the platform out",
    };
  },
  ({ cgo, platforms }) => {
    const missing =
      cgo === undefined || cgo === "none"
        ? []
        : (platforms ?? []).filter((platform) => !(platform in CROSS_COMPILERS));
    if (missing.length === 0) return undefined;
    return {
      flag: "--platform",
      message: `Debian has no C compiler for ${missing.join(", ")}, which cgo needs`,
      hint: `choose among ${Object.keys(CROSS_COMPILERS).join(", ")}, or --cgo=none if the program works without C code`,
    };
  },
  ({ cgo, base }) => {
    if (cgo === undefined || base === undefined) return undefined;
    const { glibc = false }: BaseFacts = BASES[base];
    if (cgo === "dynamic" && !glibc)
      return {
        flag: "--base",
        message: `${base} has no glibc, which --cgo=dynamic links to`,
        hint: "choose --base=distroless-base or --base=distroless-cc",
      };
    if (cgo !== "dynamic" && glibc)
      return {
        flag: "--base",
        message: `${base} brings a glibc that a static program does not use`,
        hint: "choose --base=distroless",
      };
    return undefined;
  },
  ({ cgo, builder }) =>
    builder === "alpine" && cgo !== undefined && cgo !== "none"
      ? {
          flag: "--builder",
          message: "the Alpine build image has no C compiler",
          hint: "leave --builder out: the build image is no part of the result",
        }
      : undefined,
  ({ main, module, name, images }) => {
    if (main === undefined || main.length < 2) return undefined;
    const names = programNames(main, module ?? "", name ?? "");
    const twice = names.find((one, index) => names.indexOf(one) !== index);
    if (twice !== undefined)
      return {
        flag: "--main",
        message: `two of the programs are called ${twice}`,
        hint: "build them from two directories, each with a Dockerfile of its own",
      };
    if (images === "one") return undefined;
    // Names of stages and of repositories are lower case.
    const unfit = names.find(
      (one) => STAGES.has(one) || !/^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/.test(one),
    );
    return unfit === undefined
      ? undefined
      : {
          flag: "--main",
          message: `${unfit} cannot be the name of a stage and of an image`,
          hint: "choose --images=one, or build it alone",
        };
  },
  ({ main, images, args, cmd, healthCmd }) => {
    if (main === undefined || main.length < 2 || images !== "each") return undefined;
    const given = [
      ["--arg", args],
      ["--cmd", cmd],
      ["--health-cmd", healthCmd],
    ].find(([, list]) => (list?.length ?? 0) > 0);
    return (
      given && {
        flag: String(given[0]),
        message: "says nothing of which of several programs it is for",
        hint: "build the programs one by one, or choose --images=one",
      }
    );
  },
  ({ init, args, cmd }) =>
    init === "busybox" && (args?.length ?? 0) + (cmd?.length ?? 0) > 0
      ? {
          flag: "--init",
          message: "BusyBox init starts the program without arguments",
          hint: "leave --init out, or --arg and --cmd",
        }
      : undefined,
  ({ healthcheck, healthCmd }) =>
    healthcheck && healthCmd?.length === 0
      ? {
          flag: "--healthcheck",
          message: "nothing is known that could be asked",
          hint: "give the command word by word: --health-cmd={program} --health-cmd=health",
        }
      : undefined,
  ({ dockerfile, makefile }) =>
    dockerfile !== undefined && dockerfile === makefile
      ? {
          flag: "--makefile",
          message: `is the Dockerfile's name, ${makefile}`,
          hint: "give the two different names",
        }
      : undefined,
  ({ base, caCerts }) =>
    base && caCerts === false && BASES[base].caCertificates
      ? {
          flag: "--no-ca-certs",
          message: `the ${base} image always holds CA certificates`,
          hint: "leave the flag out, or choose --base=scratch",
        }
      : undefined,
  ({ base, tzdata }) =>
    base && tzdata === "none" && BASES[base].timeZones
      ? {
          flag: "--tzdata",
          message: `the ${base} image always holds time zones`,
          hint: "choose --tzdata=copy, which adds nothing to this image, or --base=scratch",
        }
      : undefined,
  ({ base, init }) =>
    base && init === "busybox" && base !== "busybox"
      ? {
          flag: "--init",
          message: `BusyBox init is not in the ${base} image`,
          hint: "choose --base=busybox, or leave --init out",
        }
      : undefined,
  ({ kind, init }) =>
    kind === "cli" && init === "busybox"
      ? {
          flag: "--init",
          message: "BusyBox init would restart a command-line program for ever",
          hint: "leave --init out, or choose --kind=service",
        }
      : undefined,
  ({ builder, debugSymbols }) =>
    builder === "alpine" && debugSymbols === "split"
      ? {
          flag: "--builder",
          message: "eu-strip, which separates the symbols, comes with the Debian build image",
          hint: "leave --builder out: the build image is no part of the result",
        }
      : undefined,
];

/** What in these answers, complete or not, does not fit together. */
export function combinationProblems(answers: Partial<Answers>): readonly Problem[] {
  return RULES.flatMap((rule) => rule(answers) ?? []);
}

function hasImage(architectures: readonly string[] | undefined, platform: string): boolean {
  if (!architectures) return true;
  const { arch, variant } = parsePlatform(platform);
  // An amd64 image serves every level of amd64; an arm image only its own.
  return architectures.includes(arch === "arm" ? `${arch}/${variant}` : arch);
}
