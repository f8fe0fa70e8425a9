import { isPlainPath, isPlainScript } from "../../core/layout.ts";
import { relativePath } from "../../core/paths.ts";
import { formatPlace } from "../../core/place.ts";
import { quoted } from "../../core/words.ts";
import { type EmbedInput, findFrontend, holdsOutput } from "../embeds.ts";
import { fact, type Finding, layout, note, type SourceTrait } from "../finding.ts";
import type { Repository } from "../../repository/repository.ts";

/** A front end that has to be built before the program can embed it, and what is embedded but not there. */
export const frontEnd: SourceTrait = {
  id: "front-end",
  find: ({ embeds, repository }) => {
    const missing: Finding[] = [];
    for (const input of embeds) {
      const built = builtFrontend(repository, input);
      if (built.length > 0) return [...missing, ...built];
      if (input.ignored !== undefined)
        missing.push(
          note(
            `${input.path} is embedded, but git ignores it (${input.ignored}): a clone lacks it`,
            formatPlace(input),
            "make it in the build of the image, or before it, and see that .dockerignore lets it through; or take it into git",
          ),
        );
      else if (!input.exists)
        missing.push(
          note(
            `${input.path} is embedded, but does not exist`,
            formatPlace(input),
            "build or generate it before the image, and see that .dockerignore and .gitignore let it through",
          ),
        );
    }
    return missing;
  },
};

function builtFrontend(repository: Repository, input: EmbedInput): readonly Finding[] {
  const found = findFrontend(repository, input);
  if (!found) return [];
  const { directory, output, lock, script } = found;
  const { context } = repository;
  const odd =
    [directory, output].find((path) => !isPlainPath(path)) ??
    (isPlainScript(script) ? undefined : script);
  // Without it the program is built with what git has; where that is nothing, the name is refused.
  if (odd !== undefined && holdsOutput(repository.files, input.path))
    return [
      note(
        `the front end in ${directory} is not built: ${quoted(odd)} cannot stand in a Dockerfile`,
        formatPlace(input),
        `${input.path} is embedded as it is; rename it to letters, digits and . _ @ + -`,
      ),
    ];
  return [
    fact(
      "Front end",
      `${directory} → ${output}`,
      formatPlace(input),
      `it is embedded, and built by the script "${script}" of package.json`,
    ),
    layout({
      frontend: {
        directory: relativePath(context, directory),
        output: relativePath(context, output),
        lock,
        script,
      },
    }),
  ];
}
