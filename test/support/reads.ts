import { NEW_PROJECT } from "../../src/core/layout.ts";
import { type AnswerId, type Answers } from "../../src/core/questions/index.ts";
import { GENERATORS } from "../../generators/index.ts";
import type { Generator } from "../../generators/types.ts";

/** The answers that a generator looks at, found by watching it over many cases. */
export function reads(generator: Generator, cases: readonly Answers[]): readonly AnswerId[] {
  const seen = new Set<AnswerId>();
  for (const answers of cases) {
    const watched = new Proxy(answers, {
      get(target, name) {
        seen.add(name as AnswerId);
        return target[name as AnswerId];
      },
    });
    generator.files({ answers: watched, layout: NEW_PROJECT }, GENERATORS);
  }
  return [...seen];
}
