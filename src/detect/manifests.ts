import { joinPaths } from "../core/paths.ts";
import { type Files, lineAt } from "../tree/disk.ts";
import type { Literal } from "./program.ts";
import { isSource, type Repository } from "../repository/repository.ts";
import { parseYaml } from "../read/yaml.ts";

const COMPOSE = /^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/;
const KUBERNETES = /^(?:deploy(?:ment)?s?|k8s|kubernetes|manifests?|kustomize|config|charts?)$/;

/** Container ports that Compose files give the services that are built here, and Kubernetes manifests their containers. */
export function manifestPorts(repository: Repository): readonly Literal[] {
  const { files } = repository;
  const compose = files
    .list(".")
    .files.filter((name) => COMPOSE.test(name))
    .flatMap((name) => composePorts(files, name));
  return compose.length > 0 ? compose : kubernetesPorts(files);
}

function composePorts(files: Files, file: string): readonly Literal[] {
  const text = files.text(file) ?? "";
  const services = (
    parseYaml(text) as {
      services?: Record<string, { build?: unknown; ports?: unknown; expose?: unknown } | null>;
    } | null
  )?.services;
  if (typeof services !== "object" || services === null) return [];
  return Object.values(services).flatMap((service) => {
    const { build, ports, expose } = service ?? {};
    const context =
      typeof build === "string" ? build : (build as { context?: unknown } | undefined)?.context;
    if (build === undefined || (context !== undefined && !/^\.\/?$/.test(String(context))))
      return [];
    return [...list(ports), ...list(expose)].flatMap((entry) => {
      const port =
        typeof entry === "object" && entry !== null
          ? (entry as { target?: unknown }).target
          : String(entry).split(":").at(-1)?.split("/")[0];
      const value = String(port);
      return /^\d{1,5}$/.test(value)
        ? [
            {
              value,
              file,
              line: lineAt(
                text,
                Math.max(0, text.search(new RegExp(`(?:^|\\D)${value}(?:\\D|$)`))),
              ),
            },
          ]
        : [];
    });
  });
}

function kubernetesPorts(files: Files): readonly Literal[] {
  const found: Literal[] = [];
  for (const top of files.list(".").directories.filter((name) => KUBERNETES.test(name))) {
    for (const directory of files.walk(top, isSource)) {
      for (const name of files.list(directory).files.filter((one) => /\.ya?ml$/.test(one))) {
        const path = joinPaths(directory, name);
        const text = files.text(path) ?? "";
        if (!/^kind:\s*(?:Deployment|StatefulSet|DaemonSet|Pod)\b/m.test(text)) continue;
        for (const match of text.matchAll(/\bcontainerPort:\s*(\d{1,5})\b/g))
          found.push({ value: match[1] ?? "", file: path, line: lineAt(text, match.index) });
      }
    }
  }
  return found;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
