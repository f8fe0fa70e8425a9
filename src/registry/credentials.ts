import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Environment } from "../io/environment.ts";
import { findProgram, runBeside, safeEnvironment } from "../io/program.ts";

export type Credentials =
  | { readonly user: string; readonly password: string }
  | { readonly identityToken: string };

/** What Docker Hub is called in Docker's configuration. */
const DOCKER_HUB = "https://index.docker.io/v1/";

/**
 * The credentials that `docker login` has stored for a registry, directly or by a credential helper.
 *
 * @param registry as references name it, `docker.io` for Docker Hub
 * @param timeLeft milliseconds that helpers may still take, see {@link helperTime}
 */
export async function dockerCredentials(
  registry: string,
  environment: Environment,
  timeLeft: () => number = helperTime(),
): Promise<Credentials | undefined> {
  const config = readConfig(
    join(environment["DOCKER_CONFIG"] || join(homedir(), ".docker"), "config.json"),
  );
  const names =
    registry === "docker.io"
      ? [DOCKER_HUB, "docker.io", "index.docker.io"]
      : [registry, `https://${registry}`, `https://${registry}/`, `https://${registry}/v2/`];
  for (const name of names) {
    const helper =
      config.credHelpers?.[name] ??
      (config.auths?.[name]?.auth === undefined ? config.credsStore : undefined);
    const found =
      typeof helper === "string"
        ? await fromHelper(helper, name, environment, timeLeft())
        : fromEntry(config.auths?.[name]);
    if (found) return found;
  }
  return undefined;
}

/**
 * The time that all credential helpers of a run may take together, from the first question for it on: one that waits for
 * somebody, or hangs, holds a run up once.
 *
 * @param total milliseconds
 * @returns what is left of it
 */
export function helperTime(total = 15_000): () => number {
  let end: number | undefined;
  return () => {
    end ??= Date.now() + total;
    return Math.max(0, end - Date.now());
  };
}

/** Mirrors of Docker Hub that the Docker daemon on this machine uses. */
export function dockerMirrors(environment: Environment): readonly URL[] {
  const files = [
    "/etc/docker/daemon.json",
    join(environment["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "docker", "daemon.json"),
  ];
  return files.flatMap((file) => {
    const mirrors = (readConfig(file) as { "registry-mirrors"?: unknown })["registry-mirrors"];
    return Array.isArray(mirrors)
      ? mirrors.flatMap((mirror) => (URL.canParse(String(mirror)) ? [new URL(String(mirror))] : []))
      : [];
  });
}

// --- internal ---

interface Entry {
  readonly auth?: unknown;
  readonly identitytoken?: unknown;
}

interface Config {
  readonly auths?: Readonly<Record<string, Entry | undefined>>;
  readonly credHelpers?: Readonly<Record<string, string | undefined>>;
  readonly credsStore?: string;
}

// Absent, unreadable or broken: then nobody has logged in.
function readConfig(file: string): Config {
  try {
    const config: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof config === "object" && config !== null ? config : {};
  } catch {
    return {};
  }
}

function fromEntry(entry: Entry | undefined): Credentials | undefined {
  const { auth, identitytoken } = entry ?? {};
  if (typeof identitytoken === "string" && identitytoken !== "")
    return { identityToken: identitytoken };
  const [user = "", ...password] = Buffer.from(typeof auth === "string" ? auth : "", "base64")
    .toString()
    .split(":");
  return user === "" ? undefined : { user, password: password.join(":") };
}

async function fromHelper(
  helper: string,
  name: string,
  environment: Environment,
  timeout: number,
): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(helper) || timeout === 0) return undefined;
  const source = { environment, outside: [] };
  const program = findProgram(`docker-credential-${helper}`, source);
  if (program === undefined) return undefined;
  try {
    const { status, stdout } = await runBeside(program, ["get"], {
      // Not the repository, where it might look for something.
      cwd: dirname(program),
      env: safeEnvironment(source),
      input: name,
      timeout,
      maxBuffer: 1 << 20,
    });
    if (status !== 0) return undefined;
    const { Username, Secret } = JSON.parse(stdout.toString("utf8")) as {
      Username?: unknown;
      Secret?: unknown;
    };
    if (typeof Secret !== "string" || Secret === "") return undefined;
    return Username === "<token>"
      ? { identityToken: Secret }
      : { user: typeof Username === "string" ? Username : "", password: Secret };
  } catch {
    return undefined; // "credentials not found", or no such helper
  }
}
