import { executableSuffix, isImagePlatform, parsePlatform } from "../src/go/platform.ts";
import type { Answers } from "../src/questions.ts";

/** Where the program lies in the image: in the PATH, and never in the way of a directory. */
export function programPath({ name }: Answers): string {
  return `/usr/local/bin/${name}`;
}

/** Arguments of `go build` that Dockerfile and Makefile share; the same bytes come out of both. */
export function buildFlags({ tzdata }: Answers): string {
  return ["-trimpath", "-buildvcs=false", ...(tzdata === "embed" ? ["-tags=timetzdata"] : [])].join(" ");
}

/** Arguments of the linker. `-s` leaves out the symbol table and with it the debug information. */
export function linkerFlags({ debugSymbols }: Answers, version: string): string {
  return `${debugSymbols === "strip" ? "-s " : ""}-X 'main.version=${version}'`;
}

/** Linux platforms, which become images. */
export function imagePlatforms({ platforms }: Answers): readonly string[] {
  return platforms.filter(isImagePlatform);
}

export interface Binary {
  /** Path as the Makefile names it: `dist/<platform>/<name>`. */
  readonly file: string;
  /** `GOARM := 7`, `GOAMD64 := v3`, or nothing. */
  readonly level: string;
}

/** The file that a platform's program becomes. */
export function binary({ name }: Answers, platform: string): Binary {
  const parsed = parsePlatform(platform);
  const level = parsed.arch === "arm" ? `GOARM := ${parsed.variant.slice(1)}` : `GOAMD64 := ${parsed.variant}`;
  return { file: `dist/${platform}/${name}${executableSuffix(parsed)}`, level: parsed.variant ? level : "" };
}
