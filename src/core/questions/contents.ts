import { BASES, COSTS } from "../facts.ts";
import type { PlatformAnswers } from "./platforms.ts";
import type { Rows } from "./row.ts";

/** What the image holds beside the program. */
export interface ContentsAnswers {
  readonly base: keyof typeof BASES;
  readonly init: "none" | "busybox";
  readonly caCerts: boolean;
  readonly tzdata: "embed" | "copy" | "none";
  readonly debugSymbols: "strip" | "split" | "keep";
}

const needsGlibc = ({ cgo, runPackages = [] }: Partial<PlatformAnswers>): boolean =>
  cgo === "dynamic" || runPackages.length > 0;

export const CONTENTS: Rows<ContentsAnswers, PlatformAnswers> = {
  base: {
    form: "choice",
    flag: "base",
    title:
      "Base image (shell to debug in: alpine, busybox; smallest attack surface: scratch, distroless)",
    description: "base image",
    asked: true,
    choices: {
      scratch: { hint: "nothing but the program: smallest, no shell" },
      distroless: {
        hint: `no shell; certificates and zones kept by Google; +${COSTS.distroless}`,
      },
      chainguard: {
        hint: `no shell; rebuilt daily by Chainguard, latest only; +${COSTS.chainguard}`,
      },
      alpine: { hint: `shell and apk to debug with; +${COSTS.alpine}` },
      busybox: { hint: `small shell to debug with; +${COSTS.busybox}` },
      "distroless-base": {
        hint: "glibc, for --cgo=dynamic and --run-package",
        only: needsGlibc,
      },
      "distroless-cc": {
        hint: "glibc and the C++ library, for --cgo=dynamic and --run-package",
        only: needsGlibc,
      },
    },
    defaultText: "scratch; distroless-base with --cgo=dynamic or --run-package",
    default: (given, found) => found.base ?? (needsGlibc(given) ? "distroless-base" : "scratch"),
  },
  init: {
    form: "choice",
    flag: "init",
    title: "Process 1",
    description:
      "process 1: the program itself, or BusyBox init that restarts it (needs --base=busybox)",
    choices: {
      none: { hint: "the program itself" },
      busybox: { hint: "BusyBox init, which restarts the program when it exits" },
    },
    default: () => "none",
  },
  caCerts: {
    form: "boolean",
    flag: "ca-certs",
    title: `CA certificates, to call HTTPS servers? (+${COSTS.caCertificates})`,
    description: `CA certificates, to call HTTPS servers (+${COSTS.caCertificates})`,
    asked: true,
    defaultText: "yes, unless the program can be seen to call nobody",
    default: ({ base = "scratch" }, found) => BASES[base].caCertificates || (found.caCerts ?? true),
  },
  tzdata: {
    form: "choice",
    flag: "tzdata",
    title: "Time zones?",
    description: "time zones, for time.LoadLocation",
    asked: true,
    choices: {
      embed: {
        hint: `inside the program, on every system it runs on; +${COSTS.timeZonesEmbedded}`,
      },
      copy: {
        hint: `a file in the image, beside the program; +${COSTS.timeZonesCopied}, nothing where the base has them`,
      },
      none: { hint: "UTC only: time.LoadLocation fails" },
    },
    defaultText: "embed, or none for a program that uses none; copy where the base image has them",
    default: ({ base = "scratch" }, found) =>
      BASES[base].timeZones ? "copy" : (found.tzdata ?? "embed"),
  },
  debugSymbols: {
    form: "choice",
    flag: "debug-symbols",
    title: "Debug symbols? (stack traces work without them)",
    description: "debug symbols; stack traces work without them",
    asked: true,
    choices: {
      strip: { hint: "none: smallest" },
      split: { hint: "in a file of their own, for gdb and Delve; the image stays small" },
      keep: { hint: `in the program; ${COSTS.symbolsKept}` },
    },
    default: () => "strip",
  },
};
