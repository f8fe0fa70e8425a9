import { isWithin, joinPaths, relativePath } from "../../core/paths.ts";
import { formatPlace } from "../../core/place.ts";
import { isOftenIgnored, oftenIgnored } from "../embeds.ts";
import { fact, layout, type SourceTrait } from "../finding.ts";

/** What the program embeds: the build context must hold it, and programs must not be built into it. */
export const embeds: SourceTrait = {
  id: "embeds",
  find: ({ embeds: inputs, repository: { context, files, module } }) => {
    const names = inputs.flatMap(({ path }) => [
      relativePath(context, path).split("/")[0] ?? "",
      ...oftenIgnored(files, path),
    ]);
    const single = inputs
      .filter(({ path }) => files.isFile(path) && isOftenIgnored(path))
      .map(({ path }) => relativePath(context, path));
    const embedded = layout({
      embedded: [...new Set(names)].sort(),
      ...(single.length > 0 ? { embeddedFiles: [...new Set(single)].sort() } : {}),
    });
    const inDist = inputs.find(({ path }) => isWithin(path, joinPaths(module.directory, "dist")));
    if (!inDist) return [embedded];
    const because = "make dist builds them there, since dist/ is embedded";
    return [
      embedded,
      layout({ output: "out" }),
      fact("Programs", "out/", formatPlace(inDist), because),
    ];
  },
};
