import { joinPaths } from "../core/paths.ts";
import { composePorts, composeVariables, type ContainerPort } from "../read/compose.ts";
import { manifestContainerPorts } from "../read/kubernetes.ts";
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
    : portsIn(repository, kubernetesFiles(repository), manifestContainerPorts);
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
