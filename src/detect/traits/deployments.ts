import { lastElement } from "../../core/paths.ts";
import { formatPlace } from "../../core/place.ts";
import { findCommands, findServices, mountedVolumes, type Started } from "../deployments.ts";
import { answer, type Finding, note, type SourceTrait } from "../finding.ts";
import { INTERPRETERS } from "../old-image/entrypoint.ts";
import { nameProgram } from "../program-name.ts";
import type { Program } from "../program.ts";

/** Where the image has its program. */
const DIRECTORY = "/usr/local/bin";
/** Programs, beside shells, that images of a distribution have, and that ask a server something. */
const TOOLS: ReadonlySet<string> = new Set(["curl", "wget", "nc", "grpc_health_probe", "pgrep"]);

/** What Compose files and manifests expect of the image that starts this program. */
export const deployments: SourceTrait = {
  id: "deployments",
  find: (program) => {
    if (program.mains.length > 1) return [];
    return [...volumes(program), ...targets(program), ...commands(program)];
  },
};

// With an old image they are among its own.
function volumes({ oldImage, repository }: Program): readonly Finding[] {
  const mounted = oldImage ? [] : mountedVolumes(repository);
  const [first] = mounted;
  if (!first) return [];
  const values = [...new Set(mounted.map(({ value }) => value))];
  return [answer("volume", values, formatPlace(first), "Compose mounts a volume there")];
}

function targets({ repository }: Program): readonly Finding[] {
  return findServices(repository).flatMap(({ file, name, target }) => {
    const stage = target?.words[0];
    if (!target || stage === undefined) return [];
    return [
      note(
        `${name} is built up to the stage ${stage}, which the new Dockerfile does not have for running it`,
        formatPlace({ file, line: target.line }),
        "remove the line once the new Dockerfile is used: its last stage is the image",
      ),
    ];
  });
}

function commands(program: Program): readonly Finding[] {
  const { name } = nameProgram(program);
  const { mains, oldImage, repository } = program;
  const outputs = (oldImage?.programs ?? []).flatMap(({ value }) => value.output ?? []);
  const started = lastElement(oldImage?.started?.value ?? name);
  const names = new Set([name, mains[0].name, started, ...outputs]);
  return findCommands(repository).flatMap((command) => {
    const [first = ""] = command.words;
    const last = lastElement(first);
    const where = formatPlace(command);
    if (names.has(last)) return misplaced(command, first, name, where);
    const isMissing = INTERPRETERS.has(last) || TOOLS.has(last);
    if (!isMissing) return [];
    const hint =
      command.what === "health check"
        ? "remove it for the one of the image (--health-cmd), or choose --base=alpine, which has a shell and wget"
        : "let it name the program itself, or choose --base=alpine, which has a shell";
    return [note(`the ${told(command)} there starts ${last}, which the image lacks`, where, hint)];
  });
}

function told({ what }: Pick<Started, "what">): string {
  return what === "health check" ? what : "command";
}

// As arguments of the program its own name is one word too many.
function misplaced(
  { what }: Started,
  word: string,
  name: string,
  where: string,
): readonly Finding[] {
  const path = `${DIRECTORY}/${name}`;
  const isFound = what !== "arguments" && (word === path || word === name);
  if (isFound) return [];
  return [
    note(
      `the ${told({ what })} there starts ${word}, which the image has at ${path}`,
      where,
      what === "arguments"
        ? "remove the word: the image starts its program by itself, and takes what follows as arguments"
        : `write ${path}, or remove the word where the image starts its program by itself`,
    ),
  ];
}
