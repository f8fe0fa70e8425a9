import { load } from "js-yaml";

/** A YAML document, or null for what is not for us: a template, or broken. */
export function parseYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    return null;
  }
}

/** The entries of a GoReleaser file's `builds`. */
export function goReleaserBuilds(
  text: string,
): readonly { readonly main?: unknown; readonly ldflags?: unknown }[] {
  const builds = (parseYaml(text) as { builds?: unknown } | null)?.builds;
  return Array.isArray(builds) ? builds.map((build) => build ?? {}) : [];
}
