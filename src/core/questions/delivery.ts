import { branchProblem, tagPrefixProblem } from "../values/git-names.ts";
import type { ProgramAnswers } from "./program.ts";
import type { Rows } from "./row.ts";

/** What builds it and keeps it current. */
export interface DeliveryAnswers {
  readonly ci: "github" | "none";
  readonly updates: "dependabot" | "renovate" | "none";
  /** The branch whose pushes the workflow builds. */
  readonly branch: string;
  /** What stands before the number in the tags of releases: `v` of v1.2.3. */
  readonly tagPrefix: string;
  /** Whether pushed images carry provenance and a bill of materials. */
  readonly attestations: boolean;
}

const HAS_WORKFLOW = {
  to: ({ ci }: Partial<DeliveryAnswers>): boolean => ci === "github",
  because: "only a workflow (--ci=github) has one",
} as const;

export const DELIVERY: Rows<DeliveryAnswers, ProgramAnswers> = {
  ci: {
    form: "choice",
    flag: "ci",
    title: "CI workflow?",
    description: "CI workflow",
    asked: true,
    choices: {
      github: { hint: "GitHub Actions: test, lint, build, push" },
      none: { hint: "none" },
    },
    defaultText: "github; none for a module on GitLab",
    default: ({ module = "" }) => (module.startsWith("gitlab.") ? "none" : "github"),
  },
  updates: {
    form: "choice",
    flag: "updates",
    title: "Dependency updates",
    description: "bot that keeps modules, images and actions current",
    choices: {
      dependabot: { hint: "Dependabot" },
      renovate: { hint: "Renovate, which also pins digests" },
      none: { hint: "none" },
    },
    defaultText: "dependabot; none with --ci=none or another bot",
    default: ({ ci }, found) => found.updates ?? (ci === "none" ? "none" : "dependabot"),
  },
  branch: {
    form: "text",
    flag: "branch",
    title: "Default branch",
    description: "branch whose pushes the workflow builds",
    existing: true,
    defaultText: "the repository's default branch, else main",
    default: (_given, found) => found.branch ?? "main",
    problem: branchProblem,
    applies: { ...HAS_WORKFLOW, absent: "main" },
  },
  tagPrefix: {
    form: "text",
    flag: "tag-prefix",
    title: "Tags of releases",
    description: "what stands before the number in tags of releases: v, release-, or nothing",
    existing: true,
    defaultText: "as the repository's tags have it, else v",
    default: (_given, found) => found.tagPrefix ?? "v",
    problem: tagPrefixProblem,
    applies: { ...HAS_WORKFLOW, absent: "v" },
  },
  attestations: {
    form: "boolean",
    flag: "attestations",
    title: "Attestations of the image?",
    description: "provenance and bill of materials beside pushed images",
    defaultText: "yes; no for AWS Lambda, which refuses them",
    default: (_given, found) => found.attestations ?? true,
  },
};
