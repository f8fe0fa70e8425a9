import { itemsOf, parseYaml, textOf, valueOf, type YamlNode } from "./yaml.ts";

/** A text of a workflow, and the line, from 1, that it stands in. */
export interface Written {
  readonly value: string;
  readonly line: number;
}

/** A step that uses an action. */
export interface ActionStep {
  /** Without its version: `docker/build-push-action`. */
  readonly action: string;
  readonly line: number;
  /** Its inputs, by name; those that are no scalars are left out. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** What a GitHub workflow runs, and when. */
export interface Workflow {
  /** Names of the events: `push`, `pull_request`, `schedule`. */
  readonly events: readonly string[];
  /** Patterns of branches and tags whose pushes start it. */
  readonly branches: readonly Written[];
  readonly tags: readonly Written[];
  /** Shell scripts of its steps. */
  readonly runs: readonly Written[];
  readonly actions: readonly ActionStep[];
}

/** Reads a workflow file; undefined for what is none. */
export function parseWorkflow(text: string): Workflow | undefined {
  const root = parseYaml(text);
  const on = valueOf(root, "on");
  const jobs = valueOf(root, "jobs");
  if (on === undefined || jobs?.kind !== "map") return undefined;
  const push = valueOf(on, "push");
  const steps = [...jobs.entries.values()].flatMap((job) => itemsOf(valueOf(job, "steps")));
  return {
    events: eventsOf(on),
    branches: writtenIn(valueOf(push, "branches")),
    tags: writtenIn(valueOf(push, "tags")),
    runs: steps.flatMap((step) => writtenIn(valueOf(step, "run"))),
    actions: steps.flatMap(actionOf),
  };
}

// --- internal ---

function eventsOf(on: YamlNode): readonly string[] {
  return on.kind === "map" ? [...on.entries.keys()] : writtenIn(on).map(({ value }) => value);
}

// One text, or a list of them.
function writtenIn(node: YamlNode | undefined): readonly Written[] {
  const nodes = node?.kind === "list" ? node.items : node ? [node] : [];
  return nodes.flatMap((one) =>
    one.kind === "scalar" && one.text !== "" ? [{ value: one.text, line: one.line }] : [],
  );
}

function actionOf(step: YamlNode): readonly ActionStep[] {
  const uses = valueOf(step, "uses");
  const name = textOf(uses)?.split("@")[0];
  if (uses === undefined || !name) return [];
  const given = valueOf(step, "with");
  const inputs = given?.kind === "map" ? [...given.entries] : [];
  return [
    {
      action: name.toLowerCase(),
      line: uses.line,
      inputs: new Map(
        inputs.flatMap(([input, value]) =>
          value.kind === "scalar" ? [[input, value.text] as const] : [],
        ),
      ),
    },
  ];
}
