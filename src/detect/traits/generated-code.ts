import { formatPlace } from "../../core/place.ts";
import { answer, type Finding, note, type SourceTrait } from "../finding.ts";
import { findGenerations, findMissing, type Missing } from "../generated.ts";
import type { Program } from "../program.ts";

/** Code of the project that is generated and not in git: a clone does not compile without it. */
export const generatedCode: SourceTrait = {
  id: "generated-code",
  find: (program) => {
    const { graph, repository, oldImage } = program;
    const missing = findMissing(repository, graph);
    if (missing.length === 0) return [];
    const texts = new Map(oldImage ? [[oldImage.file, oldImage.text]] : []);
    const generations = findGenerations(repository, graph, missing, texts);
    const [first] = generations;
    if (!first) return missing.map((one) => absent(program, one));
    const commands = [...new Set(generations.map(({ command }) => command))];
    const names = missing.map(({ name }) => name).join(", ");
    return [answer("generate", commands, first.where, `git lacks ${names}, which it makes`)];
  },
};

function absent({ repository }: Program, one: Missing): Finding {
  const rule = repository.files.ignored(one.directory);
  const because = rule === undefined ? "" : `: git ignores it (${rule})`;
  return note(
    one.source === undefined
      ? `${one.name} is imported, but in no clone${because}`
      : `${one.name} is made from ${one.source}, and in no clone`,
    formatPlace(one),
    "the image does not compile without it: commit it, or give the command that makes it, as --generate='go tool templ generate' or --generate='go run example.com/tool@v1.2.3 args'",
    { unless: "generate" },
  );
}
