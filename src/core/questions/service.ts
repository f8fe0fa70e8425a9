import { BASES } from "../facts.ts";
import { durationProblem, HEALTH_TIMES, parseRetries } from "../values/health-times.ts";
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
  /** Times of the health check as Docker writes durations, such as `1m30s`. */
  readonly healthInterval: string;
  readonly healthTimeout: string;
  readonly healthStartPeriod: string;
  /** Failures in a row that make a container unhealthy. */
  readonly healthRetries: number;
}

const isService = ({ kind }: Partial<ProgramAnswers>): boolean => kind === "service";
const isAsked = ({ healthcheck }: Partial<ServiceAnswers>): boolean => healthcheck === true;
const CHECK_ONLY = "only a health check (--healthcheck) has one";
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
  healthInterval: {
    form: "text",
    flag: "health-interval",
    title: "Time between health checks",
    description: "time between health checks, as 90s",
    existing: true,
    defaultText: "as in the old Dockerfile, else 10s",
    default: (_given, found) => found.healthInterval ?? HEALTH_TIMES.healthInterval,
    problem: durationProblem,
    applies: { to: isAsked, absent: HEALTH_TIMES.healthInterval, because: CHECK_ONLY },
  },
  healthTimeout: {
    form: "text",
    flag: "health-timeout",
    title: "Time that a health check may take",
    description: "time that a health check may take, as 5s",
    existing: true,
    defaultText: "as in the old Dockerfile, else 3s",
    default: (_given, found) => found.healthTimeout ?? HEALTH_TIMES.healthTimeout,
    problem: durationProblem,
    applies: { to: isAsked, absent: HEALTH_TIMES.healthTimeout, because: CHECK_ONLY },
  },
  healthStartPeriod: {
    form: "text",
    flag: "health-start-period",
    title: "Time to start before failed health checks count",
    description: "time to start before failed health checks count, as 30s",
    existing: true,
    defaultText: "as in the old Dockerfile, else 0s",
    default: (_given, found) => found.healthStartPeriod ?? HEALTH_TIMES.healthStartPeriod,
    problem: durationProblem,
    applies: { to: isAsked, absent: HEALTH_TIMES.healthStartPeriod, because: CHECK_ONLY },
  },
  healthRetries: {
    form: "integer",
    flag: "health-retries",
    title: "Failed health checks that make it unhealthy",
    description: "failed health checks in a row that make the container unhealthy",
    existing: true,
    defaultText: "as in the old Dockerfile, else 3",
    default: (_given, found) => found.healthRetries ?? HEALTH_TIMES.healthRetries,
    parse: parseRetries,
    applies: { to: isAsked, absent: HEALTH_TIMES.healthRetries, because: CHECK_ONLY },
  },
};
