import { itemsOf, parseYaml, textOf, valueOf, type YamlNode } from "./yaml.ts";

/** A build of a GoReleaser file. */
export interface GoReleaserBuild {
  /** Package or file that it compiles, as written; `.` if nothing says otherwise. */
  readonly main: string;
  /** What the program is called; undefined where that is computed, or nothing says it. */
  readonly binary: Placed | undefined;
  readonly tags: readonly Placed[];
  /** Whether it is built for linux. */
  readonly isForLinux: boolean;
  /** Whether it sets flags of the linker, so that the defaults of GoReleaser do not count. */
  readonly setsLinkerFlags: boolean;
  /** Commands before and after compiling. */
  readonly before: readonly Placed[];
  readonly after: readonly Placed[];
  /** Line, from 1, that it begins in. */
  readonly line: number;
}

/** A text, and the line, from 1, that it is in. */
export interface Placed {
  readonly value: string;
  readonly line: number;
}

/** What a GoReleaser file says of builds. */
export interface GoReleaser {
  readonly builds: readonly GoReleaserBuild[];
  /** Commands before all builds. */
  readonly before: readonly Placed[];
}

/** Reads a GoReleaser file; builds that are skipped, or compile no Go, are left out. */
export function readGoReleaser(text: string): GoReleaser {
  const file = parseYaml(text);
  const builds = itemsOf(valueOf(file, "builds")).filter(compilesGo);
  const project = textsOf(valueOf(file, "project_name")).find(isPlainName);
  return {
    builds: builds.map((build) => readBuild(build, project)),
    before: hooksOf(valueOf(file, "before"), "hooks"),
  };
}

/** The entries of a GoReleaser file's `builds`. */
export function goReleaserBuilds(text: string): readonly GoReleaserBuild[] {
  return readGoReleaser(text).builds;
}

// --- internal ---

function compilesGo(build: YamlNode): boolean {
  const builder = textOf(valueOf(build, "builder")) || "go";
  return builder === "go" && textOf(valueOf(build, "skip")) !== "true";
}

function isPlainName({ value }: Placed): boolean {
  return /^[\w.-]+$/.test(value);
}

function readBuild(build: YamlNode, project: Placed | undefined): GoReleaserBuild {
  const directory = textOf(valueOf(build, "dir")) || ".";
  const main = textOf(valueOf(build, "main")) || ".";
  const hooks = valueOf(build, "hooks");
  const binary = textsOf(valueOf(build, "binary"));
  const systems = textsOf(valueOf(build, "goos"));
  return {
    main: directory === "." ? main : `${directory.replace(/\/$/, "")}/${main.replace(/^\.\//, "")}`,
    binary: binary.length === 0 ? project : binary.find(isPlainName),
    tags: textsOf(valueOf(build, "tags")).flatMap(({ value, line }) =>
      value.includes("{{")
        ? []
        : value.split(/[\s,]+/).flatMap((tag) => (tag === "" ? [] : [{ value: tag, line }])),
    ),
    isForLinux: systems.length === 0 || systems.some(({ value }) => value === "linux"),
    setsLinkerFlags: valueOf(build, "ldflags") !== undefined,
    before: hooksOf(hooks, "pre"),
    after: hooksOf(hooks, "post"),
    line: build.line,
  };
}

// A command, a list of them, or maps with a cmd.
function hooksOf(node: YamlNode | undefined, key: string): readonly Placed[] {
  const value = valueOf(node, key);
  const items = value?.kind === "list" ? value.items : value ? [value] : [];
  return items.flatMap((item) => textsOf(item.kind === "map" ? valueOf(item, "cmd") : item));
}

// A text or a list of texts; empty ones are left out.
function textsOf(node: YamlNode | undefined): readonly Placed[] {
  const items = node?.kind === "list" ? node.items : node ? [node] : [];
  return items.flatMap((item) => {
    const value = textOf(item);
    return value ? [{ value, line: item.line }] : [];
  });
}
