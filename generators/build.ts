import { programNames } from "../src/core/go/module-path.ts";
import { executableSuffix, isImagePlatform, parsePlatform } from "../src/core/go/platform.ts";
import type { Layout } from "../src/core/layout.ts";
import { relativePath } from "../src/core/paths.ts";
import type { Answers } from "../src/core/questions.ts";

export interface Program {
  readonly name: string;
  /** The main package as the go command takes it from the module's directory. */
  readonly package: string;
  /** Where the program lies in the image: in the PATH, and never in the way of a directory. */
  readonly path: string;
}

/** The programs that are built; the first is what a single image starts. */
export function programs({ main, name, module }: Answers): readonly Program[] {
  const names = programNames(main, module, name);
  return main.map((pattern, index) => ({
    name: names[index] as string,
    package: pattern,
    path: `/usr/local/bin/${names[index]}`,
  }));
}

/** Whether each of several programs has an image of its own. */
export function hasImageEach({ main, images }: Answers): boolean {
  return main.length > 1 && images === "each";
}

/** Whether only the image build can compile: it separates symbols, has the C compilers, or builds the front end. */
export function compilesInImage({ debugSymbols, cgo }: Answers, { frontend }: Layout): boolean {
  return debugSymbols === "split" || cgo !== "none" || frontend !== undefined;
}

/** Arguments of `go build` that Dockerfile and Makefile share; the same bytes come out of both. */
export function buildFlags({ tzdata, tags, cgo }: Answers, { vendor }: Layout): string {
  // The pure Go resolver and user lookup: a static glibc has neither.
  const all = new Set([
    ...(tzdata === "embed" ? ["timetzdata"] : []),
    ...(cgo === "static" ? ["netgo", "osusergo"] : []),
    ...tags,
  ]);
  return [
    "-trimpath",
    "-buildvcs=false",
    ...(vendor === "unused" ? ["-mod=readonly"] : []),
    ...(all.size > 0 ? [`-tags=${[...all].join(",")}`] : []),
  ].join(" ");
}

/** What the linker writes into variables of the program. */
export interface Facts {
  readonly version: string;
  readonly revision: string;
  readonly date: string;
}

/** Arguments of the linker. `-s` leaves out the symbol table and with it the debug information. */
export function linkerFlags({ debugSymbols, stamp, cgo }: Answers, facts: Facts): string {
  return [
    ...(debugSymbols === "strip" ? ["-s"] : []),
    ...stamp.map(
      (one) =>
        `-X '${one.replace(/\{(version|revision|date)\}$/, (_all, name: keyof Facts) => facts[name])}'`,
    ),
    ...(cgo === "static" ? ["-linkmode=external -extldflags=-static"] : []),
  ].join(" ");
}

/** Build arguments that the linker's flags need, in the order of the Dockerfile. */
export function linkerArguments({ stamp }: Answers): readonly (keyof Facts)[] {
  return (["version", "revision", "date"] as const).filter((name) =>
    stamp.some((one) => one.endsWith(`={${name}}`)),
  );
}

/** How modules are reached that not everybody may read; undefined where there are none, or where they are vendored. */
export interface Credentials {
  readonly auth: Answers["privateAuth"];
  /** GOPRIVATE. */
  readonly patterns: string;
  readonly hosts: readonly string[];
}

export function credentials(
  { private: patterns, privateAuth }: Answers,
  { vendor }: Layout,
): Credentials | undefined {
  if (patterns.length === 0 || vendor === "used") return undefined;
  const hosts = new Set(patterns.map((pattern) => pattern.split("/")[0] ?? ""));
  return {
    auth: privateAuth,
    patterns: patterns.join(","),
    hosts: [...hosts].filter((host) => /^[\w.-]+$/.test(host)),
  };
}

/** Linux platforms, which become images. */
export function imagePlatforms({ platforms }: Answers): readonly string[] {
  return platforms.filter(isImagePlatform);
}

export interface Binary {
  /** Path as the Makefile names it: `<output>/<platform>/<name>`. */
  readonly file: string;
  readonly package: string;
  /** `GOARM := 7`, `GOAMD64 := v3`, or nothing. */
  readonly level: string;
}

/** The file that a program becomes on a platform. */
export function binary(
  { name, package: pattern }: Program,
  platform: string,
  { output }: Layout,
): Binary {
  const parsed = parsePlatform(platform);
  const level =
    parsed.arch === "arm" ? `GOARM := ${parsed.variant.slice(1)}` : `GOAMD64 := ${parsed.variant}`;
  return {
    file: `${output}/${platform}/${name}${executableSuffix(parsed)}`,
    package: pattern,
    level: parsed.variant ? level : "",
  };
}

/** Arguments that name Dockerfile and context to a build that runs in the module's directory: a reader knows the usual ones. */
export function buildLocation(
  { dockerfile }: Answers,
  { directory, context }: Layout,
): { readonly file: string; readonly context: string } {
  const path = relativePath(directory, context);
  return {
    file: dockerfile === "Dockerfile" && path === "." ? "" : `--file ${dockerfile} `,
    context: path,
  };
}
