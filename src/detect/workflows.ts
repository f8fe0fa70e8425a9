import { workflow as workflowGenerator } from "../../generators/ci/github.ts";
import { parseWorkflow, type Workflow } from "../read/workflow.ts";
import type { Repository } from "../repository/repository.ts";

/** Where GitHub looks for workflows. */
export const WORKFLOWS = ".github/workflows";

/** A workflow of the user's. */
export interface OwnWorkflow extends Workflow {
  readonly name: string;
  /** POSIX, below the repository's root. */
  readonly path: string;
}

/** Names of the workflows that this tool did not write, sorted. */
export function ownWorkflowNames({
  files,
  rendered,
}: Pick<Repository, "files" | "rendered">): readonly string[] {
  return files.list(WORKFLOWS).files.filter((name) => {
    const path = `${WORKFLOWS}/${name}`;
    if (!/\.ya?ml$/.test(name) || rendered.has(path)) return false;
    return !workflowGenerator.recognises(files.text(path) ?? "");
  });
}

/** Those that can be read. */
export function ownWorkflows(
  repository: Pick<Repository, "files" | "rendered">,
): readonly OwnWorkflow[] {
  return ownWorkflowNames(repository).flatMap((name) => {
    const path = `${WORKFLOWS}/${name}`;
    const read = parseWorkflow(repository.files.text(path) ?? "");
    return read ? [{ ...read, name, path }] : [];
  });
}
