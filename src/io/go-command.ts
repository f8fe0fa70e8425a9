import { homedir, platform } from "node:os";
import { join } from "node:path";
import { readRegularFile } from "../tree/regular-file.ts";
import type { Environment } from "./environment.ts";
import {
  findProgram,
  type ProgramSource,
  runProgram,
  type RunResult,
  safeEnvironment,
} from "./program.ts";

/** How the go command shall see the module that it is asked about. */
export interface GoView {
  readonly cwd: string;
  /** Absolute path of the go.work that counts, or `off`. */
  readonly workspace: string;
  /** Whether packages are taken from vendor/. */
  readonly vendor: boolean;
}

/**
 * An environment in which the go command only reads: it downloads nothing, starts no version control, compiler or other
 * toolchain, and leaves go.mod and go.sum as they are. Of the user's settings only those stay that say where things are.
 */
export function goEnvironment(
  source: ProgramSource,
  { workspace, vendor }: Pick<GoView, "workspace" | "vendor">,
): Record<string, string | undefined> {
  const safe = safeEnvironment(source);
  const kept = Object.entries(safe).filter(([name]) => KEPT.has(name.toUpperCase()));
  return {
    ...placesOf(source.environment),
    ...Object.fromEntries(kept),
    // Set, since an empty one counts as unset: then a GOFLAGS of "go env -w" would be in force, -toolexec included.
    GOFLAGS: `-mod=${vendor ? "vendor" : "readonly"} -buildvcs=false`,
    GOENV: "off",
    GO111MODULE: "on",
    GOWORK: workspace,
    GOTOOLCHAIN: "local",
    GOPROXY: "off",
    GONOPROXY: "none",
    GOPRIVATE: "none",
    GOSUMDB: "off",
    GOVCS: "*:off",
    GOAUTH: "off",
    GOTELEMETRY: "off",
    GOOS: "linux",
    GOARCH: "amd64",
    CGO_ENABLED: "1",
    LC_ALL: "C",
  };
}

/**
 * Runs the go command.
 *
 * @param timeout in milliseconds
 * @returns undefined where there is no Go outside of the repository
 */
export function runGo(
  args: readonly string[],
  source: ProgramSource,
  view: GoView,
  timeout: number,
): RunResult | undefined {
  const go = findProgram("go", source);
  if (go === undefined) return undefined;
  const env = goEnvironment(source, view);
  return runProgram(go, args, { cwd: view.cwd, env, timeout, maxBuffer: 128 << 20 });
}

// --- internal ---

/** Variables that say where things are; all others could say what to do. */
const KEPT: ReadonlySet<string> = new Set(
  `PATH HOME TMPDIR TMP TEMP XDG_CACHE_HOME XDG_CONFIG_HOME USERPROFILE LOCALAPPDATA APPDATA SYSTEMROOT
  SYSTEMDRIVE NODEFAULTCURRENTDIRECTORYINEXEPATH GOROOT GOPATH GOCACHE GOMODCACHE GOTMPDIR`.split(
    /\s+/,
  ),
);

const PLACES = new Set(["GOPATH", "GOCACHE", "GOMODCACHE"]);

// GOENV=off also hides where the user moved the caches to by "go env -w": these are read, and nothing else.
function placesOf(environment: Environment): Record<string, string> {
  const file = environment["GOENV"] ?? join(configDirectory(environment), "go", "env");
  if (file === "off") return {};
  const text = readRegularFile(file, 1 << 16)?.toString("utf8") ?? "";
  const found: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const [, name = "", value = ""] = /^([A-Z0-9]+)=(.*)$/.exec(line.trimEnd()) ?? [];
    if (PLACES.has(name)) found[name] = value;
  }
  return found;
}

// As os.UserConfigDir of Go has it.
function configDirectory(environment: Environment): string {
  const home = environment["HOME"] ?? homedir();
  if (platform() === "win32") return environment["APPDATA"] ?? environment["AppData"] ?? home;
  if (platform() === "darwin") return join(home, "Library", "Application Support");
  return environment["XDG_CONFIG_HOME"] || join(home, ".config");
}
