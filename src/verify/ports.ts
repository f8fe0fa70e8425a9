import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "./engine.ts";
import type { Listener } from "./observation.ts";
import { LABEL, makeWorkspace } from "./owner.ts";
import { PROBE_SOURCE, probeDockerfile } from "./probe.ts";
import { quietly } from "./remove.ts";

/**
 * The sockets that the programs of a running container listen on.
 *
 * @param builder reference of an image that compiles the probe
 * @returns undefined where it cannot be seen
 */
export async function listen(
  engine: Engine,
  container: string,
  builder: string,
  owner: string,
): Promise<readonly Listener[] | undefined> {
  const probe = await buildProbe(engine, builder, owner);
  if (probe === undefined) return undefined;
  const { code, stdout } = await engine(
    [
      "run",
      "--rm",
      `--label=${LABEL}=${owner}`,
      `--network=container:${container}`,
      "--read-only",
      "--cap-drop=ALL",
      "--security-opt=no-new-privileges",
      probe,
    ],
    { timeout: 60_000, isWhole: true },
  );
  await quietly(engine, ["image", "rm", "--force", probe]);
  return code === 0 ? parseListeners(stdout) : undefined;
}

/** The lines of the probe, each port once. */
export function parseListeners(text: string): readonly Listener[] {
  const listeners = new Map<string, Listener>();
  for (const line of text.split("\n")) {
    const [protocol, port, reach] = line.split(" ");
    if (protocol !== "tcp" && protocol !== "udp") continue;
    const key = `${port}/${protocol}`;
    const isLoopback = reach === "loopback" && (listeners.get(key)?.isLoopback ?? true);
    listeners.set(key, { protocol, port: Number(port), isLoopback });
  }
  return [...listeners.values()].sort((a, b) => a.port - b.port);
}

// --- internal ---

/** Loads the image of the probe into the engine: some milliseconds where the builder has it. */
async function buildProbe(
  engine: Engine,
  builder: string,
  owner: string,
): Promise<string | undefined> {
  const work = makeWorkspace();
  try {
    await writeFile(join(work, "probe.go"), PROBE_SOURCE);
    await writeFile(join(work, "Dockerfile"), probeDockerfile(builder));
    const id = join(work, "id");
    const args = ["buildx", "build", "--load", "--provenance=false", `--label=${LABEL}=${owner}`];
    const { code } = await engine([...args, "--iidfile", id, work], { timeout: 600_000 });
    return code === 0 ? (await readFile(id, "utf8")).trim() : undefined;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
