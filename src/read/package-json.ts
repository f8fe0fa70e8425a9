/**
 * The scripts of a package.json whose names npm, yarn and pnpm take, and a Dockerfile shows as they are. None where the
 * text is not JSON: then nothing could be run.
 */
export function packageScripts(text: string): ReadonlyMap<string, string> {
  const scripts = new Map<string, string>();
  for (const [name, command] of Object.entries(scriptsOf(text)))
    if (typeof command === "string" && /^[\w:.-]+$/.test(name)) scripts.set(name, command);
  return scripts;
}

/** The directory that a script names as its output: `--outDir dist`. */
export function outputDirectory(command: string): string | undefined {
  return /--outDir[= ]\s*(\S+)/.exec(command)?.[1];
}

function scriptsOf(text: string): object {
  try {
    const manifest: unknown = JSON.parse(text);
    const scripts = isObject(manifest) && "scripts" in manifest ? manifest.scripts : undefined;
    return isObject(scripts) ? scripts : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
