import { ACTIONS, RUNNER } from "../../src/core/facts.ts";
import type { Answers } from "../../src/core/questions/index.ts";
import { moduleAccess } from "../access.ts";
import type { Generator, Project, View } from "../types.ts";
import { yamlText } from "../yaml.ts";
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
  const { image: job, submodules, lfs, environment, ...pipeline } = pipelineOf(project);
  const { programNames, platforms, ...rest } = job;
  const { answers } = project;
  const { registry, image } = destination(project);
  return {
    ...pipeline,
    ...rest,
    variables: environment.map(({ name, value }) => ({ name, value: JSON.stringify(value) })),
    packages: answers.buildPackages.join(" "),
    installs: answers.buildPackages.length > 0,
    generators: [...answers.generate],
    withVariables: environment.length > 0,
    home: yamlText(pipeline.directory),
    goSum: yamlText(pipeline.goSum),
    contextBelow: job.contextBelow === "." ? "." : yamlText(job.contextBelow),
    dockerfile: yamlText(job.dockerfile),
    branch: yamlText(answers.branch),
    ...releases(answers),
    attested: answers.attestations,
    // A single platform without attestations has no index that could be annotated.
    annotated: answers.attestations || platforms.length > 1 ? "manifest,index" : "manifest",
    // Of the patterns of paths, a plus is a sign of its own.
    paths: pipeline.paths.map((path) => JSON.stringify(path.replaceAll("+", "\\+"))),
    filtered: pipeline.paths.length > 0,
    checkout: [...(submodules ? ["submodules: recursive"] : []), ...(lfs ? ["lfs: true"] : [])],
    programNames: programNames.map(yamlText).join(", "),
    platforms: platforms.join(","),
    runner: RUNNER,
    actions: Object.fromEntries(
      Object.entries(ACTIONS).map(([name, { uses, version }]) => [name, `${uses} # ${version}`]),
    ),
    access: accessSteps(project),
    registry: yamlText(registry),
    image,
    ghcr: registry === "ghcr.io",
  };
}

/** Which tags are releases, and what the image's own tags are made of. */
function releases({ tagPrefix }: Answers): View {
  const releaseTags = JSON.stringify(tagPrefix === "" ? "[0-9]*" : `${tagPrefix}*`);
  if (tagPrefix === "v" || tagPrefix === "")
    return {
      releaseTags,
      versionTags: ["type=semver,pattern={{version}}", "type=semver,pattern={{major}}.{{minor}}"],
    };
  const start = `type=match,pattern=^${tagPrefix.replaceAll(".", "\\.")}`;
  return {
    releaseTags,
    versionTags: [
      String.raw`${start}(\d+\.\d+\.\d+.*)$,group=1`,
      String.raw`${start}(\d+\.\d+)\.\d+$,group=1`,
    ],
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
function destination({ answers: { image }, layout }: Project): {
  readonly registry: string;
  readonly image: string;
} {
  const [first = "", ...rest] = image.split("/");
  const own = "ghcr.io/${{ github.repository }}";
  // Below the root there may be other programs.
  if (rest.length === 0)
    return { registry: "ghcr.io", image: layout.directory === "." ? own : `${own}/${image}` };
  const isHost = /[.:]/.test(first) || first === "localhost";
  return { registry: isHost ? first : "docker.io", image };
}
