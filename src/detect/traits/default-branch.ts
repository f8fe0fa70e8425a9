import { findDefaultBranch } from "../default-branch.ts";
import { answer, type SourceTrait } from "../finding.ts";

/** The branch whose pushes are built. */
export const defaultBranch: SourceTrait = {
  id: "default-branch",
  find: ({ repository }) => {
    const found = findDefaultBranch(repository);
    return found ? [answer("branch", found.name, found.where, found.because)] : [];
  },
};
