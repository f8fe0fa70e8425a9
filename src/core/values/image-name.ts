import { slug } from "../words.ts";

// The grammar of distribution/reference, without tag and digest.
const DOMAIN = String.raw`[a-z0-9]+(?:(?:\.|-+)[a-z0-9]+)*`;
const PORT = String.raw`:\d{1,5}`;
const ELEMENT = String.raw`[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*`;
// A registry without a port is spelled like the first element of a path.
const IMAGE = new RegExp(String.raw`^(?:${DOMAIN}${PORT}\/)?${ELEMENT}(?:\/${ELEMENT})*$`);
const REGISTRY = String.raw`${DOMAIN}(?:${PORT})?`;
const MIRROR = new RegExp(String.raw`^${REGISTRY}=${REGISTRY}(?:\/${ELEMENT})*$`);

/** Judges the name of an image, `[registry/]path`, of at most 200 characters. */
export function imageNameProblem(image: string): string | undefined {
  if (image.length > 200) return "is longer than 200 characters";
  if (IMAGE.test(image)) return undefined;
  if (/@|:[^/]*$/.test(image))
    return "has a tag or digest; leave it out, the Makefile and the workflow add the tag";
  return "is not an image name; use [registry/]path in lower case, such as ghcr.io/acme/app";
}

/** Judges `registry=registry/path`, by which the images of one registry are taken from another. */
export function mirrorProblem(pair: string): string | undefined {
  return pair.length <= 300 && MIRROR.test(pair)
    ? undefined
    : "is not registry=registry/path, such as docker.io=registry.example.com/dockerhub";
}

/** The image's name that a module suggests: in the registry of GitHub or GitLab, else the program's name. */
export function suggestedImageName(module: string, name: string): string {
  const candidate = forgeImage(module, name.toLowerCase()) ?? name.toLowerCase();
  if (IMAGE.test(candidate)) return candidate;
  return (
    slug(name)
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "app"
  );
}

// A module below the root of its repository shares that with others.
function forgeImage(module: string, name: string): string | undefined {
  const [, owner, repository, below] =
    /^github\.com\/([^/]+)\/([^/]+)(\/(?!v\d+$).+)?(?:\/v\d+)?$/.exec(module) ?? [];
  if (repository) return `ghcr.io/${owner}/${repository}${below ? `/${name}` : ""}`.toLowerCase();
  return /^gitlab\.com\/./.test(module) ? `registry.${module}`.toLowerCase() : undefined;
}
