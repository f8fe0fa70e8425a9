import { END_OF_LIFE, GO_RELEASES } from "../core/facts.ts";
import { compareGoVersions } from "../core/go/compare.ts";
import { languageVersion, parseGoVersion } from "../core/go/version.ts";
import { hasMarkers } from "./markers.ts";
import type { Change } from "./reconcile.ts";
import { findReferences, type Reference } from "../read/references.ts";

/** Something that is out of date. */
export interface Outdated {
  readonly kind: "drift" | "conflict" | "go" | "end of life" | "pin";
  /** `file` or `file:line`. */
  readonly where: string;
  readonly message: string;
  readonly hint: string;
}

export interface OutdatedOptions {
  /** The go line of go.mod. */
  readonly goLine: string | undefined;
  /** What the record says of resolved tags, see {@link ProjectRecord.pins}. Where there are any, every image is expected to have a digest. */
  readonly pins: ReadonlyMap<string, string>;
  /** Days after which a pin is too old; undefined: never. */
  readonly maxPinAge: number | undefined;
  /** Whether somebody chose the Go release, so that the go line does not. */
  readonly goChosen: boolean;
  readonly today: Date;
}

/** What is out of date in a project, file by file. Pure. */
export function findOutdated(
  changes: readonly Change[],
  options: OutdatedOptions,
): readonly Outdated[] {
  return [
    ...changes.flatMap((change) => [
      ...findDrift(change),
      ...findMarkers(change),
      ...findReferred(change, options),
    ]),
    ...findTwoReleases(changes),
  ];
}

// --- internal ---

const DRIFT: Readonly<Partial<Record<Change["state"], string>>> = {
  create: "would be created",
  update: "would be updated",
  merge: "was edited, and would be merged with what is new",
  conflict: "was edited where it would be updated",
};

function findDrift({ path, owner, state }: Change): readonly Outdated[] {
  const message = DRIFT[state];
  if (message === undefined || owner !== "managed") return [];
  const hint =
    state === "conflict"
      ? "run create-goslim --update in a terminal, or with --on-conflict"
      : "run create-goslim --update";
  return [{ kind: "drift", where: path, message, hint }];
}

/** A Go release that a file compiles with. */
interface Compiler {
  readonly where: string;
  /** As written: `1.27`, `1.27.4`. */
  readonly version: string;
}

// The image build and the workflow compile the same program. A bot moves the image, and knows nothing of the other.
function findTwoReleases(changes: readonly Change[]): readonly Outdated[] {
  const [image] = changes.flatMap(imageCompilers);
  if (!image) return [];
  return changes
    .flatMap(workflowCompilers)
    .filter(({ version }) => !isSameRelease(version, image.version))
    .map(({ where, version }) => ({
      kind: "go" as const,
      where,
      message: `compiles with Go ${version}, but ${image.where} with Go ${image.version}`,
      hint: `make both the same: run create-goslim --update --go=${image.version}, or write it there`,
    }));
}

function imageCompilers({ path, ours = "" }: Change): readonly Compiler[] {
  return findReferences(ours, ["image"]).flatMap(({ subject, version: tag, index }) => {
    const [version = ""] = tag.split(/[-@]/);
    return /(?:^|\/)golang$/.test(subject) && parseGoVersion(version)
      ? [{ where: placeOf(path, ours, index), version }]
      : [];
  });
}

function workflowCompilers({ path, ours = "" }: Change): readonly Compiler[] {
  if (!path.startsWith(".github/workflows/")) return [];
  return ours.split("\n").flatMap((line, index) => {
    const [, version = ""] =
      /^ +go-version: ["']?(\d[\w.]{0,20})["']?\s*(?:#.*)?$/.exec(line) ?? [];
    return parseGoVersion(version) ? [{ where: `${path}:${index + 1}`, version }] : [];
  });
}

// Without a patch it is the newest one of its release, here and there.
function isSameRelease(one: string, other: string): boolean {
  const [a, b] = [parseGoVersion(one), parseGoVersion(other)];
  if (!a || !b) return true;
  const isExact = a.patch !== undefined && b.patch !== undefined;
  return isExact ? compareGoVersions(a, b) === 0 : languageVersion(a) === languageVersion(b);
}

function findMarkers({ path, ours }: Change): readonly Outdated[] {
  if (ours === undefined || !hasMarkers(ours)) return [];
  const where = placeOf(path, ours, Math.max(0, ours.search(/^(?:<{7}|\|{7}|>{7}) /m)));
  return [{ kind: "conflict", where, message: "has conflict markers", hint: "resolve them" }];
}

// What a file refers to: the Go release, base images and digests.
function findReferred(
  { path, ours = "", theirs = "" }: Change,
  options: OutdatedOptions,
): readonly Outdated[] {
  const { goLine, goChosen, today } = options;
  const rendered = new Set(findReferences(theirs).map(({ subject }) => subject));
  return findReferences(ours).flatMap((reference) => {
    const { subject, version, index } = reference;
    const [tag = ""] = version.split("@");
    const where = placeOf(path, ours, index);
    return [
      ...outdatedGo(subject, tag, goLine, goChosen, where),
      ...pastEndOfLife(subject, tag, today, where),
      ...outdatedPin(reference, rendered.has(subject), where, options),
    ];
  });
}

function outdatedPin(
  { kind, subject, version }: Reference,
  isRendered: boolean,
  where: string,
  { pins, maxPinAge, today }: OutdatedOptions,
): readonly Outdated[] {
  const [tag = "", digest] = version.split("@");
  const image = `${subject}:${tag}`;
  if (digest === undefined)
    return pins.size > 0 && kind === "image" && isRendered
      ? [
          {
            kind: "pin",
            where,
            message: `${image} has no digest, as the others have`,
            hint: "run create-goslim --update --pin",
          },
        ]
      : [];
  const age = daysSince(pins.get(image), digest, today);
  if (maxPinAge === undefined || age === undefined || age <= maxPinAge) return [];
  return [
    {
      kind: "pin",
      where,
      message: `the digest of ${image} was looked up ${age} days ago, the limit is ${maxPinAge}`,
      hint: "run create-goslim --update --pin=update",
    },
  ];
}

function placeOf(path: string, text: string, index: number): string {
  return `${path}:${text.slice(0, index).split("\n").length}`;
}

function outdatedGo(
  subject: string,
  tag: string,
  goLine: string | undefined,
  goChosen: boolean,
  where: string,
): Outdated[] {
  const builder = /(?:^|\/)golang$/.test(subject)
    ? parseGoVersion(tag.split("-")[0] ?? "")
    : undefined;
  if (!builder) return [];
  const release = languageVersion(builder);
  const needed = goLine === undefined ? undefined : parseGoVersion(goLine);
  const outdated: Outdated[] = [];
  // A tag without a patch stands for the newest one.
  if (
    needed &&
    (builder.patch === undefined
      ? minorOf(release) < minorOf(languageVersion(needed))
      : compareGoVersions(builder, needed) < 0)
  )
    outdated.push({
      kind: "go",
      where,
      message: `builds with Go ${tag.split("-")[0]}, but go.mod says go ${goLine}`,
      hint: `run create-goslim --update${goChosen ? ` --go=${languageVersion(needed)}` : ""}, or lower the go line`,
    });
  const oldest = GO_RELEASES.at(-1) ?? "";
  if (minorOf(release) < minorOf(oldest))
    outdated.push({
      kind: "end of life",
      where,
      message: `Go ${release} is past its end of life; supported are ${GO_RELEASES.join(" and ")}`,
      hint: "raise the go line",
    });
  return outdated;
}

function minorOf(release: string): number {
  return Number(release.split(".")[1]);
}

function pastEndOfLife(subject: string, tag: string, today: Date, where: string): Outdated[] {
  const image = `${subject}:${tag}`;
  // golang:1.27-alpine3.21 and golang:1.27-bookworm, distroless/static-debian12, alpine:3.21.4 and debian:12.
  const names: readonly (string | undefined)[] = [
    /(?:^|\/)distroless\/.*-(debian\d+)$/.exec(subject)?.[1]?.replace(/^/, "distroless-"),
    ...(tag.match(/[a-z]+(?:\d+(?:\.\d+)?)?/g) ?? []),
    /-(debian\d+)$/.exec(subject)?.[1],
    /(?:^|\/)((?:alpine:\d+\.|debian:)\d+)/.exec(image)?.[1]?.replace(":", ""),
  ];
  const name = names.find(
    (candidate) =>
      candidate !== undefined &&
      Object.hasOwn(END_OF_LIFE, candidate) &&
      new Date(END_OF_LIFE[candidate] as string) < today,
  );
  if (name === undefined) return [];
  return [
    {
      kind: "end of life",
      where,
      message: `${image}: support of ${name} ended on ${END_OF_LIFE[name]}`,
      hint: "run create-goslim --update, or choose a newer tag",
    },
  ];
}

/** Days since this very digest was looked up; of one that a bot has put there nothing is known. */
function daysSince(pin: string | undefined, digest: string, today: Date): number | undefined {
  const [pinned, day = ""] = pin?.split(" ") ?? [];
  return pinned === digest
    ? Math.floor((today.getTime() - new Date(day).getTime()) / 86_400_000)
    : undefined;
}
