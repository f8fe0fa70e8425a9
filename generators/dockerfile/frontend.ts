import { BUN_IMAGE, NODE_IMAGE } from "../../src/core/facts.ts";
import type { Layout } from "../../src/core/layout.ts";
import { joinPaths } from "../../src/core/paths.ts";
import type { View } from "../types.ts";

interface PackageManager {
  readonly image: string;
  /** Installs what the lock file names. */
  readonly install: string;
  /** Runs a script of package.json. */
  readonly run: string;
  /** Empty where what is installed stays in the cache, which a later step would lack. */
  readonly cache: string;
}

const NPM = { image: NODE_IMAGE, install: "npm ci", run: "npm run", cache: "/root/.npm" };
const BUN = {
  image: BUN_IMAGE,
  install: "bun install --frozen-lockfile",
  run: "bun run",
  cache: "/root/.bun/install/cache",
};

const PACKAGE_MANAGERS: Readonly<Record<string, PackageManager>> = {
  "package-lock.json": NPM,
  "npm-shrinkwrap.json": NPM,
  "yarn.lock": {
    image: NODE_IMAGE,
    install: "yarn install --frozen-lockfile",
    run: "yarn run",
    cache: "/usr/local/share/.cache/yarn",
  },
  "pnpm-lock.yaml": {
    image: NODE_IMAGE,
    install: "corepack enable pnpm && pnpm install --frozen-lockfile",
    run: "pnpm run",
    cache: "/root/.local/share/pnpm/store",
  },
  "bun.lock": BUN,
  "bun.lockb": BUN,
};

const YARN_2: PackageManager = {
  image: NODE_IMAGE,
  install: "corepack enable yarn && yarn install --immutable",
  run: "yarn run",
  cache: "",
};

/**
 * The stage that builds what the program embeds.
 *
 * @param image says where an image is taken from
 */
export function frontend(
  { frontend: found }: Layout,
  image: (reference: string) => string,
): View | null {
  if (!found) return null;
  const { directory, root = directory, lock, script, output, yarn2 = false } = found;
  const manager = yarn2 ? YARN_2 : PACKAGE_MANAGERS[lock];
  if (!manager) throw new Error(`no package manager has a ${lock}`);
  return {
    command: manager.install,
    run: `${manager.run} ${script}`,
    cache: manager.cache,
    image: image(manager.image),
    workdir: inSource(root),
    home: root === directory ? "" : inSource(directory),
    ...copied(found),
    output,
  };
}

/** What is copied before dependencies are installed, and what after. */
function copied(found: NonNullable<Layout["frontend"]>): View {
  const { directory, root = directory, lock, inputs = [], early = false } = found;
  if (early) return { parents: false, files: root, into: "./", source: "" };
  const parents = inputs.length > 0;
  const files = [joinPaths(root, "package.json"), joinPaths(root, lock), ...inputs].join(" ");
  return { parents, files, into: parents ? "/src/" : "./", source: root };
}

function inSource(directory: string): string {
  return directory === "." ? "/src" : `/src/${directory}`;
}
