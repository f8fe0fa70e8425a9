import type { Layout } from "../src/core/layout.ts";
import type { Answers } from "../src/core/questions/index.ts";
import type { Project } from "./types.ts";

/** Whether only the image build can compile: it separates symbols, has the C compilers, or builds the front end. */
export function compilesInImage({ answers, layout }: Project): boolean {
  return (
    answers.debugSymbols === "split" ||
    answers.cgo !== "none" ||
    answers.generate.length > 0 ||
    embedsFrontEnd(layout)
  );
}

/** Arguments of `go build` that Dockerfile and Makefile share; the same bytes come out of both. */
export function buildFlags({ answers: { tzdata, tags, cgo }, layout }: Project): string {
  // The pure Go resolver and user lookup: a static glibc has neither.
  const all = new Set([
    ...(tzdata === "embed" ? ["timetzdata"] : []),
    ...(cgo === "static" ? ["netgo", "osusergo"] : []),
    ...tags,
  ]);
  return [
    "-trimpath",
    "-buildvcs=false",
    ...(layout.vendor === "unused" ? ["-mod=readonly"] : []),
    ...(all.size > 0 ? [`-tags=${[...all].join(",")}`] : []),
  ].join(" ");
}

const LINKED = ["version", "revision", "date"] as const;

/** What a build knows of itself, and the linker can write into variables of the program. */
export type LinkedValue = (typeof LINKED)[number];

/**
 * Arguments of the linker. `-s` leaves out the symbol table and with it the debug information.
 *
 * @param spelled how Dockerfile or Makefile name each value, such as `$VERSION`
 */
export function linkerFlags(
  { debugSymbols, stamp, cgo }: Answers,
  spelled: Readonly<Record<LinkedValue, string>>,
): string {
  return [
    ...(debugSymbols === "strip" ? ["-s"] : []),
    ...stamp.map(
      (one) =>
        `-X '${one.replace(/\{(version|revision|date)\}$/, (_all, name: LinkedValue) => spelled[name])}'`,
    ),
    ...(cgo === "static" ? ["-linkmode=external -extldflags=-static"] : []),
  ].join(" ");
}

/** The values that the linker's flags need, in the order of the Dockerfile's build arguments. */
export function linkedValues({ stamp }: Answers): readonly LinkedValue[] {
  return LINKED.filter((name) => stamp.some((one) => one.endsWith(`={${name}}`)));
}

/** What the go command finds in its environment, wherever it runs; of two values of a variable the later. */
export function buildEnvironment({
  buildEnv,
}: Answers): readonly { readonly name: string; readonly value: string }[] {
  const values = new Map<string, string>();
  for (const pair of buildEnv) {
    const at = pair.indexOf("=");
    values.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return [...values].map(([name, value]) => ({ name, value }));
}

/** Whether a front end is compiled in. */
export function embedsFrontEnd({ frontend }: Layout): boolean {
  return frontend !== undefined && frontend.served !== true;
}
