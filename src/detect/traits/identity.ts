import { programName } from "../../core/go/module-path.ts";
import { joinPaths } from "../../core/paths.ts";
import { nameProgram } from "../program-name.ts";
import { answer, type SourceTrait } from "../finding.ts";

/** Which module and which programs these are, and what the programs are called. */
export const identity: SourceTrait = {
  id: "identity",
  find: (program) => {
    const { choice, mains } = program;
    const { module } = program.repository;
    const modulePath = module.goMod.module ?? "main";
    const modFile = joinPaths(module.directory, "go.mod");
    const [first] = mains;
    const { name, where, because } = nameProgram(program);
    return [
      answer(
        "module",
        modulePath,
        `${modFile}:${module.goMod.lines.module ?? 1}`,
        "the module line",
      ),
      answer("main", choice.main, choice.where || first.directory, choice.because),
      mains.length > 1
        ? answer("name", programName(modulePath), "", "the module's name")
        : answer("name", name, where, because),
    ];
  },
};
