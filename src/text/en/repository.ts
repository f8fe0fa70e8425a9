import { visible } from "../../core/visible.ts";
import { shownShellWord } from "../../core/words.ts";
import { text } from "../text.ts";

function commands(directories: readonly string[]): string {
  return directories.map((directory) => `create-goslim ${shownShellWord(directory)}`).join(", ");
}

function placed(directory: string): string {
  return directory === "." ? "this directory" : directory;
}

/** Why no image can be made of a repository. */
export const REPOSITORY = {
  "go-mod-too-large": text("is larger than 1 MiB", "restore it: go mod tidy writes a small one"),
  "not-for-containers": text<{ because: string }>(
    ({ because }) => `no container can run this program: ${because}`,
    "name the directory of another program, if the repository has one",
  ),
  "other-language": text<{ directory: string }>(
    "there is a program here, but no Go code",
    ({ directory }) =>
      `for a new Go program, name a directory of its own: ${commands([directory])}`,
  ),
  "modules-below": text<{ directory: string; modules: number; programs: readonly string[] }>(
    ({ directory, modules }) =>
      `there is no go.mod in ${placed(directory)}, but ${modules === 1 ? "one" : String(modules)} below it`,
    ({ programs }) =>
      programs.length > 0
        ? `choose a module with a program: ${commands(programs)}`
        : "none of the modules has a main package",
  ),
  "module-above": text<{ above: string }>(
    ({ above }) =>
      `the module of this Go code is in ${above}, above it, and without a git repository nothing says that both belong together`,
    ({ above }) =>
      `name that directory, with --main; or make it a repository: git init ${shownShellWord(above)}`,
  ),
  "no-go-mod": text<{ directory: string }>(
    ({ directory }) => `there is Go code in ${placed(directory)}, but no go.mod`,
    "make it a module first: go mod init <module path> && go mod tidy",
  ),
  library: text<{
    module: string;
    /** Directories of modules below it that have a program. */
    modules: readonly string[];
    /** Main packages that a plain build for linux leaves out. */
    constrained: readonly string[];
  }>(
    ({ module }) => `${module} is a library: none of its packages is a program (package main)`,
    ({ modules, constrained }) => {
      if (modules.length > 0)
        return `${modules.length === 1 ? "a module below it has one" : "modules below it have some"}: ${commands(modules)}`;
      return constrained.length > 0
        ? `${constrained.map(visible).join(", ")} is package main, but a build constraint keeps it from linux, or from a build without a tag: then give it with --tags=<tag>`
        : "add a main package, for instance in cmd/<name>/main.go, or name another directory";
    },
  ),
  "no-main-package-here": text<{
    directory: string;
    programs: readonly string[];
    /** The module's directory. */
    home: string;
  }>(
    ({ directory }) => `${directory} holds no main package`,
    ({ programs, home }) =>
      `its module has ${programs.map(visible).join(", ")}: ${commands([home])}`,
  ),
  "module-outside": text<{ target: string; repository: string }>(
    ({ target, repository }) =>
      `${target} is outside of ${repository}, so that no build context can hold it`,
    "move the module into the repository, or require a released version of it",
  ),
  "module-absent": text<{ target: string }>(
    ({ target }) => `there is no module in ${target}`,
    "check the module out, or remove the line",
  ),
  "module-ignored": text<{ target: string; rule: string }>(
    ({ target, rule }) =>
      `git ignores the module in ${target} (${rule}), so that no clone can build this`,
    "take it into the repository, or make it a submodule",
  ),
  "go-line-too-new": text<{ version: string; supported: readonly string[] }>(
    ({ version }) => `go ${version} is newer than any release that this tool knows`,
    ({ supported }) =>
      `supported are ${supported.join(" and ")}; a newer create-goslim may know it, or lower the go line`,
  ),
  "path-not-plain": text(
    "is a path that cannot stand in a Dockerfile or a workflow",
    "rename it to letters, digits and . _ @ + -",
  ),
  "script-not-plain": text(
    "is a script of package.json that cannot stand in a Dockerfile",
    "rename it to letters, digits and . _ : -",
  ),
};
