/** Where something stands in a repository. */
export interface Place {
  /** POSIX path below the repository's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A place as people are told it: `file:line`. */
export function formatPlace({ file, line }: Place): string {
  return `${file}:${line}`;
}
