import { workflow } from "./ci/github.ts";
import { dockerfile } from "./dockerfile/index.ts";
import { dockerignore } from "./dockerignore.ts";
import { lint } from "./lint.ts";
import { makefile } from "./makefile.ts";
import { module } from "./module.ts";
import { readme } from "./readme.ts";
import type { Generator } from "./types.ts";
import { updates } from "./updates.ts";

/** Everything that the tool can render, in the order in which it is listed. */
export const GENERATORS: readonly Generator[] = [
  module,
  dockerfile,
  dockerignore,
  makefile,
  workflow,
  updates,
  lint,
  readme,
];
