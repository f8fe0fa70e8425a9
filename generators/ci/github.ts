import { ACTIONS, RUNNER } from "../../src/core/facts.ts";
import type { Answers } from "../../src/core/questions/index.ts";
import { moduleAccess } from "../access.ts";
import type { Generator, Project, View } from "../types.ts";
import { pipelineOf } from "./pipeline.ts";

export const workflow = {
  id: "workflow",
  title: "GitHub Actions workflow",
  files: (project) =>
    project.answers.ci === "github"
      ? [
          {
            path: `.github/workflows/${project.answers.workflow}`,
            template: "ci.yml.ejs",
            view: view(project),
            owner: "managed",
          },
        ]
      : [],
  recognises: (text) => text.includes("build-contexts: binaries="),
  references: ["action", "tool"],
  ecosystem: ({ answers }) =>
    answers.ci === "github" ? { name: "github-actions", directory: "." } : undefined,
} satisfies Generator;

function view(project: Project): View {
  const { image: job, ...pipeline } = pipelineOf(project);
  const { programNames, platforms, ...rest } = job;
  const { registry, image } = destination(project.answers);
  return {
    ...pipeline,
    ...rest,
    programNames: programNames.join(", "),
    platforms: platforms.join(","),
    runner: RUNNER,
    actions: Object.fromEntries(
      Object.entries(ACTIONS).map(([name, { uses, version }]) => [name, `${uses} # ${version}`]),
    ),
    access: accessSteps(project),
    registry,
    image,
    ghcr: registry === "ghcr.io",
  };
}

/** Steps that let Go and the image build reach private modules; the secret comes in a variable of the step. */
function accessSteps(project: Project): readonly View[] {
  const access = moduleAccess(project);
  if (!access) return [];
  if (access.auth === "netrc")
    return [
      {
        comment: " # the token reaches Go and the image build as a file",
        script: ["umask 077", `printf '%s\\n' "$NETRC" >~/.netrc`],
        variable: "NETRC",
        secret: "NETRC",
      },
    ];
  return [
    {
      comment: "",
      script: [
        'eval "$(ssh-agent)"',
        'ssh-add - <<<"$KEY"',
        'echo "SSH_AUTH_SOCK=$SSH_AUTH_SOCK" >>"$GITHUB_ENV"',
        ...access.hosts.map(
          (host) => `git config --global url."ssh://git@${host}/".insteadOf "https://${host}/"`,
        ),
        'git config --global core.sshCommand "ssh -o StrictHostKeyChecking=accept-new"',
      ],
      variable: "KEY",
      secret: "SSH_PRIVATE_KEY",
    },
  ];
}

/** Where the workflow pushes to: a bare name has no registry, so that GitHub's own takes it under the repository's name. */
function destination({ image }: Answers): { readonly registry: string; readonly image: string } {
  const [first = "", ...rest] = image.split("/");
  if (rest.length === 0) return { registry: "ghcr.io", image: "ghcr.io/${{ github.repository }}" };
  const isHost = /[.:]/.test(first) || first === "localhost";
  return { registry: isHost ? first : "docker.io", image };
}
