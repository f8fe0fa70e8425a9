/** A target: GOOS and GOARCH, and for some architectures the level that Docker calls a variant. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
  /** `v5`, `v6`, `v7` for arm, `v2`, `v3`, `v4` for amd64; else empty. */
  readonly variant: string;
}

/**
 * Ports that build without cgo: `go tool dist list` of Go 1.26 and 1.27 less those that need an external
 * linker (android/386, android/amd64, android/arm, ios/amd64, ios/arm64). A test compares it with the toolchain.
 */
export const PORTS: readonly string[] = [
  "linux/amd64",
  "linux/arm64",
  "linux/arm",
  "linux/386",
  "linux/loong64",
  "linux/mips",
  "linux/mips64",
  "linux/mips64le",
  "linux/mipsle",
  "linux/ppc64",
  "linux/ppc64le",
  "linux/riscv64",
  "linux/s390x",
  "darwin/amd64",
  "darwin/arm64",
  "windows/386",
  "windows/amd64",
  "windows/arm64",
  "aix/ppc64",
  "android/arm64",
  "dragonfly/amd64",
  "freebsd/386",
  "freebsd/amd64",
  "freebsd/arm",
  "freebsd/arm64",
  "illumos/amd64",
  "js/wasm",
  "netbsd/386",
  "netbsd/amd64",
  "netbsd/arm",
  "netbsd/arm64",
  "openbsd/386",
  "openbsd/amd64",
  "openbsd/arm",
  "openbsd/arm64",
  "openbsd/ppc64",
  "openbsd/riscv64",
  "plan9/386",
  "plan9/amd64",
  "plan9/arm",
  "solaris/amd64",
  "wasip1/wasm",
];

/** Ports that exist but need an external linker even for pure Go, so that a cross build would need their C toolchain. */
export const CGO_PORTS: readonly string[] = [
  "android/386",
  "android/amd64",
  "android/arm",
  "ios/amd64",
  "ios/arm64",
];

// Variants are an OCI notion; Go reads them as GOARM and GOAMD64. linux/arm alone means v7 to Docker and to Go.
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  "linux/amd64": ["", "v2", "v3", "v4"],
  "linux/arm": ["v7", "v6", "v5"],
};

// What most programs are built for; a list that a person scrolls begins with it.
const COMMON = [
  "linux/amd64",
  "linux/arm64",
  "linux/arm/v7",
  "darwin/arm64",
  "darwin/amd64",
  "windows/amd64",
  "windows/arm64",
];

/** Every platform that can be chosen, in the order in which prompts and rendered files list them. */
export const PLATFORMS: readonly string[] = [
  ...new Set([
    ...COMMON,
    ...PORTS.flatMap((port) =>
      (VARIANTS[port] ?? [""]).map((variant) => (variant ? `${port}/${variant}` : port)),
    ),
  ]),
];

const ALIASES: ReadonlyMap<string, string> = new Map([
  ["linux/arm", "linux/arm/v7"],
  ["linux/arm64/v8", "linux/arm64"],
  ["linux/amd64/v1", "linux/amd64"],
]);

/** `linux/arm` → `linux/arm/v7`, `linux/arm64/v8` → `linux/arm64`, `linux/amd64/v1` → `linux/amd64`, as Docker normalises. */
export function normalizePlatform(text: string): string {
  return ALIASES.get(text) ?? text;
}

/** Splits a member of {@link PLATFORMS}. */
export function parsePlatform(text: string): Platform {
  const [os = "", arch = "", variant = ""] = text.split("/");
  return { os, arch, variant };
}

/** Linux platforms become images; the others only binaries. */
export function isImagePlatform(text: string): boolean {
  return parsePlatform(text).os === "linux";
}

/** What the go command appends to a program's name: by the target, not by the host. */
export function executableSuffix({ os, arch }: Platform): string {
  if (os === "windows") return ".exe";
  return arch === "wasm" ? ".wasm" : "";
}
