import { type Finding, note, type SourceTrait } from "../finding.ts";
import { type OwnWorkflow, ownWorkflows } from "../workflows.ts";

/** Workflows of the project's own that push images: two of them for one tag overwrite each other. */
export const releaseWorkflows: SourceTrait = {
  id: "release-workflows",
  find: ({ repository }) => {
    const goReleaserPushes = GORELEASER_FILES.some((name) =>
      /^(?:dockers|dockers_v2|docker_manifests|kos):/m.test(repository.files.text(name) ?? ""),
    );
    return ownWorkflows(repository).flatMap((workflow): readonly Finding[] => {
      const line = pushLine(workflow, goReleaserPushes);
      if (line === undefined) return [];
      return [
        note(
          `${workflow.path} pushes an image too, and of one tag the later push stays`,
          `${workflow.path}:${line}`,
          "let one of them push: remove that job, or leave the rendered workflow out by --ci=none",
        ),
      ];
    });
  },
};

/** Commands that push an image, beside those that build one with `--push`. */
const PUSHES =
  /\bdocker\s+(?:image\s+)?push\b|\bbuildx\s+(?:build|bake)\b[^\n]{0,2000}--push\b|\bko\s+(?:build|publish|apply|resolve)\b|\bmake\s+(?:[\w.-]*push[\w.-]*)\b/;
const GORELEASER_FILES = [
  ".goreleaser.yml",
  ".goreleaser.yaml",
  "goreleaser.yml",
  "goreleaser.yaml",
];
const GORELEASER = "goreleaser/goreleaser-action";
const ACTIONS = [
  "docker/build-push-action",
  "docker/bake-action",
  "redhat-actions/push-to-registry",
];

function pushLine(
  { events, actions, runs }: OwnWorkflow,
  goReleaserPushes: boolean,
): number | undefined {
  if (!events.some((name) => ["push", "release", "create", "workflow_run"].includes(name)))
    return undefined;
  const action = actions.find(
    ({ action: name, inputs }) =>
      (ACTIONS.includes(name) && !isOff(inputs.get("push") ?? defaultPush(name))) ||
      (goReleaserPushes &&
        name === GORELEASER &&
        !/--snapshot|--skip[= ]\S*publish|\bcheck\b/.test(inputs.get("args") ?? "")),
  );
  return action?.line ?? runs.find(({ value }) => PUSHES.test(value))?.line;
}

function defaultPush(action: string): string {
  return action.startsWith("docker/") ? "false" : "true";
}

// An expression is not known to be off.
function isOff(value: string): boolean {
  return value === "false" || value === "";
}
