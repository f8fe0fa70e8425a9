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

/** What a service of a Compose file expects of the image that is built for it. */
export interface ComposeService {
  readonly name: string;
  /** The stage of the Dockerfile. */
  readonly target: ComposeWords | undefined;
  readonly entrypoint: ComposeWords | undefined;
  readonly command: ComposeWords | undefined;
  /** The words of a health check, without CMD; `sh` and the text where a shell runs it. */
  readonly health: ComposeWords | undefined;
  /** Where volumes that have a name are mounted. */
  readonly volumes: readonly ContainerPort[];
  /** All that it says, and the line, from 1, of what each key says. */
  readonly keys: readonly { readonly name: string; readonly line: number }[];
}

/** Words, and the line, from 1, that they are in. */
export interface ComposeWords {
  readonly words: readonly string[];
  readonly line: number;
}

/** Reads the services that a Compose file builds from its own directory. */
export function composeServices(text: string): readonly ComposeService[] {
  const services = valueOf(parseYaml(text), "services");
  if (services?.kind !== "map") return [];
  return [...services.entries]
    .filter(([, service]) => isBuiltHere(service))
    .map(([name, service]) => ({
      name,
      target: wordsOf(valueOf(valueOf(service, "build"), "target")),
      entrypoint: wordsOf(valueOf(service, "entrypoint")),
      command: wordsOf(valueOf(service, "command")),
      health: healthOf(valueOf(valueOf(service, "healthcheck"), "test")),
      volumes: itemsOf(valueOf(service, "volumes")).flatMap(namedVolume),
      keys: service.kind === "map" ? keysOf(service.entries) : [],
    }));
}

function keysOf(entries: ReadonlyMap<string, YamlNode>): ComposeService["keys"] {
  return [...entries].map(([key, { line }]) => ({ name: key, line }));
}

function wordsOf(node: YamlNode | undefined): ComposeWords | undefined {
  if (!node) return undefined;
  const text = textOf(node);
  const words =
    text === undefined
      ? itemsOf(node).flatMap((item) => textOf(item) ?? [])
      : text.split(/\s+/).filter(Boolean);
  return words.length === 0 ? undefined : { words, line: node.line };
}

function healthOf(node: YamlNode | undefined): ComposeWords | undefined {
  if (!node) return undefined;
  const text = textOf(node);
  if (text !== undefined) return { words: ["sh", "-c", text], line: node.line };
  const [kind, ...words] = wordsOf(node)?.words ?? [];
  if (kind === "NONE" || words.length === 0) return undefined;
  return { words: kind === "CMD-SHELL" ? ["sh", "-c", ...words] : words, line: node.line };
}

// `data:/var/lib/data`, or a map; what comes from a directory belongs to the machine, and `:ro` is not written to.
function namedVolume(entry: YamlNode): readonly ContainerPort[] {
  const text = textOf(entry);
  const [source = "", target = "", mode = ""] =
    text === undefined
      ? [textOf(valueOf(entry, "source")), textOf(valueOf(entry, "target"))]
      : text.split(":");
  const isVolume = text !== undefined || textOf(valueOf(entry, "type")) === "volume";
  const isReadOnly =
    mode.split(",").includes("ro") || textOf(valueOf(entry, "read_only")) === "true";
  const isNamed = /^[\w][\w.-]*$/.test(source);
  return isVolume && isNamed && !isReadOnly && /^\/[^$]*$/.test(target)
    ? [{ value: target, line: entry.line }]
    : [];
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
