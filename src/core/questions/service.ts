import { BASES } from "../facts.ts";
import { parsePort } from "../values/port.ts";
import { wordProblem } from "../values/words.ts";
import type { ContentsAnswers } from "./contents.ts";
import type { ProgramAnswers } from "./program.ts";
import type { Rows } from "./row.ts";

/** How a service is reached, and how it is known to be well. */
export interface ServiceAnswers {
  /** TCP port of a service; null for a cli. */
  readonly port: number | null;
  /** Command of the health check without a shell; `{program}` stands for the program's path. */
  readonly healthCmd: readonly string[];
  readonly healthcheck: boolean;
}

const isService = ({ kind }: Partial<ProgramAnswers>): boolean => kind === "service";
const SERVICE_ONLY = "only a service (--kind=service) has one";

export const SERVICE: Rows<ServiceAnswers, ProgramAnswers & ContentsAnswers> = {
  port: {
    form: "integer",
    flag: "port",
    title: "Port",
    description: "TCP port that the service listens on",
    defaultText: "detected; 8080 for a new service",
    default: (_given, found) => (found.existing ? (found.port ?? null) : 8080),
    // A program that exists may listen on a port that nobody knows; a new one is told.
    parse: (raw, found) => parsePort(raw, found?.existing ?? false),
    applies: { to: isService, absent: null, because: SERVICE_ONLY },
  },
  healthCmd: {
    form: "list",
    flag: "health-cmd",
    title: "Health check",
    description: "word of the HEALTHCHECK command, repeatable; {program} is the program",
    existing: true,
    defaultText: "{program} -healthcheck of a new service, else as in the old Dockerfile",
    default: ({ base = "scratch", port }, found) => {
      if (!found.existing) return ["{program}", "-healthcheck"];
      if (found.healthCmd) return found.healthCmd;
      return BASES[base].shell && port && found.healthRoute
        ? ["wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${port}${found.healthRoute}`]
        : [];
    },
    problem: wordProblem,
    applies: { to: isService, absent: [], because: SERVICE_ONLY },
  },
  healthcheck: {
    form: "boolean",
    flag: "healthcheck",
    title: "HEALTHCHECK?",
    description: "HEALTHCHECK in the image",
    defaultText: "yes where there is a command for it",
    default: ({ healthCmd = [] }) => healthCmd.length > 0,
    applies: { to: isService, absent: false, because: SERVICE_ONLY },
  },
};
