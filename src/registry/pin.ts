import type { Environment } from "../io/environment.ts";
import { EXIT, KnownError, type Problem, tell } from "../core/errors.ts";
import coerce from "semver/functions/coerce.js";
import { findReferences } from "../read/references.ts";
import { newestRelease } from "./actions.ts";
import { dockerCredentials, dockerMirrors, helperTime } from "./credentials.ts";
import { type Fetch, fetcher, type FetchOptions } from "./http.ts";
import { type RegistryAccess, resolveTag } from "./manifest.ts";
import { parseReference } from "../core/image-reference.ts";

export interface PinRequest {
  /** Rendered texts, without pins. */
  readonly texts: readonly string[];
  /** What is known already, see {@link ProjectRecord.pins}. */
  readonly pins: ReadonlyMap<string, string>;
  /** The image that the program runs on, and the platforms that it must have. */
  readonly base: string | undefined;
  readonly platforms: readonly string[];
  readonly mode: "missing" | "update";
  readonly environment: Environment;
  readonly today: Date;
  readonly timing?: FetchOptions & {
    /** Milliseconds that credential helpers may take together. */
    readonly helpers?: number;
  };
}

/**
 * Looks up the digest of every image that is rendered, and with `update` the newest release of every action.
 *
 * @returns all pins, sorted out to what is still rendered
 * @throws KnownError (exit code 1) that names everything that could not be resolved
 */
export async function resolvePins(request: PinRequest): Promise<ReadonlyMap<string, string>> {
  const { texts, environment, today, timing } = request;
  const fetch = fetcher(environment, timing);
  const lookup: Lookup = {
    request,
    access: registryAccess(request, fetch),
    day: today.toISOString().slice(0, 10),
  };
  const problems: Problem[] = [];
  const result = new Map<string, string>();
  const attempt = async (subject: string, work: Promise<Found>): Promise<void> => {
    try {
      const found = await work;
      if (typeof found === "string") result.set(subject, found);
      else if (found !== undefined) problems.push(found);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push({ code: "not-resolved", at: AT, params: { name: subject, reason } });
    }
  };
  const references = texts.flatMap((text) => findReferences(text));
  const images = references
    .filter(({ kind }) => kind === "image")
    .map(({ subject, version }) => `${subject}:${version}`);
  const actions = references
    .filter(({ kind }) => kind === "action")
    .map(({ subject, version }) => [subject, version] as const);
  await Promise.all([
    ...[...new Set(images)].map((image) => attempt(image, findImage(image, lookup))),
    ...[...new Map(actions)].map(([action, version]) =>
      attempt(action, findAction(action, version, lookup)),
    ),
  ]);
  if (problems.length > 0) throw hintedOnce(problems);
  return result;
}

// --- internal ---

const AT = { flag: "--pin" };

interface Lookup {
  readonly request: PinRequest;
  readonly access: RegistryAccess;
  /** Today, as a pin notes it. */
  readonly day: string;
}

/** A pin, what is wrong with it, or undefined where there is none to be had. */
type Found = string | Problem | undefined;

function registryAccess({ environment, timing }: PinRequest, fetch: Fetch): RegistryAccess {
  const timeLeft = helperTime(timing?.helpers);
  const logins = new Map<string, ReturnType<typeof dockerCredentials>>();
  const credentials = (registry: string): ReturnType<typeof dockerCredentials> => {
    const login = logins.get(registry) ?? dockerCredentials(registry, environment, timeLeft);
    logins.set(registry, login); // a helper may ask the user: once is enough
    return login;
  };
  return { fetch, credentials, mirrors: dockerMirrors(environment) };
}

async function findImage(image: string, { request, access, day }: Lookup): Promise<Found> {
  const { pins, mode, base, platforms } = request;
  const known = pins.get(image);
  if (known !== undefined && mode === "missing") return known;
  const { digest, platforms: there } = await resolveTag(parseReference(image), access);
  const missing = image === base ? missingPlatforms(platforms, there) : [];
  // The same digest keeps its day only if it is not looked up again.
  if (missing.length === 0) return `${digest} ${day}`;
  return there === undefined
    ? { code: "image-of-one-platform", at: AT, params: { image } }
    : { code: "image-not-for-platform", at: AT, params: { image, platforms: missing } };
}

async function findAction(
  action: string,
  version: string,
  { request: { pins, mode, environment }, access: { fetch }, day }: Lookup,
): Promise<Found> {
  const known = pins.get(action);
  const major = coerce(version.split("#")[1])?.major;
  if (mode === "missing" || major === undefined) return known;
  const forge = new URL(environment["GITHUB_SERVER_URL"] || "https://github.com");
  const release = await newestRelease(forge, action, major, fetch);
  return release ? `${release.tag} ${release.commit} ${day}` : known;
}

/** One cause mostly stands behind all of them: its remedy is told once, at the last. */
function hintedOnce(problems: readonly Problem[]): KnownError {
  const told = problems.map(tell);
  return new KnownError(
    EXIT.refused,
    told.map(({ hint, ...problem }, index) =>
      index === told.findLastIndex((one) => one.hint === hint) && hint !== undefined
        ? { ...problem, hint }
        : problem,
    ),
  );
}

/** Those that an index lacks. A platform's level (amd64/v3) is a matter of the program, not of the image; arm's is of both. */
function missingPlatforms(
  wanted: readonly string[],
  there: readonly string[] | undefined,
): readonly string[] {
  if (there === undefined) return wanted.length > 1 ? wanted : [];
  return wanted.filter((platform) => {
    const [os, architecture, variant] = platform.split("/");
    return !there.some((one) => {
      const [otherOs, otherArchitecture, otherVariant] = one.split("/");
      if (os !== otherOs || architecture !== otherArchitecture) return false;
      return (
        architecture !== "arm" ||
        Number(otherVariant?.slice(1) ?? 7) <= Number(variant?.slice(1) ?? 7)
      );
    });
  });
}
