/** What a package.json says that building needs. */
export interface PackageJson {
  /** Scripts whose names npm, yarn, pnpm and bun take, and a Dockerfile shows as they are. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Whether installing its dependencies runs a script of it. */
  readonly runsAtInstall: boolean;
  /** Patterns of directories with packages of its own. */
  readonly workspaces: readonly string[];
  /** Such as `yarn@4.9.1`. */
  readonly packageManager: string | undefined;
}

/** Scripts that installing runs, by the name that they have to have (docs.npmjs.com/cli/v11/using-npm/scripts). */
const AT_INSTALL = ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare"];

/** Programs that only set up git hooks, and do nothing where there is no repository. */
const OF_HOOKS = /^(?:husky|lefthook|simple-git-hooks)(?:\s+install)?$/;

/** Reads a package.json; nothing of a text that is no JSON, since then nothing could be run. */
export function parsePackage(text: string): PackageJson {
  const manifest = objectOf(text);
  const scripts = new Map<string, string>();
  for (const [name, command] of Object.entries(fieldOf(manifest, "scripts")))
    if (typeof command === "string" && /^[\w:.-]+$/.test(name)) scripts.set(name, command);
  const { packageManager, workspaces } = manifest as Readonly<Record<string, unknown>>;
  const listed = Array.isArray(workspaces)
    ? workspaces
    : (fieldOf(manifest, "workspaces") as { packages?: unknown }).packages;
  return {
    scripts,
    runsAtInstall: AT_INSTALL.some((name) => {
      const command = scripts.get(name);
      return command !== undefined && !OF_HOOKS.test(command.trim());
    }),
    workspaces: (Array.isArray(listed) ? listed : []).filter((one) => typeof one === "string"),
    packageManager: typeof packageManager === "string" ? packageManager : undefined,
  };
}

/** The directory that a script names as its output: `--outDir dist`. */
export function outputDirectory(command: string): string | undefined {
  return /--out-?[dD]ir[= ]\s*["']?([^\s"']+)/.exec(command)?.[1];
}

/** The directory that the configuration of a bundler names as its output, as far as that is a literal. */
export function configuredOutput(config: string): string | undefined {
  const value =
    /\boutDir\s*:\s*(?:\w+(?:\.\w+)?\(\s*\w*dirname\s*,\s*)?["'`]([^"'`\n$]+)["'`]/.exec(config);
  return value?.[1];
}

// --- internal ---

function objectOf(text: string): object {
  try {
    const manifest: unknown = JSON.parse(text);
    return isObject(manifest) ? manifest : {};
  } catch {
    return {};
  }
}

function fieldOf(manifest: object, name: string): object {
  const field: unknown = (manifest as Readonly<Record<string, unknown>>)[name];
  return isObject(field) ? field : {};
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
