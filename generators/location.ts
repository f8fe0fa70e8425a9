import { relativePath } from "../src/core/paths.ts";
import type { Project } from "./types.ts";

/** Arguments that name Dockerfile and context to a build that runs in the module's directory: a reader knows the usual ones. */
export function buildLocation({ answers: { dockerfile }, layout }: Project): {
  readonly file: string;
  readonly context: string;
} {
  const path = relativePath(layout.directory, layout.context);
  return {
    file: dockerfile === "Dockerfile" && path === "." ? "" : `--file ${dockerfile} `,
    context: path,
  };
}

/** How the Makefile is called. */
export function makeCommand({ answers: { makefile } }: Project): string {
  return makefile === "Makefile" ? "make" : `make -f ${makefile}`;
}
