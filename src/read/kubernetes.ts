import type { ContainerPort } from "./compose.ts";

/** A container of a manifest, as far as lines tell. */
export interface ManifestContainer {
  /** As written; undefined where none is given. */
  readonly image: string | undefined;
  /** What it starts, instead of what the image does. */
  readonly command: { readonly words: readonly string[]; readonly line: number } | undefined;
  readonly ports: readonly ContainerPort[];
}

/** Kinds that hold a pod. */
const WORKLOADS = new Set(["Deployment", "StatefulSet", "DaemonSet", "Pod"]);

/**
 * The container ports of a Kubernetes manifest, if one of its documents is a workload. It is read line by line: charts
 * are templates, which are no YAML.
 */
export function manifestContainerPorts(text: string): readonly ContainerPort[] {
  return manifestContainers(text).flatMap(({ ports }) => ports);
}

/** The containers of a Kubernetes manifest; what stands in no list of containers counts as one more. */
export function manifestContainers(text: string): readonly ManifestContainer[] {
  const lines = text.split("\n");
  const isWorkload = lines.some((line) =>
    WORKLOADS.has(/^kind:[ \t]*([A-Za-z]+)\b/.exec(line)?.[1] ?? ""),
  );
  if (!isWorkload) return [];
  const reader = new ContainerReader();
  for (const [index, line] of lines.entries()) reader.read(line, index + 1);
  return reader.containers;
}

// --- internal ---

interface Open {
  image: string | undefined;
  command: { readonly words: string[]; readonly line: number } | undefined;
  readonly ports: ContainerPort[];
}

/** Goes through the lines of a manifest; where a container begins and ends is told by the columns of their lists. */
class ContainerReader {
  readonly containers: Open[] = [];
  #current: Open | undefined;
  /** Column of the key `containers`, while its list is read. */
  #list: number | undefined;
  /** Column of the dashes of that list. */
  #dash: number | undefined;
  /** Column of the key `command`, while its words are read. */
  #command: number | undefined;

  read(line: string, number: number): void {
    const [, spaces = "", dash = "", rest = ""] = /^([ ]*)((?:-[ ]+)?)(.*?)\s*$/.exec(line) ?? [];
    if (rest === "" || rest.startsWith("#") || rest.startsWith("{{")) return;
    this.#follow(spaces.length, dash, rest);
    this.#readWord(spaces.length, dash, rest);
    this.#readKey(spaces.length + dash.length, rest, number);
  }

  #readKey(column: number, rest: string, number: number): void {
    const [, key = "", value = ""] = /^(\w+):[ \t]*(.*)$/.exec(rest) ?? [];
    if (key === "image" && this.#list !== undefined) this.#open().image ??= plain(value);
    if (key === "command" && this.#list !== undefined) this.#begin(value, column, number);
    for (const [, port = ""] of rest.matchAll(/\bcontainerPort:[ \t]*(\d{1,5})\b/g))
      this.#open().ports.push({ value: port, line: number });
    if (key === "containers" || key === "initContainers") {
      this.#list = column;
      this.#dash = undefined;
      this.#current = undefined;
    }
  }

  #follow(column: number, dash: string, rest: string): void {
    if (this.#list === undefined) return;
    const isItem = dash !== "" && column >= this.#list;
    this.#dash ??= isItem ? column : undefined;
    if (isItem && column === this.#dash) this.#current = undefined;
    else if (column <= this.#list || rest === "---") {
      this.#list = undefined;
      this.#current = undefined;
    }
  }

  #begin(value: string, column: number, line: number): void {
    const words = value.startsWith("[")
      ? value
          .replaceAll(/^\[|\]$/g, "")
          .split(",")
          .map((word) => plain(word.trim()))
      : [];
    this.#open().command = { words, line };
    this.#command = words.length === 0 ? column : undefined;
  }

  // Words of a command stand a line each below it.
  #readWord(column: number, dash: string, rest: string): void {
    if (this.#command === undefined) return;
    if (dash !== "" && column >= this.#command && this.#current?.command)
      this.#current.command.words.push(plain(rest));
    else this.#command = undefined;
  }

  #open(): Open {
    if (this.#current) return this.#current;
    this.#current = { image: undefined, command: undefined, ports: [] };
    this.containers.push(this.#current);
    return this.#current;
  }
}

function plain(text: string): string {
  return text.replace(/[ \t]+#.*$/, "").replace(/^(["'])(.*)\1$/, "$2");
}
