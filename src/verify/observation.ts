/** A socket that a program listens on, as the kernel tells it. */
export interface Listener {
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  /** Whether only this machine's own programs can reach it. */
  readonly isLoopback: boolean;
}

/** What a container did between its start and its end. */
export interface Observation {
  /** Exit code, where it ended by itself. */
  readonly exitCode: number | undefined;
  /** Whether the kernel ended it because it took too much memory. */
  readonly isOutOfMemory: boolean;
  /** Why the engine could not start it, in the engine's words. */
  readonly startError: string | undefined;
  /** Standard output and standard error, the first 64 KiB. */
  readonly output: string;
  /** Undefined where it could not be seen. */
  readonly listeners: readonly Listener[] | undefined;
  /** State of the image's health check; undefined where it has none. */
  readonly health: { readonly isHealthy: boolean; readonly output: string } | undefined;
  /** Seconds between the request to stop and the end; undefined where it had ended before. */
  readonly stopSeconds: number | undefined;
}

/** What came of building and starting a program. */
export type Trial =
  | { readonly stage: "build"; readonly log: string }
  | { readonly stage: "run"; readonly observation: Observation };
