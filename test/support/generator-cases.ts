import type { Generator } from "../../generators/types.ts";
import { NEW_PROJECT } from "../../src/core/layout.ts";
import type { AnswerId, Answers } from "../../src/core/questions/index.ts";
import { plan } from "../../src/render/plan.ts";
import { answersWith, caseFlags, coveringSet, VALUES } from "./cases.ts";
import type { PageCase } from "./page.ts";
import { reads } from "./reads.ts";

const all = coveringSet(VALUES);

/** What one generator renders: a case for every pair of the choices that it looks at, the defaults first. */
export function casesOf(generator: Generator): readonly [PageCase, ...(readonly PageCase[])] {
  const seen = reads(generator, all);
  const values = Object.fromEntries(
    Object.entries(VALUES).filter(
      ([answer]) => seen.includes(answer as AnswerId) || answer === "kind",
    ),
  );
  const caseOf = (answers: Answers): PageCase => ({
    flags: caseFlags(answers),
    files: new Map(
      plan(answers, NEW_PROJECT, { generators: [generator] }).map(({ path, text }) => [path, text]),
    ),
  });
  const first = caseOf(answersWith());
  // Cases that differ only in what this generator ignores are one case.
  const others = new Map(
    coveringSet(values).map((answers) => {
      const one = caseOf(answers);
      return [JSON.stringify([...one.files]), one];
    }),
  );
  others.delete(JSON.stringify([...first.files]));
  return [first, ...others.values()];
}
