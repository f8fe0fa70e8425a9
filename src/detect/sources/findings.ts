import type { GoCallRow, Meaning } from "../../core/facts/go-calls.ts";
import type { Place } from "../../core/place.ts";
import { Folder } from "../../read/go-source/fold.ts";
import type { OpenPackage } from "../../read/go-source/package.ts";
import { type Match, valuesOf } from "../../read/go-source/query.ts";
import type { Folded } from "../../read/go-source/values.ts";

/** The packages of the program whose sources are its own, and what the table of calls finds in them. */
export class Findings {
  readonly packages: readonly OpenPackage[];
  readonly folder: Folder;
  readonly #byMeaning = new Map<Meaning, Match[]>();

  constructor(packages: readonly OpenPackage[], matches: readonly Match[]) {
    const byPath = new Map(packages.map((one) => [one.path, one]));
    this.packages = packages;
    this.folder = new Folder((path) => byPath.get(path));
    for (const match of matches) {
      const known = this.#byMeaning.get(match.row.means);
      if (known) known.push(match);
      else this.#byMeaning.set(match.row.means, [match]);
    }
  }

  /** What has one of these meanings, in the order of the meanings. */
  of(...meanings: readonly Meaning[]): readonly Match[] {
    return meanings.flatMap((meaning) => this.#byMeaning.get(meaning) ?? []);
  }

  /** The first place that has a meaning. */
  first(meaning: Meaning): Place | undefined {
    const [match] = this.of(meaning);
    return match && placeOf(match);
  }

  /** The values that a match may have. */
  values(match: Match<GoCallRow>): Folded {
    return valuesOf(match, this.folder);
  }
}

/** Where a match is. */
export function placeOf({ line, where }: Match): Place {
  return { file: where.file.path, line };
}
