import { spawnSync } from "node:child_process";
import { describe } from "vitest";

const required = new Set(
  (process.env["GOSLIM_REQUIRE"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean),
);

/** Each tool that some tests need, and a command that succeeds where it works. */
const TOOLS = {
  // The rendered modules ask for a Go that the go command may have to fetch first.
  go: ["sh", "-c", "cd snapshots/projects/cli-default && GOTOOLCHAIN=auto go list ."],
  docker: ["sh", "-c", "docker info && docker buildx inspect"],
  make: ["make", "--version"],
  git: ["git", "--version"],
  "golangci-lint": ["golangci-lint", "--version"],
  hadolint: ["hadolint", "--version"],
  actionlint: ["actionlint", "-version"],
  zizmor: ["zizmor", "--version"],
  shellcheck: ["shellcheck", "--version"],
  mbake: ["mbake", "--version"],
  "check-jsonschema": ["check-jsonschema", "--version"],
  openssl: ["openssl", "version"],
  elfutils: ["eu-readelf", "--version"],
  gdb: ["gdb", "--version"],
  dlv: ["dlv", "version"],
  // Runs programs for linux/arm64, by the kernel's own registration of an emulator.
  arm64: [
    "sh",
    "-c",
    "test $(uname -m) = aarch64 || test -e /proc/sys/fs/binfmt_misc/qemu-aarch64",
  ],
  // Registries that have the base images, see test/images/pin.test.ts.
  registries: ["sh", "-c", 'test -n "$GOSLIM_REGISTRIES"'],
  "full-disk": ["sh", "-c", "test $(id -u) = 0 && mount -V"],
} as const;

export type Tool = keyof typeof TOOLS;

const available = new Map<Tool, boolean>();

/** Whether a tool works here. */
export function has(tool: Tool): boolean {
  const known = available.get(tool);
  if (known !== undefined) return known;
  const [command, ...args] = TOOLS[tool];
  const works = spawnSync(command, args, { stdio: "ignore", timeout: 120_000 }).status === 0;
  available.set(tool, works);
  return works;
}

/**
 * A group of tests that need tools. Without them it is skipped and its title says so, unless GOSLIM_REQUIRE
 * names the tool: then a missing one fails.
 */
export function describeWith(tools: readonly Tool[], title: string, body: () => void): void {
  const missing = tools.filter((tool) => !has(tool));
  const failing = missing.filter((tool) => required.has(tool));
  if (failing.length > 0)
    throw new Error(
      `GOSLIM_REQUIRE names ${failing.join(", ")}, but it does not work here (${title})`,
    );
  describe.skipIf(missing.length > 0)(
    missing.length > 0 ? `${title} [skipped: no ${missing.join(", ")}]` : title,
    body,
  );
}
