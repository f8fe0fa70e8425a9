import type { Place } from "../core/place.ts";
import type { OwnFile } from "./graph.ts";

/** A string or number that the program's own sources hold, and where. */
export interface Literal extends Place {
  readonly value: string;
}

/** A port, and what kind of code it stands in; defaults of variables and flags are surer than what a call shows. */
export interface PortLiteral extends Literal {
  readonly evidence: "environment" | "flag" | "call";
}

/** What the program's own sources say about how it runs. Everything here is in code, not in comments, tests or dependencies. */
export interface SourceTraits {
  /** Calls that accept connections. */
  readonly listens: Place | undefined;
  /** Ports in or beside such calls, in the defaults of flags, and in the defaults of variables called like PORT. */
  readonly ports: readonly PortLiteral[];
  /** An address on the loopback interface that the program listens on. */
  readonly loopback: Literal | undefined;
  /** A path that answers whether the program is well. */
  readonly healthRoute: Literal | undefined;
  /** Uses of an HTTP or TLS client. */
  readonly client: Place | undefined;
  readonly loadLocation: Place | undefined;
  readonly buildInfo: Place | undefined;
  /** Programs that it starts; empty names where the name is computed. */
  readonly executes: readonly Literal[];
  /** Files and directories of the repository that are opened by a relative path. */
  readonly reads: readonly Literal[];
  /** Those that are there, but that git ignores, and the rule. */
  readonly ignoredReads: readonly (Literal & { readonly rule: string })[];
  /** Paths, outside of /tmp and /dev, that it creates. */
  readonly writes: readonly Literal[];
  /** A flag of package flag that prints the version. */
  readonly versionFlag: Place | undefined;
}

/** Reads the bodies of the program's own packages, file by file. */
export interface SourceReader {
  readonly visit: (file: OwnFile) => void;
  /** What the files that were visited say. */
  readonly traits: () => SourceTraits;
}
