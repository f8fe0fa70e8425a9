import { normalize } from "../../core/posix.ts";
import type { StageInstruction } from "../../read/dockerfile/stages.ts";
import type { Ends } from "./ends.ts";
import type { End, Line } from "./model.ts";

/** Variables that say something about the old image, not about the program. */
export const OF_OLD_IMAGE: ReadonlySet<string> = new Set([
  "PATH",
  "GOPATH",
  "GOROOT",
  "GOFLAGS",
  "GOPROXY",
  "GOOS",
  "GOARCH",
  "GOARM",
  "GOTOOLCHAIN",
  "GOCACHE",
  "GOMODCACHE",
  "GOSUMDB",
  "GOPRIVATE",
  "GONOSUMDB",
  "GOLANG_VERSION",
  "GO111MODULE",
  "DEBIAN_FRONTEND",
  "ZONEINFO",
]);
/** Beginnings of the names of such variables. */
export const OF_OLD_IMAGE_PREFIXES: readonly string[] = ["CGO_", "SSL_CERT_"];
/** Labels that every build sets anew. */
export const SET_BY_BUILDS: ReadonlySet<string> = new Set([
  "org.opencontainers.image.version",
  "org.opencontainers.image.revision",
  "org.opencontainers.image.created",
]);

const UNKNOWN_VALUE = "it refers to a variable that has no value here";

/** Whether a variable is about the old image, or about compiling. */
export function belongsToOldImage(name: string): boolean {
  return (
    OF_OLD_IMAGE.has(name) ||
    OF_OLD_IMAGE_PREFIXES.some((prefix) => name.startsWith(prefix) && name !== prefix)
  );
}

/**
 * Reads ENV: `NAME=value`.
 *
 * @param runOnly names that only RUN uses
 */
export function readEnv(
  instruction: StageInstruction,
  runOnly: ReadonlySet<string>,
  ends: Ends,
): readonly Line<string>[] {
  return instruction.settings.flatMap(({ name, value }) => {
    const part = `ENV ${name}`;
    const isRunOnly = runOnly.has(name);
    const because = isRunOnly
      ? "only RUN uses it; if the program reads it, --env gives it"
      : "it belongs to the old image";
    if (isRunOnly || belongsToOldImage(name))
      ends.tell(instruction, { kind: "not needed", because }, because, part);
    else if (value === undefined) ends.lose(instruction, UNKNOWN_VALUE, part);
    else {
      ends.carry(instruction, "env", part, `${name}=${value}`);
      return [ends.place(instruction, `${name}=${value}`)];
    }
    return [];
  });
}

/** Reads LABEL: `name=value`. */
export function readLabels(instruction: StageInstruction, ends: Ends): readonly Line<string>[] {
  return instruction.settings.flatMap(({ name, value }) => {
    const part = `LABEL ${name}`;
    const by = "the Makefile and the workflow set it";
    if (SET_BY_BUILDS.has(name)) ends.tell(instruction, { kind: "replaced", by }, by, part);
    else if (value === undefined) ends.lose(instruction, UNKNOWN_VALUE, part);
    else {
      ends.carry(instruction, "label", part, `${name}=${value}`);
      return [ends.place(instruction, `${name}=${value}`)];
    }
    return [];
  });
}

/** Reads EXPOSE: `8080`, or `53/udp` where it is not TCP. */
export function readPorts(instruction: StageInstruction, ends: Ends): readonly Line<string>[] {
  const ports = instruction.values.map(({ value }) => asPort(value));
  const lost = instruction.values.filter((_, index) => ports[index] === undefined);
  for (const { value } of lost)
    ends.note(instruction, value === undefined ? UNKNOWN_VALUE : "a range of ports");
  for (const [index, { text, value }] of instruction.values.entries()) {
    const part = `EXPOSE ${text}`;
    if (ports[index] !== undefined) ends.carry(instruction, "expose", part, ports[index]);
    else {
      const todo = value === undefined ? UNKNOWN_VALUE : "a range of ports";
      ends.end(instruction, { kind: "lost", todo }, part);
    }
  }
  return ports.flatMap((port) => (port === undefined ? [] : [ends.place(instruction, port)]));
}

/** Reads VOLUME. */
export function readVolumes(instruction: StageInstruction, ends: Ends): readonly Line<string>[] {
  return instruction.values.map(({ text, value }) => {
    ends.carry(instruction, "volume", `VOLUME ${text}`, value ?? text);
    return ends.place(instruction, value ?? text);
  });
}

/**
 * Reads WORKDIR.
 *
 * @param before the working directory so far
 * @returns an absolute path; undefined if it depends on what has no value
 */
export function joinWorkdir(instruction: StageInstruction, before: string): string | undefined {
  const value = instruction.values[0]?.value;
  if (value === undefined) return undefined;
  const path = value.startsWith("/") ? value : `${before}/${value}`;
  return normalize(path).replace(/(?!^)\/$/, "");
}

/** What becomes of a user: numbers are kept, names have no user database to be looked up in. */
export function userEnd(user: string): End {
  if (/^[1-9]\d*(?::\d+)?$/.test(user)) return { kind: "carried", to: "user" };
  if (/^(?:root|0|nonroot)(?::|$)/.test(user))
    return { kind: "replaced", by: "the numeric USER, which is not root" };
  return { kind: "lost", todo: "the program runs as 65532, --user gives another number" };
}

// --- internal ---

function asPort(value: string | undefined): string | undefined {
  const [, number, protocol = "tcp"] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i.exec(value ?? "") ?? [];
  if (number === undefined) return undefined;
  return protocol.toLowerCase() === "tcp" ? number : `${number}/${protocol.toLowerCase()}`;
}
