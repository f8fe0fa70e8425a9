import { type AnswerId, type Found, QUESTIONS } from "../core/questions/index.ts";
import { formatPlace } from "../core/place.ts";
import { withoutTrials } from "../read/makefile.ts";
import { findServices } from "./deployments.ts";
import type { Note } from "./detection.ts";
import { buildOf } from "./goreleaser.ts";
import { buildFiles } from "./linker-variables.ts";
import { ownContainers } from "./manifests.ts";
import { GIVEN_TAGS } from "./old-image/compiling.ts";
import type { Element, End } from "./old-image/index.ts";
import type { Program } from "./program.ts";

const STAYS: End = { kind: "not needed", because: "it stays where it is, and says the same" };
const COMPILED: End = { kind: "replaced", by: "the stage that compiles" };
const NEW_IMAGE: End = { kind: "replaced", by: "the new Dockerfile" };

/**
 * All that the project's own delivery says of this program, each with the way in which it ends: Dockerfiles, GoReleaser,
 * Compose files, manifests and the build lines of Makefiles and workflows.
 *
 * @param found the answers that were accepted: a value that no question took is lost
 * @param notes what people are told: what a note is about does not stay as it is
 */
export function readDelivery(
  program: Program,
  found: Found,
  notes: readonly Note[],
): readonly Element[] {
  const told = new Map(notes.map(({ where, hint }) => [where, hint]));
  const own = (program.oldImage?.elements ?? []).map((element) => settle(element, found));
  const others = [
    ...releaseElements(program),
    ...composeElements(program),
    ...manifestElements(program),
    ...buildLines(program),
  ].map((element) => {
    const todo = told.get(formatPlace(element));
    return todo === undefined || element.end.kind === "carried"
      ? settle(element, found)
      : { ...element, end: { kind: "lost" as const, todo } };
  });
  return [...own, ...others];
}

// --- internal ---

// Whether what was to be carried over has arrived.
function settle(element: Element, found: Found): Element {
  const { end, value } = element;
  if (end.kind !== "carried" || arrives(end.to, value, found)) return element;
  if (end.to === "workdir") {
    const because =
      "the program starts in a directory of the new image, and nothing shows that it needs another";
    return { ...element, end: { kind: "not needed", because } };
  }
  const { flag } = QUESTIONS[end.to];
  return { ...element, end: { kind: "lost", todo: `left out; --${flag} gives it` } };
}

function arrives(to: AnswerId, value: string | undefined, found: Found): boolean {
  if (to === "expose" && value !== undefined && String(found.port) === value) return true;
  const answer = found[to];
  if (answer === undefined) return false;
  return value === undefined || !Array.isArray(answer) || holds(answer, value);
}

// Values may be written in another way: a directory without its last slash, one path within another.
function holds(answer: readonly unknown[], value: string): boolean {
  const plain = value.replace(/\/$/, "");
  return answer.some((one) => one === value || one === plain);
}

function releaseElements({ mains: [main], releases }: Program): readonly Element[] {
  const build = buildOf(releases, main.pattern);
  if (!releases || !build) return [];
  const { file } = releases;
  const element = (instruction: string, line: number, end: End, value?: string): Element => ({
    instruction,
    file,
    line,
    end,
    ...(value === undefined ? {} : { value }),
  });
  const run: End = {
    kind: "not needed",
    because: "the image is built without it, or it runs before",
  };
  return [
    element(`build of ${build.main}`, build.line, COMPILED),
    ...(build.binary
      ? [
          element(`binary ${build.binary.value}`, build.binary.line, {
            kind: "carried",
            to: "name",
          }),
        ]
      : []),
    ...build.tags.map((tag) => element(`tag ${tag.value}`, tag.line, tagEnd(tag.value), tag.value)),
    ...[...releases.before, ...build.before, ...build.after].map(({ value, line }) =>
      element(`hook ${value}`, line, run),
    ),
  ];
}

function tagEnd(tag: string): End {
  return GIVEN_TAGS.has(tag)
    ? { kind: "not needed", because: "the new Dockerfile gives it where it says something" }
    : { kind: "carried", to: "tags" };
}

function composeElements({ repository }: Program): readonly Element[] {
  return findServices(repository).flatMap(({ file, keys, name, target, volumes }) => [
    ...(target
      ? [{ instruction: `${name}: build.target`, file, line: target.line, end: NEW_IMAGE }]
      : []),
    ...keys.map((key) => ({
      instruction: `${name}: ${key.name}`,
      file,
      line: key.line,
      end: key.name === "build" ? NEW_IMAGE : STAYS,
    })),
    ...volumes.map(({ value, line }) => ({
      instruction: `${name}: volume at ${value}`,
      file,
      line,
      end: { kind: "carried", to: "volume" } as const,
      value,
    })),
  ]);
}

function manifestElements({ repository }: Program): readonly Element[] {
  return ownContainers(repository).flatMap(({ file, command, ports }) => [
    ...(command
      ? [
          {
            instruction: `command ${command.words.join(" ")}`,
            file,
            line: command.line,
            end: STAYS,
          },
        ]
      : []),
    ...ports.map(({ value, line }) => ({
      instruction: `containerPort ${value}`,
      file,
      line,
      end: STAYS,
    })),
  ]);
}

function buildLines({ dockerfiles, repository }: Program): readonly Element[] {
  return buildFiles(repository)
    .filter((file) => !repository.rendered.has(file) && !dockerfiles.includes(file))
    .flatMap((file) =>
      withoutTrials(repository.files.text(file) ?? "")
        .split("\n")
        .flatMap((line, index) =>
          /\bgo[ \t]+(?:build|install)\b/.test(line.slice(0, 1000))
            ? [{ instruction: line.trim().slice(0, 90), file, line: index + 1, end: COMPILED }]
            : [],
        ),
    );
}
