import { workflow as workflowGenerator } from "../../generators/ci/github.ts";
import { dockerfile as dockerfileGenerator } from "../../generators/dockerfile/index.ts";
import { dockerignore as ignoreFileGenerator } from "../../generators/dockerignore.ts";
import { makefile as makefileGenerator } from "../../generators/makefile.ts";
import type { Generator } from "../../generators/types.ts";
import { updates as updatesGenerator } from "../../generators/updates.ts";
import type { AnswerId } from "../core/questions.ts";
import { joinPaths } from "../core/paths.ts";
import type { Repository } from "../repository/repository.ts";

/** Files of the user's that stand where a rendered one would. */
export interface Taken {
  /** Answers that give other names than the usual ones. */
  readonly names: readonly {
    readonly answer: AnswerId;
    readonly name: string;
    readonly where: string;
    readonly because: string;
  }[];
  readonly ignoreFile: string | undefined;
  /** Configuration of a dependency bot. */
  readonly bot: string | undefined;
  readonly linted: boolean;
  readonly tested: boolean;
}

/** Whether an earlier run wrote this Dockerfile. */
export function isRenderedDockerfile(text: string): boolean {
  return dockerfileGenerator.recognises(text);
}

/** The part of a repository that says where files would be written. */
export interface Place extends Pick<Repository, "files" | "context" | "rendered"> {
  readonly module: Pick<Repository["module"], "directory">;
}

/** Finds out which of the usual names are free. */
export function ownFiles({ files, module, context, rendered }: Place): Taken {
  const names: { answer: AnswerId; name: string; where: string; because: string }[] = [];
  const yours = "a file of the usual name is yours, and stays";
  const theirs = (path: string, generator: Required<Pick<Generator, "recognises">>): boolean => {
    const text = files.text(path);
    return text !== undefined && !rendered.has(path) && !generator.recognises(text);
  };
  const dockerfile = joinPaths(module.directory, "Dockerfile");
  if (theirs(dockerfile, dockerfileGenerator))
    names.push({
      answer: "dockerfile",
      name: "Dockerfile.goslim",
      where: dockerfile,
      because: yours,
    });
  const makefile = ["GNUmakefile", "makefile", "Makefile"]
    .map((name) => joinPaths(module.directory, name))
    .find((path) => theirs(path, makefileGenerator));
  if (makefile !== undefined)
    names.push({ answer: "makefile", name: "Makefile.goslim", where: makefile, because: yours });

  const workflows = files.list(".github/workflows").files.filter((name) => /\.ya?ml$/.test(name));
  const others = workflows.filter((name) => theirs(`.github/workflows/${name}`, workflowGenerator));
  const part = module.directory === "." ? "" : `${module.directory.replace(/^.*\//, "")}-`;
  if (module.directory !== "." || others.includes("ci.yml")) {
    const name = others.includes(`${part}image.yml`) ? `${part}goslim.yml` : `${part}image.yml`;
    names.push(
      module.directory === "."
        ? { answer: "workflow", name, where: ".github/workflows/ci.yml", because: yours }
        : {
            answer: "workflow",
            name,
            where: module.directory,
            because: "the repository has one place for all workflows",
          },
    );
  }
  const ignore = joinPaths(context, ".dockerignore");
  return {
    names,
    ignoreFile: theirs(ignore, ignoreFileGenerator) ? ignore : undefined,
    bot: [
      ".github/dependabot.yml",
      ".github/dependabot.yaml",
      "renovate.json",
      "renovate.json5",
      ".renovaterc",
      ".renovaterc.json",
      ".github/renovate.json",
      ".github/renovate.json5",
    ].find(
      (path) =>
        !rendered.has(path) &&
        (theirs(path, updatesGenerator) ||
          (files.isFile(path) &&
            !files
              .text(path)
              ?.includes(`directory: /${module.directory === "." ? "" : module.directory}\n`))),
    ),
    linted: [".golangci.yml", ".golangci.yaml"].some((name) =>
      [module.directory, "."].some((home) =>
        /^version:\s*["']?2["']?\s*$/m.test(files.text(joinPaths(home, name)) ?? ""),
      ),
    ),
    tested: others.some((name) =>
      /\bgo test\b|\bmake (?:test|check|ci)\b/.test(files.text(`.github/workflows/${name}`) ?? ""),
    ),
  };
}
