import { environmentProblem, labelProblem } from "../values/pairs.ts";
import { copyProblem, volumeProblem, workdirProblem } from "../values/paths.ts";
import { exposedPortProblem } from "../values/port.ts";
import { wordProblem } from "../values/words.ts";
import type { Rows } from "./row.ts";

/** What the program finds when it starts. */
export interface RuntimeAnswers {
  /** Arguments that are part of ENTRYPOINT. */
  readonly args: readonly string[];
  /** Arguments in CMD, which others on the command line replace. */
  readonly cmd: readonly string[];
  /** Ports beside the main one, `9090` or `53/udp`. */
  readonly expose: readonly string[];
  /** `NAME=value`. */
  readonly env: readonly string[];
  /** `name=value`. */
  readonly label: readonly string[];
  /** Absolute paths in the image that the program writes to. */
  readonly volume: readonly string[];
  /** Absolute path in the image. */
  readonly workdir: string;
  /** `source:destination`, from the build context into the image. */
  readonly copy: readonly string[];
}

export const RUNTIME: Rows<RuntimeAnswers> = {
  args: {
    form: "list",
    flag: "arg",
    title: "Arguments in ENTRYPOINT",
    description: "argument that the program always gets (ENTRYPOINT), repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.args ?? [],
    problem: wordProblem,
  },
  cmd: {
    form: "list",
    flag: "cmd",
    title: "Arguments in CMD",
    description: "argument that the program gets unless others are given (CMD), repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.cmd ?? [],
    problem: wordProblem,
  },
  expose: {
    form: "list",
    flag: "expose",
    title: "Other ports",
    description: "port beside --port, as 9090 or 53/udp, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.expose ?? [],
    problem: exposedPortProblem,
  },
  env: {
    form: "list",
    flag: "env",
    title: "Environment",
    description: "environment variable in the image, NAME=value, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.env ?? [],
    problem: environmentProblem,
  },
  label: {
    form: "list",
    flag: "label",
    title: "Labels",
    description: "label of the image, name=value, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.label ?? [],
    problem: labelProblem,
  },
  volume: {
    form: "list",
    flag: "volume",
    title: "Volumes",
    description: "directory that the program writes to, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile",
    default: (_given, found) => found.volume ?? [],
    problem: volumeProblem,
  },
  workdir: {
    form: "text",
    flag: "workdir",
    title: "Working directory",
    description: "working directory of the program in the image",
    existing: true,
    defaultText: "as in the old Dockerfile where files are read from it, else /",
    default: (_given, found) => found.workdir ?? "/",
    problem: workdirProblem,
  },
  copy: {
    form: "list",
    flag: "copy",
    title: "Files that the program reads",
    description: "file or directory that the program reads, source:destination, repeatable",
    existing: true,
    defaultText: "as in the old Dockerfile, and what the sources open",
    default: (_given, found) => found.copy ?? [],
    problem: copyProblem,
  },
};
