import type { Layout } from "../../src/core/layout.ts";
import { joinPaths } from "../../src/core/paths.ts";
import type { View } from "../types.ts";

interface PackageManager {
  /** Installs what the lock file names. */
  readonly install: string;
  /** Runs a script of package.json. */
  readonly run: string;
  readonly cache: string;
}

const PACKAGE_MANAGERS: Readonly<Record<string, PackageManager>> = {
  "package-lock.json": { install: "npm ci", run: "npm run", cache: "/root/.npm" },
  "yarn.lock": {
    install: "yarn install --frozen-lockfile",
    run: "yarn run",
    cache: "/usr/local/share/.cache/yarn",
  },
  "pnpm-lock.yaml": {
    install: "corepack enable pnpm && pnpm install --frozen-lockfile",
    run: "pnpm run",
    cache: "/root/.local/share/pnpm/store",
  },
};

/** The stage that builds what the program embeds. */
export function frontend({ frontend: found }: Layout, image: string): View | null {
  if (!found) return null;
  const manager = PACKAGE_MANAGERS[found.lock];
  if (!manager) throw new Error(`no package manager has a ${found.lock}`);
  return {
    command: manager.install,
    run: `${manager.run} ${found.script}`,
    cache: manager.cache,
    image,
    workdir: found.directory === "." ? "/src" : `/src/${found.directory}`,
    files: `${joinPaths(found.directory, "package.json")} ${joinPaths(found.directory, found.lock)}`,
    source: found.directory,
    output: found.output,
  };
}
