import { CONFLICT_POLICIES } from "../core/conflict-policy.ts";

export interface Option {
  readonly flag: string;
  readonly short?: string;
  readonly type: "boolean" | "string";
  /** Placeholder of the value in the help. */
  readonly value?: string;
  readonly description: string;
}

/** The options that say how to run, not what to render; those come from the question table. */
export const OPTIONS = [
  {
    flag: "answers",
    type: "string",
    value: "<file|->",
    description: "read answers from a JSON file, or from standard input",
  },
  { flag: "yes", short: "y", type: "boolean", description: "ask nothing, take the defaults" },
  {
    flag: "interactive",
    type: "boolean",
    description: "ask even where a script or an agent seems to run; --no-interactive: never ask",
  },
  {
    flag: "dry-run",
    type: "boolean",
    description: "show what would be written, write nothing, exit as the real run would",
  },
  { flag: "json", type: "boolean", description: "ask nothing, print one JSON document" },
  {
    flag: "on-conflict",
    type: "string",
    value: "<policy>",
    description: `what to do with files that differ: ${CONFLICT_POLICIES.join(", ")}`,
  },
  {
    flag: "force",
    short: "f",
    type: "boolean",
    description: "the same as --on-conflict=overwrite",
  },
  {
    flag: "preset",
    type: "string",
    value: "<path|package>",
    description:
      "take a team's answers and templates from a JSON file, a directory or an installed package; none: leave the one of the run before",
  },
  {
    flag: "update",
    type: "boolean",
    description:
      "bring projects that were rendered before up to date; takes several directories, or - for a list on standard input",
  },
  {
    flag: "check",
    type: "boolean",
    description: "say what is out of date, change nothing; exit 1 if something is",
  },
  {
    flag: "diff",
    type: "boolean",
    description: "print what would change as a diff that git apply takes, change nothing",
  },
  {
    flag: "pin",
    type: "string",
    value: "[=update]",
    description:
      "resolve image tags to digests; =update: look up those that are pinned too, and the actions; asks the registries",
  },
  {
    flag: "max-pin-age",
    type: "string",
    value: "<days>",
    description: "with --check, the age from which a digest is too old",
  },
  {
    flag: "verify",
    type: "string",
    value: "[=fix]",
    description:
      "build the image and run it without privileges before anything is written, and say what is missing; =fix: change the answers until it works; needs docker with buildx",
  },
  {
    flag: "verify-network",
    type: "string",
    value: "<network>",
    description: "with --verify, the docker network that the program is put into [none]",
  },
  {
    flag: "prune",
    type: "boolean",
    description: "remove rendered files that are no longer needed and were not edited",
  },
  {
    flag: "fetch-base",
    type: "boolean",
    description:
      "where git lacks what was rendered before, let npx run the version that rendered it",
  },
  {
    flag: "contents",
    type: "boolean",
    description: "with --json, print the text of every rendered file too",
  },
  {
    flag: "explain",
    type: "boolean",
    description: "tell what becomes of everything that the project's own build and delivery say",
  },
  { flag: "git", type: "boolean", description: "make the new project a git repository" },
  { flag: "list", type: "boolean", description: "list what can be rendered, and exit" },
  { flag: "help", short: "h", type: "boolean", description: "print this help, and exit" },
  { flag: "version", short: "V", type: "boolean", description: "print the version, and exit" },
] as const satisfies readonly Option[];

export type OptionFlag = (typeof OPTIONS)[number]["flag"];
