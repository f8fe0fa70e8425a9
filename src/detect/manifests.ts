import { joinPaths } from "../core/paths.ts";
import { composePorts, composeVariables, type ContainerPort } from "../read/compose.ts";
import { type ManifestContainer, manifestContainers } from "../read/kubernetes.ts";
import { isSource, type Repository } from "../repository/repository.ts";
import type { Literal } from "./source-traits.ts";

const COMPOSE = /^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/;
/** Directories that hold the manifests of a cluster. */
const KUBERNETES = /^(?:deploy(?:ment)?s?|k8s|kubernetes|manifests?|kustomize|config|charts?)$/;

/**
 * Container ports that Compose files give the services that are built here, else those that Kubernetes manifests give their
 * containers. What an earlier run rendered says nothing of the user's.
 */
export function manifestPorts(repository: Repository): readonly Literal[] {
  const { files } = repository;
  const names = files.list(".").files.filter((name) => COMPOSE.test(name));
  const compose = portsIn(repository, names, composePorts);
  return compose.length > 0
    ? compose
    : ownContainers(repository).flatMap(({ file, ports }) =>
        ports.map((port) => ({ ...port, file })),
      );
}

/** Paths of the Compose files at the root, without rendered ones. */
export function composeFiles({ files, rendered }: Repository): readonly string[] {
  return files.list(".").files.filter((name) => COMPOSE.test(name) && !rendered.has(name));
}

/** The containers of Kubernetes manifests that may be this repository's: their image is called like it, or its name is computed. */
export function ownContainers(
  repository: Repository,
): readonly (ManifestContainer & { readonly file: string })[] {
  const { files, rendered } = repository;
  return kubernetesFiles(repository)
    .filter((file) => !rendered.has(file))
    .flatMap((file) =>
      manifestContainers(files.text(file) ?? "")
        .filter((container) => isOwnImage(repository, container.image))
        .map((container) => ({ ...container, file })),
    );
}

/** Names that kubebuilder and others give to an image until somebody sets its real one. */
const STAND_INS = ["controller", "image", "placeholder"];

// Of the registry's host nothing is told: `acme/shop` of `ghcr.io/acme/shop:1.2@sha256:…`.
function isOwnImage({ mains, module }: Repository, image: string | undefined): boolean {
  if (image === undefined || /[{}$]/.test(image)) return true;
  const path = image.replace(/@.*$/, "").replace(/:[^/]*$/, "");
  const parts = path.split("/").filter((part, index) => index > 0 || !/[.:]/.test(part));
  const names = (module.goMod.module ?? "").split("/").slice(1);
  const own = new Set([...names, module.goMod.module, ...mains.map(({ name }) => name)]);
  const last = parts.at(-1) ?? "";
  const words = [...parts, ...last.split(/[-_.]/)];
  return STAND_INS.includes(last) || words.some((word) => own.has(word));
}

/** Environment variables, `NAME=value`, that Compose files give the services that are built here. */
export function manifestVariables({ files, rendered }: Repository): readonly Literal[] {
  return files
    .list(".")
    .files.filter((name) => COMPOSE.test(name) && !rendered.has(name))
    .flatMap((file) =>
      composeVariables(files.text(file) ?? "").map((variable) => ({ ...variable, file })),
    );
}

function portsIn(
  { files, rendered }: Repository,
  paths: readonly string[],
  read: (text: string) => readonly ContainerPort[],
): readonly Literal[] {
  return paths
    .filter((file) => !rendered.has(file))
    .flatMap((file) => read(files.text(file) ?? "").map((port) => ({ ...port, file })));
}

function kubernetesFiles({ files }: Repository): readonly string[] {
  const tops = files.list(".").directories.filter((name) => KUBERNETES.test(name));
  return tops
    .flatMap((top) => [...files.walk(top, isSource)])
    .flatMap((directory) =>
      files
        .list(directory)
        .files.filter((name) => /\.ya?ml$/.test(name))
        .map((name) => joinPaths(directory, name)),
    );
}
