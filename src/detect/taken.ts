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

// What only this tool's files say. It tells files of an earlier run from the user's.
const RENDERED = {
  dockerfile:
    /^# syntax=\S*docker\/dockerfile:1\S*\n\nFROM --platform=\$BUILDPLATFORM \S*golang:\S+ AS go\n[\s\S]*\bFROM scratch AS binaries\n/,
  makefile: /^# "make[^"]*" lists the targets\. Works in sh and, with GNU make, in cmd\.exe\.\n/,
  workflow: /\bbuild-contexts: binaries=/,
  bot: /^version: 2\nupdates:\n  - package-ecosystem: gomod\n    directory: \/\S*\n    schedule:\n      interval: weekly\n    cooldown:\n      default-days: 7\n/,
  ignoreFile:
    /^# What compiling never needs\. Nothing else is listed: go:embed may use any other file\.\n/,
};

/** Whether an earlier run wrote this Dockerfile. */
export function isRenderedDockerfile(text: string): boolean {
  return RENDERED.dockerfile.test(text);
}

/** The part of a repository that says where files would be written. */
export interface Place extends Pick<Repository, "files" | "context" | "rendered"> {
  readonly module: Pick<Repository["module"], "directory">;
}

/** Finds out which of the usual names are free. */
export function ownFiles({ files, module, context, rendered }: Place): Taken {
  const names: { answer: AnswerId; name: string; where: string; because: string }[] = [];
  const yours = "a file of the usual name is yours, and stays";
  const theirs = (path: string, kind: keyof typeof RENDERED): boolean => {
    const text = files.text(path);
    return text !== undefined && !rendered.has(path) && !RENDERED[kind].test(text);
  };
  const dockerfile = joinPaths(module.directory, "Dockerfile");
  if (theirs(dockerfile, "dockerfile"))
    names.push({
      answer: "dockerfile",
      name: "Dockerfile.goslim",
      where: dockerfile,
      because: yours,
    });
  const makefile = ["GNUmakefile", "makefile", "Makefile"]
    .map((name) => joinPaths(module.directory, name))
    .find((path) => theirs(path, "makefile"));
  if (makefile !== undefined)
    names.push({ answer: "makefile", name: "Makefile.goslim", where: makefile, because: yours });

  const workflows = files.list(".github/workflows").files.filter((name) => /\.ya?ml$/.test(name));
  const others = workflows.filter((name) => theirs(`.github/workflows/${name}`, "workflow"));
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
    ignoreFile: theirs(ignore, "ignoreFile") ? ignore : undefined,
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
        (theirs(path, "bot") ||
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
