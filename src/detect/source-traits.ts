import type { Place } from "../core/place.ts";

/** A string or number that the program's own sources hold, and where. */
export interface Literal extends Place {
  readonly value: string;
}

/** A port, and what kind of code it stands in; defaults of variables and flags are surer than what a call shows. */
export interface PortLiteral extends Literal {
  readonly evidence: "environment" | "flag" | "call";
  /** Whether others that are listened on beside it are meant to be reached, too. */
  readonly beside: boolean;
}

/** An address on the loopback interface. */
export interface Loopback extends Literal {
  /** The flag that gives it, and the value with which all interfaces are listened on; undefined where no flag does. */
  readonly flag: { readonly name: string; readonly open: string } | undefined;
}

/** What the program's own sources say about how it runs. Everything here is in code, not in comments, tests or dependencies. */
export interface SourceTraits {
  /** Calls that accept connections. */
  readonly listens: Place | undefined;
  /** Ports of such calls, and where they are not known, defaults of what is called like a port. */
  readonly ports: readonly PortLiteral[];
  /** Whether these are all ports, and none comes from elsewhere. */
  readonly knowsPorts: boolean;
  /** An address on the loopback interface that the program listens on. */
  readonly loopback: Loopback | undefined;
  /** A path that answers whether the program is well. */
  readonly healthRoute: Literal | undefined;
  /** Uses of an HTTP or TLS client. */
  readonly client: Place | undefined;
  readonly loadLocation: Place | undefined;
  /** A schedule that names a time zone, or that is not known. */
  readonly schedules: Place | undefined;
  readonly buildInfo: Place | undefined;
  /** Asks for the home directory, or for one of caches or configurations in it. */
  readonly asksHome: Place | undefined;
  /** Programs that it starts, itself left out; empty names where the name is computed. */
  readonly executes: readonly Literal[];
  /** Files and directories of the repository that are opened by a relative path. */
  readonly reads: readonly Literal[];
  /** Those that are there, but that git ignores, and the rule. */
  readonly ignoredReads: readonly (Literal & { readonly rule: string })[];
  /** Directories that are served or searched by a relative path, and that are not in the repository. */
  readonly absentDirectories: readonly Literal[];
  /** Paths at which nothing is, here and in a clone. */
  readonly absentReads: readonly Literal[];
  /** Paths, outside of /tmp and /dev, that it creates; a variable of the environment in them is `${NAME}`. */
  readonly writes: readonly Literal[];
  /** A flag of package flag that prints the version. */
  readonly versionFlag: Place | undefined;
}
