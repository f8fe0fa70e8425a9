import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { BUILDER_SUITES } from "../core/facts.ts";
import { redirected } from "../core/image-reference.ts";
import type { Layout } from "../core/layout.ts";
import { joinPaths } from "../core/paths.ts";
import type { Answers } from "../core/questions/index.ts";
import { moduleAccess } from "../../generators/access.ts";
import { linkedValues } from "../../generators/go-build.ts";
import { hasImageEach, listPrograms } from "../../generators/programs.ts";
import type { Environment } from "../io/environment.ts";
import type { Subject } from "./trial.ts";

/** The programs that have an image each; one without a name where all are in the same. */
export function listImages(answers: Answers): readonly (string | undefined)[] {
  return hasImageEach(answers) ? listPrograms(answers).map(({ name }) => name) : [undefined];
}

/**
 * What is built and started, as the Makefile does it.
 *
 * @param root absolute directory that stands for the repository's root
 * @param target the program whose image is built, where each has its own
 */
export function subjectOf(
  root: string,
  answers: Answers,
  layout: Layout,
  target: string | undefined,
  environment: Environment,
): Subject {
  const { go, builder, registry, healthcheck, volume, kind } = answers;
  return {
    context: join(root, layout.context),
    dockerfile: join(root, joinPaths(layout.directory, answers.dockerfile)),
    target,
    volumes: volume,
    builder: redirected(`golang:${go}-${BUILDER_SUITES[builder]}`, registry),
    hasHealthcheck: healthcheck && target === undefined,
    isService: kind === "service",
    buildFlags: [
      ...linkedValues(answers).map((name) => `--build-arg=${name.toUpperCase()}=${STAMPS[name]}`),
      ...credentials(answers, layout, environment).flags,
    ],
  };
}

/** What of the credentials for private modules is missing here; undefined where nothing is. */
export function missingCredentials(
  answers: Answers,
  layout: Layout,
  environment: Environment,
): string | undefined {
  return credentials(answers, layout, environment).missing;
}

// --- internal ---

/** Values that tell a program of this check from a released one. */
const STAMPS = { version: "v0.0.0-verify", revision: "unknown", date: "1970-01-01T00:00:00Z" };

function credentials(
  answers: Answers,
  layout: Layout,
  environment: Environment,
): { readonly flags: readonly string[]; readonly missing?: string } {
  const access = moduleAccess({ answers, layout });
  if (access === undefined) return { flags: [] };
  if (access.auth === "ssh")
    return environment["SSH_AUTH_SOCK"]
      ? { flags: ["--ssh=default"] }
      : { flags: [], missing: "no SSH agent runs: ssh-add starts to hold a key for the modules" };
  const netrc = environment["NETRC"] ?? join(homedir(), ".netrc");
  return existsSync(netrc)
    ? { flags: [`--secret=id=netrc,src=${netrc}`] }
    : { flags: [], missing: `there is no ${netrc} with credentials for the modules: NETRC=<file>` };
}
