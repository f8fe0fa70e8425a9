import { joinPaths } from "../core/paths.ts";
import type { Repository } from "../repository/repository.ts";
import { ownWorkflows } from "./workflows.ts";

/** A Go release that the project says it is compiled with. */
export interface GoPin {
  /** `1.26` or `1.26.3`. */
  readonly text: string;
  readonly where: string;
  readonly because: string;
}

/** The releases that a project pins, the surest first: a file of its own, the toolchain line, what its workflows set up. */
export function findGoPins(repository: Repository): readonly GoPin[] {
  return [...ofFiles(repository), ...ofToolchain(repository), ...ofWorkflows(repository)];
}

// --- internal ---

/** Files that tools and setup-go read, and the line that counts. */
const FILES: Readonly<Record<string, RegExp>> = {
  ".go-version": /^[ \t]*(?:go)?(\d[\w.]{0,20})[ \t]*$/,
  ".tool-versions": /^(?:golang|go)[ \t]+(?:go)?(\d[\w.]{0,20})[ \t]*(?:#.*)?$/,
};

function ofFiles({ files, module }: Repository): readonly GoPin[] {
  const homes = [...new Set([module.directory, "."])];
  return homes.flatMap((home) =>
    Object.entries(FILES).flatMap(([name, line]) => {
      const path = joinPaths(home, name);
      const lines = (files.text(path) ?? "").slice(0, 10_000).split(/\r?\n/);
      const index = lines.findIndex((one) => line.test(one));
      const text = line.exec(lines[index] ?? "")?.[1];
      return text === undefined
        ? []
        : [{ text, where: `${path}:${index + 1}`, because: `${name} pins ${text}` }];
    }),
  );
}

// At least that patch: the newest one of its release is in the build image.
function ofToolchain({ module, workspace }: Repository): readonly GoPin[] {
  const homes = [
    ...(workspace ? [{ ...workspace, name: "go.work" }] : []),
    { ...module, name: "go.mod" },
  ];
  return homes.flatMap(({ directory, goMod, name }) => {
    const [, text] = /^go(\d+\.\d+)/.exec(goMod.toolchain ?? "") ?? [];
    const where = `${joinPaths(directory, name)}:${goMod.lines.toolchain ?? 1}`;
    return text === undefined
      ? []
      : [{ text, where, because: `the toolchain line is ${goMod.toolchain}` }];
  });
}

function ofWorkflows(repository: Repository): readonly GoPin[] {
  return ownWorkflows(repository).flatMap(({ path, actions }) =>
    actions.flatMap(({ action, inputs, line }) => {
      const [, text] = /^(\d+\.\d+(?:\.\d+)?)(?:\.x)?$/.exec(inputs.get("go-version") ?? "") ?? [];
      return action !== "actions/setup-go" || text === undefined
        ? []
        : [{ text, where: `${path}:${line}`, because: "the project's own workflow sets it up" }];
    }),
  );
}
