import type { Evidence, Remedy } from "./symptom.ts";

/** Home directory of a user without a name, as distroless calls it. Checked 2026-11-25. */
export const HOME = "/home/nonroot";

/** What BusyBox brings, of what Go programs are seen to start. Checked 2026-11-25. */
export const SHELL_PROGRAMS = new Set([
  "sh",
  "cat",
  "ls",
  "cp",
  "mv",
  "tar",
  "gzip",
  "ps",
  "kill",
  "env",
]);
/** Base images that bring it. */
export const SHELL_BASES: ReadonlySet<string> = new Set(["alpine", "busybox"]);

/**
 * A volume for a path that the program writes to. A relative path leads from the working directory;
 * where that is the root, which cannot be a volume, the program starts in one of its own.
 */
export function writable(path: string | undefined, { answers, workdir }: Evidence): Remedy {
  if (path === undefined) return { advice: "give the directory: --volume=/data, and --workdir" };
  const absolute = path.startsWith("/") ? path : join(workdir, path);
  const directory = absolute.replace(/\/[^/]*$/, "");
  if (directory !== "") return { change: { volume: withEntry(answers.volume, directory) } };
  if (path.startsWith("/") && !/\.\w+$/.test(path))
    return { change: { volume: withEntry(answers.volume, path) } };
  return { change: { workdir: "/data", volume: withEntry(answers.volume, "/data") } };
}

/**
 * A copy of what the repository has, where the program looks for it; else how to mount it. A program
 * that misses a file of a directory misses the others too: the directory is copied, if it holds data.
 */
export function present(path = "", { answers, workdir, findSource, isData }: Evidence): Remedy {
  const asked = path
    .replace(/\/?[^/]*[*?[].*$/, "")
    .replace(/^(?:\.\/)+/, "")
    .replace(/\/$/, "");
  const parent = asked.replace(/\/?[^/]*$/, "");
  const whole = parent === "" ? undefined : findSource(parent);
  const single = asked === "" ? undefined : findSource(asked);
  const takesWhole = single !== undefined && whole !== undefined && isData(whole);
  const source = takesWhole && single.startsWith(`${whole}/`) ? whole : single;
  if (source === undefined)
    return {
      advice: `no clone has it: mount it, as docker run -v "$PWD/${asked.replace(/^\//, "")}:${join(workdir, asked)}:ro"; if the program writes it: --volume=${join(workdir, parent)}`,
    };
  const wanted = source === single ? asked : parent;
  if (wanted.startsWith("/"))
    return { change: { copy: withEntry(answers.copy, `${source}:${wanted}`) } };
  const home = workdir === "/" ? "/app" : workdir;
  return {
    change: { copy: withEntry(answers.copy, `${source}:${join(home, wanted)}`), workdir: home },
  };
}

/** A list with one more entry, once. */
export function withEntry(list: readonly string[], entry: string): readonly string[] {
  return list.includes(entry) ? list : [...list, entry];
}

// --- internal ---

function join(directory: string, path: string): string {
  return path.startsWith("/")
    ? path
    : `${directory === "/" ? "" : directory}/${path.replace(/^\.\//, "")}`;
}
