import { BASES, type BaseFacts } from "./facts.ts";
import { isImagePlatform, parsePlatform } from "./go/platform.ts";
import type { Answers } from "./questions.ts";
import type { Problem } from "./errors.ts";

type Rule = (answers: Partial<Answers>) => Problem | undefined;

/** Combinations of answers that make no sense, each with its reason. A rule is silent until all it looks at is known. */
const RULES: readonly Rule[] = [
  ({ base, platforms }) => {
    const { image, architectures }: BaseFacts = BASES[base ?? "scratch"];
    const missing = (platforms ?? []).filter((platform) => isImagePlatform(platform) && !hasImage(architectures, platform));
    if (missing.length === 0) return undefined;
    return {
      flag: "--base",
      message: `${base} has no image for ${missing.join(", ")} (${image})`,
      hint: "choose --base=scratch, which runs on every platform, or leave the platform out",
    };
  },
  ({ base, caCerts }) =>
    base && caCerts === false && BASES[base].caCertificates
      ? { flag: "--no-ca-certs", message: `the ${base} image always holds CA certificates`, hint: "leave the flag out, or choose --base=scratch" }
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
      ? { flag: "--init", message: `BusyBox init is not in the ${base} image`, hint: "choose --base=busybox, or leave --init out" }
      : undefined,
  ({ kind, init }) =>
    kind === "cli" && init === "busybox"
      ? { flag: "--init", message: "BusyBox init would restart a command-line program for ever", hint: "leave --init out, or choose --kind=service" }
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
