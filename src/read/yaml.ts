import { EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";
import { lineCounter } from "./lines.ts";

/** A value of a YAML document, and the line, from 1, that it begins in; of a block of text that is its first line. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: "scalar";
  readonly line: number;
  /** As written, without quotes: whether it is a number or a text is for the reader to know. */
  readonly text: string;
}

export interface YamlList {
  readonly kind: "list";
  readonly line: number;
  readonly items: readonly YamlNode[];
}

export interface YamlMap {
  readonly kind: "map";
  readonly line: number;
  /** By key; keys that are no scalars are left out. */
  readonly entries: ReadonlyMap<string, YamlNode>;
}

/**
 * How many nodes a document has at most when each alias counts as all that it stands for. Real files of the kinds that are
 * read have less than a hundredth of it; a dozen lines of aliases of aliases have billions.
 */
const NODE_LIMIT = 100_000;

/** Reads one YAML document; undefined for what is not for us: a template, broken, several documents, too large. */
export function parseYaml(text: string): YamlNode | undefined {
  try {
    return new TreeBuilder(text).build(parseEvents(text, {}));
  } catch {
    return undefined;
  }
}

/** The value of a key, where the node is a map that has it. */
export function valueOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === "map" ? node.entries.get(key) : undefined;
}

/** The items of a list; none where the node is something else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "list" ? node.items : [];
}

/** The text of a scalar; undefined where the node is something else. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" ? node.text : undefined;
}

/** A list or map that is still being read. */
interface Open {
  readonly node: YamlNode;
  readonly add: (child: YamlNode) => void;
  readonly anchor: string | undefined;
  /** Number of nodes in it, itself and all that aliases stand for included. */
  size: number;
}

/** Thrown for a document that is not read; never leaves this file. */
class Refused extends Error {}

class TreeBuilder {
  readonly #text: string;
  readonly #lineAt: (position: number) => number;
  readonly #open: Open[] = [];
  readonly #anchors = new Map<string, { readonly node: YamlNode; readonly size: number }>();
  #root: YamlNode | undefined;
  /** Where the event before began: an empty value stands there. */
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lineAt = lineCounter(text);
  }

  build(events: readonly Event[]): YamlNode | undefined {
    if (events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length > 1) return undefined;
    for (const event of events) this.#read(event);
    return this.#root;
  }

  #read(event: Event): void {
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        const line = this.#lineOf(event.valueStart);
        const text = event.valueStart === -1 ? "" : getScalarValue(this.#text, event);
        this.#add({ kind: "scalar", line, text }, 1, this.#anchorOf(event));
        break;
      }
      case EVENT_ID.ALIAS: {
        const known = this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd));
        if (!known) throw new Refused("an alias of nothing that is complete");
        this.#add(known.node, known.size, undefined);
        break;
      }
      case EVENT_ID.SEQUENCE:
        this.#openList(this.#lineOf(event.start), this.#anchorOf(event));
        break;
      case EVENT_ID.MAPPING:
        this.#openMap(this.#lineOf(event.start), this.#anchorOf(event));
        break;
      case EVENT_ID.POP:
        this.#close();
        break;
      case EVENT_ID.DOCUMENT:
        break;
    }
  }

  #openList(line: number, anchor: string | undefined): void {
    const items: YamlNode[] = [];
    const add = (child: YamlNode): void => void items.push(child);
    this.#open.push({ node: { kind: "list", line, items }, add, anchor, size: 1 });
  }

  #openMap(line: number, anchor: string | undefined): void {
    const entries = new Map<string, YamlNode>();
    let key: YamlNode | undefined;
    const add = (child: YamlNode): void => {
      if (key === undefined) {
        key = child;
        return;
      }
      if (key.kind === "scalar") {
        if (entries.has(key.text)) throw new Refused("a key that is there twice");
        entries.set(key.text, child);
      }
      key = undefined;
    };
    this.#open.push({ node: { kind: "map", line, entries }, add, anchor, size: 1 });
  }

  // The document's end closes what is not open.
  #close(): void {
    const closed = this.#open.pop();
    if (closed) this.#add(closed.node, closed.size, closed.anchor);
  }

  #add(node: YamlNode, size: number, anchor: string | undefined): void {
    if (anchor !== undefined) this.#anchors.set(anchor, { node, size });
    const parent = this.#open.at(-1);
    if (!parent) {
      this.#root = node;
      return;
    }
    parent.size += size;
    if (parent.size > NODE_LIMIT) throw new Refused("more nodes than anybody writes");
    parent.add(node);
  }

  #anchorOf(event: { readonly anchorStart: number; readonly anchorEnd: number }) {
    return event.anchorStart === -1
      ? undefined
      : this.#text.slice(event.anchorStart, event.anchorEnd);
  }

  #lineOf(position: number): number {
    if (position !== -1) this.#position = position;
    return this.#lineAt(this.#position);
  }
}
