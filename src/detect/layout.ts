import type { Layout } from "../core/layout.ts";
import { relativePath } from "../core/paths.ts";
import type { Repository } from "../repository/repository.ts";
import type { Attributed } from "./finding.ts";

/** What holds where no trait says otherwise. */
const DEFAULTS = {
  linted: false,
  tested: false,
  output: "dist",
  dockerignore: "directory",
  versionFlag: false,
  embedded: [],
} as const satisfies Partial<Layout>;

/** How the program lies in its repository, with the parts that traits found; of a part that two of them found, the later. */
export function layoutOf(repository: Repository, findings: readonly Attributed[]): Layout {
  const { context, module, modules, vendor, workspace } = repository;
  const parts = findings.flatMap((finding) => (finding.kind === "layout" ? [finding.part] : []));
  const found: Partial<Layout> = Object.assign({}, ...parts);
  const { frontend, ...others } = found;
  return {
    existing: true,
    goMod: true,
    directory: module.directory,
    context,
    modules: modules.map(({ directory }) => relativePath(context, directory)).sort(),
    ...(workspace ? { workspace: relativePath(context, workspace.directory) } : {}),
    vendor: vendor === "stale" ? "unused" : vendor,
    ...(frontend ? { frontend } : {}),
    ...DEFAULTS,
    ...others,
  };
}
