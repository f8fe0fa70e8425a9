import { fileNameProblem, workflowNameProblem } from "../values/file-name.ts";
import { ignorePatternProblem } from "../values/ignore-pattern.ts";
import type { DeliveryAnswers } from "./delivery.ts";
import type { Rows } from "./row.ts";

/** The rendered files themselves. */
export interface FilesAnswers {
  /** Whether the workflow has a job that says when the project is out of date. */
  readonly checkJob: boolean;
  /** Lines of .dockerignore, beside those that are rendered. */
  readonly ignore: readonly string[];
  /** Names of the rendered files, which let others of the usual names live. */
  readonly dockerfile: string;
  readonly makefile: string;
  readonly workflow: string;
}

export const FILES: Rows<FilesAnswers, DeliveryAnswers> = {
  checkJob: {
    form: "boolean",
    flag: "check-job",
    title: "A job that says when the project is out of date?",
    description:
      "job in the workflow that fails when the project is out of date (create-goslim --check)",
    default: () => false,
    applies: {
      to: ({ ci }) => ci === "github",
      absent: false,
      because: "only a workflow (--ci=github) has jobs",
    },
  },
  ignore: {
    form: "list",
    flag: "ignore",
    title: "Left out of the build",
    description: "pattern of files that the build context leaves out, as data/*.db, repeatable",
    existing: true,
    defaultText: "as the old .dockerignore, for what is copied",
    default: (_given, found) => found.ignore ?? [],
    problem: ignorePatternProblem,
  },
  dockerfile: {
    form: "text",
    flag: "dockerfile",
    title: "Name of the Dockerfile",
    description: "name of the Dockerfile",
    existing: true,
    defaultText: "Dockerfile; Dockerfile.goslim beside one that is yours",
    default: (_given, found) => found.dockerfile ?? "Dockerfile",
    problem: fileNameProblem,
  },
  makefile: {
    form: "text",
    flag: "makefile",
    title: "Name of the Makefile",
    description: "name of the Makefile",
    existing: true,
    defaultText: "Makefile; Makefile.goslim beside one that is yours",
    default: (_given, found) => found.makefile ?? "Makefile",
    problem: fileNameProblem,
  },
  workflow: {
    form: "text",
    flag: "workflow",
    title: "Name of the workflow file",
    description: "name of the workflow file",
    existing: true,
    defaultText: "ci.yml; image.yml beside one that is yours",
    default: (_given, found) => found.workflow ?? "ci.yml",
    problem: workflowNameProblem,
  },
};
