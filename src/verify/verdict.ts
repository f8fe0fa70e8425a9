import type { Answers } from "../core/questions/index.ts";
import type { Observation, Trial } from "./observation.ts";
import type { Symptom } from "./symptom.ts";

/** Whether a program does in its image what one of its kind does. */
export interface Verdict {
  readonly works: boolean;
  /** In a few words, what was seen. */
  readonly seen: string;
  /** What the engine and the kernel told, where what the program printed tells nothing. */
  readonly symptom?: Symptom;
  /** What a person should know although it works. */
  readonly remarks: readonly string[];
}

/** Judges a trial by what the answers say that the program is. */
export function judge(trial: Trial, answers: Answers): Verdict {
  if (trial.stage === "build") return { works: false, seen: "it does not build", remarks: [] };
  const { observation } = trial;
  const { startError, exitCode } = observation;
  if (startError !== undefined)
    return { works: false, seen: `it does not start: ${firstLine(startError)}`, remarks: [] };
  if (exitCode !== undefined) return judgeEnd(observation, exitCode, answers);
  return judgeRunning(observation, answers);
}

// --- internal ---

// A command without arguments prints its usage, often with the exit code of an error.
function judgeEnd(observation: Observation, exitCode: number, { kind }: Answers): Verdict {
  const seen = `it ended by itself with exit code ${exitCode}`;
  const last = lastLine(observation.output);
  const told = last === "" ? seen : `${seen}: ${last}`;
  if (observation.isOutOfMemory) return { works: false, seen: told, remarks: [] };
  if (kind === "cli" && (exitCode === 0 || USAGE.test(observation.output)))
    return { works: true, seen, remarks: [] };
  return { works: false, seen: told, remarks: [] };
}

const USAGE = /\busage:|\bavailable commands:|\bcommands:|flags:|--help\b/i;

const NO_PORT = "no port was open when the time was up";

function judgeRunning(observation: Observation, answers: Answers): Verdict {
  const { listeners, health, stopSeconds } = observation;
  const reachable = (listeners ?? []).filter(({ isLoopback }) => !isLoopback);
  const ports = reachable.map(({ port, protocol }) => `${port}/${protocol}`);
  const seen = `it runs${ports.length > 0 ? `, and listens on ${ports.join(", ")}` : ""}`;
  const remarks =
    stopSeconds !== undefined && stopSeconds > 3
      ? [`it took ${stopSeconds.toFixed(1)} s to stop: it does not end on SIGTERM`]
      : [];
  if (answers.kind === "service" && !listeners?.length)
    remarks.push(listeners ? NO_PORT : "which ports it listens on could not be seen");
  const port = portSymptom(observation, answers);
  if (port) return { works: false, seen, symptom: port, remarks };
  if (health && !health.isHealthy) {
    const said = firstLine(health.output);
    const symptom = {
      id: "unhealthy",
      message: `its health check fails: ${said}`,
      remedy: {
        advice: "name the route or command that tells it: --health-cmd, or --no-healthcheck",
      },
    };
    return { works: false, seen: `${seen}, but its health check fails: ${said}`, symptom, remarks };
  }
  return { works: true, seen, remarks };
}

// EXPOSE and -p name a port that nobody answers at.
function portSymptom(
  { listeners = [] }: Observation,
  { kind, port, expose, main: programs, images }: Answers,
): Symptom | undefined {
  if (kind !== "service") return undefined;
  const tcp = listeners.filter(({ protocol }) => protocol === "tcp");
  const open = tcp.filter(({ isLoopback }) => !isLoopback).map((one) => one.port);
  if (open.length === 0 && tcp.length > 0)
    return {
      id: "loopback",
      message: `it listens on port ${tcp[0]?.port} of the loopback interface alone`,
      remedy: { advice: "let it listen on all addresses, by its flag or variable: --cmd, --env" },
    };
  if (open.length === 0 || (port !== null && open.includes(port))) return undefined;
  const others = new Set(expose.map((one) => Number.parseInt(one, 10)));
  const main = open.find((one) => !others.has(one));
  if (main === undefined) return undefined;
  return {
    id: "another-port",
    message: `it listens on port ${main}${port === null ? ", which the image does not name" : `, not on ${port}`}`,
    // The port of the answers is that of all images.
    remedy: {
      change:
        images === "each" && programs.length > 1
          ? { expose: [...expose, String(main)] }
          : { port: main },
    },
  };
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0]?.slice(0, 200) ?? "";
}

// Below what ended a program Go prints where it was.
function lastLine(text: string): string {
  const end = /^(?:panic|fatal error): .*/m.exec(text)?.[0] ?? text.trim().split("\n").at(-1);
  return end?.trim().slice(0, 200) ?? "";
}
