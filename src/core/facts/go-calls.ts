import { DATA_CALLS } from "./go-calls/data.ts";
import { FILE_CALLS } from "./go-calls/files.ts";
import { NETWORK_CALLS } from "./go-calls/network.ts";
import { STANDARD_CALLS } from "./go-calls/standard.ts";
import { WEB_CALLS } from "./go-calls/web.ts";

/** What a call, a literal or a use of a Go package means for the image that the program runs in. */
export type Meaning =
  /** Opens a file to read it. The value is its path. */
  | "reads file"
  | "reads directory"
  /** The value is a path with wildcards. */
  | "reads glob"
  /**
   * The value is the name of a file without its ending, in directories that are given elsewhere.
   */
  | "reads configuration"
  /** The value is a URL; a path behind `file://`. */
  | "reads source"
  | "writes file"
  | "writes directory"
  /** The value is what a database driver takes: a path for sqlite. */
  | "opens database"
  /** The value is the name of a driver. */
  | "names driver"
  /** Accepts connections. The value is host and port. */
  | "listens on address"
  | "listens on port"
  /** Accepts connections at an address that is given elsewhere. */
  | "listens"
  /** Opens connections that are verified by the system's certificates. */
  | "dials out"
  /** Opens connections, mostly without TLS. */
  | "connects"
  /** The value is the name of a time zone. */
  | "loads zone"
  /** The value is a schedule, which may begin with a zone. */
  | "schedules"
  /** Runs another program. The value is its name. */
  | "executes"
  | "asks home"
  | "asks own path"
  | "reads build information"
  /** Answers HTTP at a path. The value is that path, with a method before it or without. */
  | "serves path";

/** What is known of some names of one Go package. */
export interface GoCallRow {
  /** Import path without major version; `…/...` is also all that is below. */
  readonly in: string;
  /** Names of functions, by spaces. */
  readonly functions?: string;
  /** Names of methods of values that come from the package. */
  readonly methods?: string;
  /** Of these types, or of what these functions give: what methods are limited to. */
  readonly on?: string;
  /** Names of struct types whose literals count. */
  readonly literals?: string;
  /** Names of what counts without being called. */
  readonly uses?: string;
  /** Whether the import alone counts. */
  readonly imported?: true;
  /** Which argument is meant, from 0. */
  readonly argument?: number | "all";
  /** A name that another argument must have in it, or must not. */
  readonly when?: { readonly argument: number; readonly has?: string; readonly lacks?: string };
  /** Which field of the literal is meant. */
  readonly field?: string;
  /** The value where the program gives none. */
  readonly absent?: string;
  readonly means: Meaning;
}

/**
 * What the packages do that programs in containers are made of. Checked 2026-11-25 against their
 * documentation. What is not certain is left out: a wrong row is worse than none.
 */
export const GO_CALLS: readonly GoCallRow[] = [
  ...STANDARD_CALLS,
  ...WEB_CALLS,
  ...FILE_CALLS,
  ...DATA_CALLS,
  ...NETWORK_CALLS,
];
