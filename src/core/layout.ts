import { type Problem } from "./errors.ts";

/** How the program lies in its repository: what no answer changes. All paths are POSIX. */
export interface Layout {
  /** Whether the program was there before: then only what belongs to images and delivery is rendered. */
  readonly existing: boolean;
  /** Whether there is a go.mod: it may hold more than a new one would, and stays. */
  readonly goMod: boolean;
  /** Directory of the program's module, below the repository's root. */
  readonly directory: string;
  /** Directory of the build context, below the repository's root. */
  readonly context: string;
  /** Directories below the context whose go.mod decides what is downloaded; `.` alone for most. */
  readonly modules: readonly string[];
  /** Directory below the context of the go.work that is built with. */
  readonly workspace?: string;
  /** Dependencies: downloaded, taken from vendor/, or downloaded although a vendor/ is there. */
  readonly vendor: "none" | "used" | "unused";
  /** A front end that is built first; directories below the context. */
  readonly frontend?: {
    readonly directory: string;
    readonly output: string;
    readonly lock: string;
    readonly script: string;
    /** The directory with the lock file, where that is a workspace's above. */
    readonly root?: string;
    /** What installing takes beside package.json and the lock file of the root. */
    readonly inputs?: readonly string[];
    /** Whether installing takes all files. */
    readonly early?: boolean;
    /** Whether yarn.lock is of Yarn 2 or later. */
    readonly yarn2?: boolean;
    /** Whether the program opens it at run time, and does not embed it. */
    readonly served?: boolean;
  };
  /** Whether a checkout of the sources takes submodules, and what Git LFS keeps. */
  readonly submodules?: true;
  readonly lfs?: true;
  /** Files below the module's directory that go:embed needs, and only the front end's build makes. */
  readonly placeholders?: readonly Placeholder[];
  /** Whether golangci-lint has a configuration of version 2. */
  readonly linted: boolean;
  /** Whether another workflow runs the tests. */
  readonly tested: boolean;
  /** Whether the ignore file serves the whole directory, or the one Dockerfile beside another that is the user's. */
  readonly dockerignore: "directory" | "dockerfile";
  /** Whether the program prints its version for `-version`. */
  readonly versionFlag: boolean;
  /** A path, such as `/healthz`, that tells whether the service is well. */
  readonly healthRoute?: string;
  /** Directory of the module that programs are built into: one that nothing embeds. */
  readonly output: string;
  /** First elements of paths below the context that go:embed needs. */
  readonly embedded: readonly string[];
  /** Files below the context that go:embed needs, and whose names are often left out. */
  readonly embeddedFiles?: readonly string[];
}

/** A file that stands for what is not built yet. */
export interface Placeholder {
  /** Below the module's directory. */
  readonly file: string;
  /** Whether it stands for all of its directory, so that any other file there does as well. */
  readonly forDirectory: boolean;
}

/** A project that is written from nothing; its program, if it is a service, has the route. */
export const NEW_PROJECT: Layout = {
  existing: false,
  goMod: false,
  directory: ".",
  context: ".",
  modules: ["."],
  vendor: "none",
  linted: true,
  tested: false,
  dockerignore: "directory",
  versionFlag: true,
  healthRoute: "/healthz",
  output: "dist",
  embedded: [],
};

/**
 * What of a layout cannot be rendered. A repository chooses these names, and they stand in instructions, shell commands and
 * YAML: they keep to the letters that mean nothing there, as given paths do.
 */
export function layoutProblems(layout: Layout): readonly Problem[] {
  const { directory, context, modules, workspace, frontend, output } = layout;
  const paths = [directory, context, ...modules, workspace, output].concat(
    frontend
      ? [
          frontend.directory,
          frontend.output,
          frontend.lock,
          ...(frontend.root === undefined ? [] : [frontend.root]),
          ...(frontend.inputs ?? []),
        ]
      : [],
    layout.embeddedFiles ?? [],
    (layout.placeholders ?? []).map(({ file }) => file),
  );
  const badPaths = [...new Set(paths)].filter((path) => path !== undefined && !isPlainPath(path));
  const problems = badPaths.map((path = ""): Problem => ({
    code: "path-not-plain",
    at: { name: path },
  }));
  if (frontend === undefined || isPlainScript(frontend.script)) return problems;
  return [...problems, { code: "script-not-plain", at: { name: frontend.script } }];
}

/** Whether a path of a repository can stand in instructions, shell commands and YAML. */
export function isPlainPath(path: string): boolean {
  return PLAIN_PATH.test(path);
}

/** Whether a script of package.json can stand in a shell command. */
export function isPlainScript(script: string): boolean {
  return PLAIN_SCRIPT.test(script);
}

/** What stands in a placeholder, by which it is known again. */
export const PLACEHOLDER_TEXT = "The front end is not built.";

const PLAIN_PATH = /^(?!-)[\p{L}\p{N}._@+-]+(?:\/[\p{L}\p{N}._@+-]+)*$/u;
const PLAIN_SCRIPT = /^(?!-)[\w.:-]+$/;
