import { programNames } from "../src/core/go/module-path.ts";
import type { Answers } from "../src/core/questions/index.ts";

/** A program of the project, and where it is found. */
export interface Program {
  readonly name: string;
  /** The main package as the go command takes it from the module's directory. */
  readonly package: string;
  /** Where the program lies in the image: in the PATH, and never in the way of a directory. */
  readonly path: string;
}

/** The programs that are built, one at least; the first is what a single image starts. */
export function listPrograms({
  main,
  name,
  module,
}: Answers): readonly [Program, ...(readonly Program[])] {
  const names = programNames(main, module, name);
  const [first, ...others] = main.map((pattern, index) => ({
    name: names[index] as string,
    package: pattern,
    path: `/usr/local/bin/${names[index]}`,
  }));
  if (!first) throw new Error("no program is built");
  return [first, ...others];
}

/** Whether each of several programs has an image of its own. */
export function hasImageEach({ main, images }: Answers): boolean {
  return main.length > 1 && images === "each";
}
