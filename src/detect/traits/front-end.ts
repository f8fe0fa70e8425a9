import { isPlainPath, isPlainScript } from "../../core/layout.ts";
import { relativePath } from "../../core/paths.ts";
import { formatPlace, type Place } from "../../core/place.ts";
import { quoted } from "../../core/words.ts";
import { type EmbedInput, holdsOutput } from "../embeds.ts";
import { fact, type Finding, layout, note, type SourceTrait } from "../finding.ts";
import { findFrontEnd, type FrontEnd, isPlaceholder } from "../front-end/find.ts";
import type { Install } from "../front-end/install.ts";
import type { Repository } from "../../repository/repository.ts";

/** A front end that has to be built before the program can embed it, and what is embedded but not there. */
export const frontEnd: SourceTrait = {
  id: "front-end",
  find: ({ embeds, repository, served }) => {
    const missing: Finding[] = [];
    for (const input of embeds) {
      const found = findFrontEnd(repository, input.path);
      const odd = found?.install && oddName(found, found.install);
      // Without it the program is built with what git has; where that is nothing, the name is refused.
      if (odd !== undefined && holdsOutput(repository.files, input.path))
        return [...missing, notBuilt(input, odd)];
      if (found?.install)
        return [...missing, ...built(repository, input, found, found.install, "embedded")];
      missing.push(...absent(repository, input, found));
    }
    if (!served || oddName(served.frontEnd, served.install) !== undefined) return missing;
    return [...missing, ...built(repository, served, served.frontEnd, served.install, "served")];
  },
};

function built(
  { context }: Repository,
  place: Place,
  { directory, output, script }: FrontEnd,
  install: Install,
  use: "embedded" | "served",
): readonly Finding[] {
  const { root, lock, inputs, early, yarn2, secret } = install;
  const below = (path: string): string => relativePath(context, path);
  return [
    fact(
      "Front end",
      `${directory} → ${output}`,
      formatPlace(place),
      `it is ${use}, and built by the script "${script}" of package.json`,
    ),
    layout({
      frontend: {
        directory: below(directory),
        output: below(output),
        lock,
        script,
        ...(root === directory ? {} : { root: below(root) }),
        ...(inputs.length > 0 ? { inputs: inputs.map(below) } : {}),
        ...(early ? { early } : {}),
        ...(yarn2 ? { yarn2 } : {}),
        ...(use === "served" ? { served: true } : {}),
      },
    }),
    ...(secret ? [unknownSecret(secret)] : []),
  ];
}

function oddName({ directory, output, script }: FrontEnd, install: Install): string | undefined {
  const paths = [directory, output, install.root, ...install.inputs];
  return paths.find((path) => !isPlainPath(path)) ?? (isPlainScript(script) ? undefined : script);
}

function notBuilt(input: EmbedInput, odd: string): Finding {
  return note(
    `the front end for ${input.path} is not built: ${quoted(odd)} cannot stand in a Dockerfile`,
    formatPlace(input),
    "it is embedded as it is; rename it to letters, digits and . _ @ + -",
  );
}

function unknownSecret({ file, name }: NonNullable<Install["secret"]>): Finding {
  return note(
    `${file} asks for ${name}, which the build of the front end does not have`,
    file,
    `give it to the step that installs as a build secret: RUN --mount=type=secret,id=${name},env=${name}, and docker buildx build --secret id=${name}`,
  );
}

function absent(
  repository: Repository,
  input: EmbedInput,
  found: FrontEnd | undefined,
): readonly Finding[] {
  const { path, ignored, exists } = input;
  const where = formatPlace(input);
  if (found && found.install === undefined && ignored === undefined)
    return [
      note(
        exists
          ? `${found.output} is embedded, but holds no more than a placeholder`
          : `${path} is embedded, but does not exist`,
        where,
        `${found.directory} builds it by the script "${found.script}", but has no lock file: commit one, and run this again; the image then builds it`,
      ),
    ];
  if (ignored !== undefined)
    return [
      note(
        `${path} is embedded, but git ignores it (${ignored}): a clone lacks it`,
        where,
        "make it in the build of the image, or before it, and see that .dockerignore lets it through; or take it into git",
      ),
    ];
  if (!exists)
    return [
      note(
        `${path} is embedded, but does not exist`,
        where,
        "build or generate it before the image, and see that .dockerignore and .gitignore let it through",
      ),
    ];
  return isKeptEmpty(repository, path)
    ? [
        note(
          `${path} is embedded, but holds nothing except what keeps it in git`,
          where,
          "build or generate what belongs there before the image, and see that .dockerignore lets it through",
        ),
      ]
    : [];
}

function isKeptEmpty(repository: Repository, path: string): boolean {
  const { files: names } = repository.files.list(path);
  return isPlaceholder(repository, path) && names.every((name) => /^\.(?:git)?keep$/.test(name));
}
