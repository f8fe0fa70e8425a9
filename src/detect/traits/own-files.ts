import { answer, type Finding, layout, type SourceTrait } from "../finding.ts";
import { findTaken } from "../taken.ts";

/** Files of the user's where rendered ones would stand, and what they do already. */
export const ownFiles: SourceTrait = {
  id: "own-files",
  find: ({ repository }) => {
    const { names, bot, ignoreFile, linted, tested } = findTaken(repository);
    const findings: Finding[] = names.map(({ answer: id, name, where, because }) =>
      answer(id, name, where, because),
    );
    if (bot !== undefined) findings.push(answer("updates", "none", bot, "it has a configuration"));
    const dockerignore = ignoreFile === undefined ? "directory" : "dockerfile";
    return [...findings, layout({ linted, tested, dockerignore })];
  },
};
