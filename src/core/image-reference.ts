/** An image reference, complete: `alpine:3.24` is `docker.io/library/alpine:3.24`. */
export interface ImageReference {
  /** Host and port as a reference names it; `docker.io` for Docker Hub. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/** Completes a reference without a digest, by the rules of distribution/reference. */
export function parseReference(reference: string): ImageReference {
  const at = reference.lastIndexOf(":");
  const hasTag = at > reference.lastIndexOf("/");
  const name = hasTag ? reference.slice(0, at) : reference;
  const [first = "", ...rest] = name.split("/");
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const registry = hasRegistry ? first : "docker.io";
  const path = hasRegistry ? rest.join("/") : name;
  return {
    registry,
    repository: registry === "docker.io" && !path.includes("/") ? `library/${path}` : path,
    tag: hasTag ? reference.slice(at + 1) : "latest",
  };
}

/** The reference by which an image is taken from another registry, where `docker.io=registry.example.com/dockerhub` says so. */
export function redirected(reference: string, registries: readonly string[]): string {
  const { registry, repository, tag } = parseReference(reference);
  const target = registries.map((pair) => pair.split("=")).find(([from]) => from === registry)?.[1];
  return target === undefined ? reference : `${target}/${repository}:${tag}`;
}
