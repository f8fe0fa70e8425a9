import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Environment } from "../io/environment.ts";
import { findProgram, safeEnvironment } from "../io/program.ts";

export type Credentials =
  | { readonly user: string; readonly password: string }
  | { readonly identityToken: string };

/** What Docker Hub is called in Docker's configuration. */
const DOCKER_HUB = "https://index.docker.io/v1/";

/**
 * The credentials that `docker login` has stored for a registry, directly or by a credential helper.
 *
 * @param registry as references name it, `docker.io` for Docker Hub
 */
export async function dockerCredentials(
  registry: string,
  environment: Environment,
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
        ? await fromHelper(helper, name, environment)
        : fromEntry(config.auths?.[name]);
    if (found) return found;
  }
  return undefined;
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
  readonly auth?: string;
  readonly identitytoken?: string;
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
  if (entry?.identitytoken) return { identityToken: entry.identitytoken };
  const [user = "", ...password] = Buffer.from(entry?.auth ?? "", "base64")
    .toString()
    .split(":");
  return user === "" ? undefined : { user, password: password.join(":") };
}

async function fromHelper(
  helper: string,
  name: string,
  environment: Environment,
): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(helper)) return undefined;
  const source = { environment, outside: [] };
  const program = findProgram(`docker-credential-${helper}`, source);
  if (program === undefined) return undefined;
  try {
    const child = promisify(execFile)(program, ["get"], {
      timeout: 30_000,
      env: safeEnvironment(source),
    });
    child.child.stdin?.on("error", () => {}).end(name);
    const { Username, Secret } = JSON.parse((await child).stdout) as {
      Username?: string;
      Secret?: string;
    };
    if (!Secret) return undefined;
    return Username === "<token>"
      ? { identityToken: Secret }
      : { user: Username ?? "", password: Secret };
  } catch {
    return undefined; // "credentials not found", or no such helper
  }
}
