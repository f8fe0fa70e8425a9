import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine, Printed } from "./engine.ts";
import type { Observation, Trial } from "./observation.ts";
import { LABEL, makeWorkspace } from "./owner.ts";
import { listen } from "./ports.ts";
import { quietly } from "./remove.ts";

/** What is built and started. */
export interface Subject {
  /** Absolute directory of the build context. */
  readonly context: string;
  /** Absolute path of the Dockerfile. */
  readonly dockerfile: string;
  /** Stage to build, where an image for each of several programs is rendered. */
  readonly target: string | undefined;
  /** Directories that `make run` makes writable. */
  readonly volumes: readonly string[];
  /** Reference of the image that compiles; the probe is compiled in it too. */
  readonly builder: string;
  /** Whether the image has a health check. */
  readonly hasHealthcheck: boolean;
  /** Whether it is expected to go on running. */
  readonly isService: boolean;
  /** More options of the build: arguments, secrets. */
  readonly buildFlags: readonly string[];
}

export interface TrialLimits {
  /** Seconds that a build may take. */
  readonly build: number;
  /** Seconds that a service must stay up, or a command may take. */
  readonly run: number;
  /** Network that the program is put into: `none` unless told otherwise. */
  readonly network: string;
}

export const DEFAULT_LIMITS: TrialLimits = { build: 1800, run: 8, network: "none" };

/** How `make run` starts a container, and limits for a program that nobody knows. */
const LOCKED_DOWN = [
  "--read-only",
  "--tmpfs=/tmp",
  "--cap-drop=ALL",
  "--security-opt=no-new-privileges",
  "--memory=512m",
  "--pids-limit=512",
];

const OUTPUT_LIMIT = 64 * 1024;
/** Seconds after which the engine kills a program that does not stop when it is asked to. */
const STOP_LIMIT = 5;
/** Seconds after which most services listen. */
const EARLY = 3;

/**
 * Builds an image and runs it once, the way `make run` would. Containers and images that this makes
 * are removed, whatever happens; those of others are never touched.
 *
 * @param owner distinguishes what this process makes, see {@link removeOwn}
 */
export async function tryOnce(
  engine: Engine,
  subject: Subject,
  owner: string,
  onProgress: (text: string) => void,
  limits: TrialLimits = DEFAULT_LIMITS,
): Promise<Trial> {
  const work = makeWorkspace();
  let image: string | undefined;
  try {
    onProgress("building\n");
    const file = join(work, "image");
    const built = await build(engine, subject, owner, file, onProgress, limits.build);
    if (built.code !== 0) return { stage: "build", log: built.stderr };
    image = (await readFile(file, "utf8")).trim();
    onProgress("running\n");
    return { stage: "run", observation: await observe(engine, image, subject, owner, limits) };
  } finally {
    await rm(work, { recursive: true, force: true });
    if (image !== undefined) await quietly(engine, ["image", "rm", "--force", image]);
  }
}

// --- internal ---

function build(
  engine: Engine,
  { context, dockerfile, target, buildFlags }: Subject,
  owner: string,
  idFile: string,
  onProgress: (text: string) => void,
  seconds: number,
): Promise<Printed> {
  return engine(
    [
      "buildx",
      "build",
      "--load",
      "--progress=plain",
      "--provenance=false",
      // By it the image is another one than any of the user's, which would be removed with it.
      `--label=${LABEL}=${owner}`,
      ...buildFlags,
      `--iidfile=${idFile}`,
      `--file=${dockerfile}`,
      ...(target === undefined ? [] : [`--target=${target}`]),
      context,
    ],
    { timeout: seconds * 1000, onProgress },
  );
}

async function observe(
  engine: Engine,
  image: string,
  subject: Subject,
  owner: string,
  limits: TrialLimits,
): Promise<Observation> {
  const created = await engine(
    [
      "create",
      `--label=${LABEL}=${owner}`,
      `--network=${limits.network}`,
      ...LOCKED_DOWN,
      ...(subject.hasHealthcheck ? ["--health-interval=1s"] : []),
      ...subject.volumes.map((path) => `--volume=${path}`),
      image,
    ],
    { timeout: 60_000, isWhole: true },
  );
  const container = created.stdout.trim();
  if (created.code !== 0) return neverStarted(created.stderr);
  try {
    const started = await engine(["start", container], { timeout: 60_000, isWhole: true });
    if (started.code !== 0) return neverStarted(started.stderr);
    const { last, listeners } = await settled(engine, container, subject, owner, limits.run);
    const stopSeconds = last.running ? await stop(engine, container) : undefined;
    const logs = await engine(["logs", container], { timeout: 30_000 });
    return {
      exitCode: last.running ? undefined : last.exitCode,
      isOutOfMemory: last.isOutOfMemory,
      startError: undefined,
      output: (logs.stdout + logs.stderr).slice(0, OUTPUT_LIMIT),
      listeners,
      health: subject.hasHealthcheck ? last.health : undefined,
      stopSeconds,
    };
  } finally {
    await quietly(engine, ["rm", "--force", "--volumes", container]);
  }
}

// A service that listens has started; one that does not yet is given all of its time.
async function settled(
  engine: Engine,
  container: string,
  subject: Subject,
  owner: string,
  seconds: number,
): Promise<Pick<Observation, "listeners"> & { readonly last: State }> {
  const look = (): Promise<Observation["listeners"]> =>
    listen(engine, container, subject.builder, owner);
  const isPlain = subject.isService && !subject.hasHealthcheck;
  const first = await wait(engine, container, subject, isPlain ? EARLY : seconds);
  if (!first.running) return { last: first, listeners: [] };
  const listeners = await look();
  if (!isPlain || listeners === undefined || listeners.length > 0)
    return { last: first, listeners };
  const last = await wait(engine, container, subject, seconds - EARLY);
  return { last, listeners: last.running ? await look() : [] };
}

interface State {
  readonly running: boolean;
  readonly exitCode: number;
  readonly isOutOfMemory: boolean;
  readonly health: {
    readonly isHealthy: boolean;
    /** Whether it failed several times in a row. */
    readonly isUnhealthy: boolean;
    readonly output: string;
  };
}

// Until it ends, or has stayed up; a health check is waited for, three times as long.
async function wait(
  engine: Engine,
  container: string,
  { hasHealthcheck, isService }: Subject,
  seconds: number,
): Promise<State> {
  const start = Date.now();
  for (;;) {
    const state = await inspect(engine, container);
    const elapsed = (Date.now() - start) / 1000;
    const isSettled = hasHealthcheck ? state.health.isHealthy && elapsed > 2 : !isService;
    const limit = hasHealthcheck && !state.health.isUnhealthy ? seconds * 3 : seconds;
    if (!state.running || elapsed > limit || (isService && isSettled)) return state;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function inspect(engine: Engine, container: string): Promise<State> {
  const { stdout } = await engine(["inspect", "--format", "{{json .State}}", container], {
    timeout: 30_000,
  });
  const state = JSON.parse(stdout) as {
    Running: boolean;
    ExitCode: number;
    OOMKilled: boolean;
    Health?: { Status: string; Log?: readonly { Output: string }[] };
  };
  return {
    running: state.Running,
    exitCode: state.ExitCode,
    isOutOfMemory: state.OOMKilled,
    health: {
      isHealthy: state.Health?.Status === "healthy",
      isUnhealthy: state.Health?.Status === "unhealthy",
      output: state.Health?.Log?.at(-1)?.Output.slice(0, 1000) ?? "",
    },
  };
}

async function stop(engine: Engine, container: string): Promise<number> {
  const start = Date.now();
  await engine(["stop", "--time", String(STOP_LIMIT), container], { timeout: 60_000 });
  return (Date.now() - start) / 1000;
}

function neverStarted(error: string): Observation {
  return {
    exitCode: undefined,
    isOutOfMemory: false,
    startError: error.trim().slice(0, 2000),
    output: "",
    listeners: [],
    health: undefined,
    stopSeconds: undefined,
  };
}
