import type { Environment } from "../io/environment.ts";
import { EXIT, KnownError, type Problem, tell } from "../core/errors.ts";
import coerce from "semver/functions/coerce.js";
import { findReferences } from "../read/references.ts";
import { newestRelease } from "./actions.ts";
import { dockerCredentials, dockerMirrors } from "./credentials.ts";
import { fetcher, type FetchOptions } from "./http.ts";
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
  readonly timing?: FetchOptions;
}

/**
 * Looks up the digest of every image that is rendered, and with `update` the newest release of every action.
 *
 * @returns all pins, sorted out to what is still rendered
 * @throws KnownError (exit code 1) that names everything that could not be resolved
 */
export async function resolvePins({
  texts,
  pins,
  base,
  platforms,
  mode,
  environment,
  today,
  timing,
}: PinRequest): Promise<ReadonlyMap<string, string>> {
  const references = texts.flatMap((text) => findReferences(text));
  const images = new Set(
    references
      .filter(({ kind }) => kind === "image")
      .map(({ subject, version }) => `${subject}:${version}`),
  );
  const actions = new Map(
    references
      .filter(({ kind }) => kind === "action")
      .map(({ subject, version }) => [subject, version]),
  );
  const fetch = fetcher(environment, timing);
  const logins = new Map<string, ReturnType<typeof dockerCredentials>>();
  const credentials = (registry: string): ReturnType<typeof dockerCredentials> => {
    const login = logins.get(registry) ?? dockerCredentials(registry, environment);
    logins.set(registry, login); // a helper may ask the user: once is enough
    return login;
  };
  const access: RegistryAccess = { fetch, credentials, mirrors: dockerMirrors(environment) };
  const day = today.toISOString().slice(0, 10);
  const problems: Problem[] = [];
  const result = new Map<string, string>();

  const pinImage = async (image: string): Promise<void> => {
    const known = pins.get(image);
    if (known !== undefined && mode === "missing") return void result.set(image, known);
    const { digest, platforms: there } = await resolveTag(parseReference(image), access);
    const missing = image === base ? missingPlatforms(platforms, there) : [];
    if (missing.length > 0) {
      problems.push(
        there === undefined
          ? { code: "image-of-one-platform", at: AT, params: { image } }
          : { code: "image-not-for-platform", at: AT, params: { image, platforms: missing } },
      );
      return;
    }
    // The same digest keeps its day only if it is not looked up again.
    result.set(image, `${digest} ${day}`);
  };
  const pinAction = async ([action, version]: readonly [string, string]): Promise<void> => {
    const known = pins.get(action);
    if (known !== undefined) result.set(action, known);
    const major = coerce(version.split("#")[1])?.major;
    if (mode === "missing" || major === undefined) return;
    const release = await newestRelease(
      new URL(environment["GITHUB_SERVER_URL"] || "https://github.com"),
      action,
      major,
      fetch,
    );
    if (release) result.set(action, `${release.tag} ${release.commit} ${day}`);
  };
  const attempt = async (name: string, work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push({ code: "not-resolved", at: AT, params: { name, reason } });
    }
  };
  await Promise.all([
    ...[...images].map((image) => attempt(image, pinImage(image))),
    ...[...actions].map((action) => attempt(action[0], pinAction(action))),
  ]);
  if (problems.length > 0) throw hintedOnce(problems);
  return result;
}

// --- internal ---

const AT = { flag: "--pin" };

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
