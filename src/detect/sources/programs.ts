import type { Match } from "../../read/go-source/query.ts";
import { originOf } from "../../read/go-source/origin.ts";
import { bindingsOf, type Where } from "../../read/go-source/package.ts";
import { type Range, textAt } from "../../read/go-source/tokens.ts";
import type { Literal } from "../source-traits.ts";
import { type Findings, placeOf } from "./findings.ts";

/** Which other programs are started. */
export function readExecutes(findings: Findings): readonly Literal[] {
  return findings
    .of("executes")
    .filter((match) => !startsItself(findings, match))
    .flatMap((match) => {
      const names = findings.values(match).values.flatMap(({ value }) => value ?? []);
      const others = names.filter((name) => name !== "" && !name.startsWith("/proc/self/"));
      if (names.length > 0 && others.length === 0) return [];
      return (others.length > 0 ? others : [""]).map((value) => ({ ...placeOf(match), value }));
    });
}

function startsItself({ folder }: Findings, { given: [name], where }: Match): boolean {
  if (!name) return false;
  if (isOwnName(where, name)) return true;
  const origin = originOf(where, name, folder.find);
  if (origin?.path === "os" && origin.name === "Executable") return true;
  return (
    name.to - name.from === 1 &&
    bindingsOf(where, textAt(where.file.tokens, name.from)).some(
      ({ binding: { value }, where: place }) => value !== undefined && isOwnName(place, value),
    )
  );
}

// os.Args[0]
function isOwnName({ file: { tokens } }: Where, { from, to }: Range): boolean {
  const words: string[] = [];
  for (let at = from; at < Math.min(to, from + 8); at += 1) words.push(textAt(tokens, at));
  return words.join("") === "os.Args[0]";
}
