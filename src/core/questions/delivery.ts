import type { ProgramAnswers } from "./program.ts";
import type { Rows } from "./row.ts";

/** What builds it and keeps it current. */
export interface DeliveryAnswers {
  readonly ci: "github" | "none";
  readonly updates: "dependabot" | "renovate" | "none";
}

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
};
