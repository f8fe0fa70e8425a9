import { itemsOf, parseYaml, textOf, valueOf, type YamlNode } from "./yaml.ts";

/** A port of a container, and the line, from 1, that gives it. */
export interface ContainerPort {
  readonly value: string;
  readonly line: number;
}

/** The container ports of the services that a Compose file builds from its own directory. */
export function composePorts(text: string): readonly ContainerPort[] {
  const services = valueOf(parseYaml(text), "services");
  if (services?.kind !== "map") return [];
  return [...services.entries.values()]
    .filter(isBuiltHere)
    .flatMap((service) => [
      ...itemsOf(valueOf(service, "ports")),
      ...itemsOf(valueOf(service, "expose")),
    ])
    .flatMap((entry) => {
      const value = containerPort(entry);
      return /^\d{1,5}$/.test(value) ? [{ value, line: lineOfPort(entry) }] : [];
    });
}

/** An environment variable of a container, `NAME=value`, and the line, from 1, that gives it. */
export interface ContainerVariable {
  readonly value: string;
  readonly line: number;
}

/** The environment of the services that a Compose file builds from its own directory; values that are taken from outside are left out. */
export function composeVariables(text: string): readonly ContainerVariable[] {
  const services = valueOf(parseYaml(text), "services");
  if (services?.kind !== "map") return [];
  return [...services.entries.values()].filter(isBuiltHere).flatMap((service) => {
    const environment = valueOf(service, "environment");
    if (environment?.kind === "map")
      return [...environment.entries].flatMap(([name, node]) => {
        const value = textOf(node);
        return value === undefined ? [] : [{ value: `${name}=${value}`, line: node.line }];
      });
    return itemsOf(environment).flatMap((node) => {
      const value = textOf(node);
      return value?.includes("=") ? [{ value, line: node.line }] : [];
    });
  });
}

function isBuiltHere(service: YamlNode): boolean {
  const build = valueOf(service, "build");
  if (build === undefined) return false;
  const context = build.kind === "map" ? valueOf(build, "context") : build;
  if (context === undefined || textOf(context) === "") return true;
  return /^\.\/?$/.test(textOf(context) ?? "");
}

// `80`, `8080:80`, `127.0.0.1:8080:80/tcp`, or a map with a target.
function containerPort(entry: YamlNode): string {
  const text = textOf(entry);
  if (text === undefined) return textOf(valueOf(entry, "target")) ?? "";
  return text.split(":").at(-1)?.split("/")[0] ?? "";
}

function lineOfPort(entry: YamlNode): number {
  return (valueOf(entry, "target") ?? entry).line;
}
