import { createHash } from "node:crypto";
import type { Credentials } from "./credentials.ts";
import type { Fetch, Response } from "./http.ts";
import type { ImageReference } from "../core/image-reference.ts";

const INDEX_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
];
const MANIFEST_TYPES = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

const DOCKER_HUB = "registry-1.docker.io";

export interface Resolved {
  /** `sha256:…` of the index, or of the manifest where the image has one platform only. */
  readonly digest: string;
  /** `linux/arm/v7`; undefined for a single manifest, which does not say. */
  readonly platforms: readonly string[] | undefined;
}

export interface RegistryAccess {
  readonly fetch: Fetch;
  /** What is stored for a registry, `docker.io` for Docker Hub. */
  readonly credentials: (registry: string) => Promise<Credentials | undefined>;
  /** Mirrors of Docker Hub. */
  readonly mirrors: readonly URL[];
}

/**
 * Resolves a tag by the OCI distribution API.
 *
 * @throws Error whose message says what the registry, or the network, answered
 */
export async function resolveTag(
  reference: ImageReference,
  access: RegistryAccess,
): Promise<Resolved> {
  const failures: Error[] = [];
  for (const endpoint of endpoints(reference.registry, access.mirrors)) {
    try {
      return await resolveAt(endpoint, reference, access);
    } catch (error) {
      failures.push(new Error(`${endpoint.host}: ${messageOf(error)}`, { cause: error }));
    }
  }
  // That a registry on this machine does without TLS is no news.
  const told = failures.filter(({ cause }) => !isUnencrypted(cause));
  throw new Error(
    [...new Set((told.length > 0 ? told : failures).map(({ message }) => message))].join("; "),
  );
}

// --- internal ---

function endpoints(registry: string, mirrors: readonly URL[]): readonly URL[] {
  if (registry === "docker.io") return [...mirrors, new URL(`https://${DOCKER_HUB}`)];
  // As Docker does: on this machine itself a registry may do without encryption.
  const endpoint = new URL(`https://${registry}`);
  return [endpoint, ...(isLoopback(endpoint.hostname) ? [new URL(`http://${registry}`)] : [])];
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

async function resolveAt(
  endpoint: URL,
  { repository, tag }: ImageReference,
  access: RegistryAccess,
): Promise<Resolved> {
  const url = new URL(`/v2/${repository}/manifests/${tag}`, endpoint);
  const headers = { accept: [...INDEX_TYPES, ...MANIFEST_TYPES].join(", ") };
  let response = await access.fetch(url, { headers });
  if (response.status === 401) {
    // Whoever a registry sends us to could name a token server of its own, which gets the login.
    if (response.url.host !== endpoint.host)
      throw new Error(`redirects to ${response.url.host}, which asks for a login of its own`);
    const authorization = await authorize(response, repository, access, endpoint);
    response = await access.fetch(url, { headers: { ...headers, authorization } });
  }
  if (response.status !== 200) throw new Error(`answers ${response.status}${reasonOf(response)}`);
  const digest = `sha256:${createHash("sha256").update(response.body).digest("hex")}`;
  const said = response.headers["docker-content-digest"];
  if (said !== undefined && said !== digest)
    throw new Error("the manifest does not have the digest that the registry names");
  const manifest = JSON.parse(response.body.toString()) as {
    mediaType?: string;
    manifests?: unknown;
  };
  const type = manifest.mediaType ?? response.headers["content-type"]?.split(";")[0] ?? "";
  if (Array.isArray(manifest.manifests))
    return { digest, platforms: platformsOf(manifest.manifests) };
  if (!MANIFEST_TYPES.includes(type))
    throw new Error(`answers with ${JSON.stringify(type)}, which is no image`);
  return { digest, platforms: undefined };
}

function platformsOf(
  manifests: readonly { platform?: { os?: string; architecture?: string; variant?: string } }[],
): readonly string[] {
  return manifests.flatMap(({ platform }) => {
    if (!platform?.os || platform.os === "unknown") return []; // an attestation
    return [
      [platform.os, platform.architecture, ...(platform.variant ? [platform.variant] : [])].join(
        "/",
      ),
    ];
  });
}

/** The header that the challenge of a 401 asks for. */
async function authorize(
  challenged: Response,
  repository: string,
  { fetch, credentials }: RegistryAccess,
  endpoint: URL,
): Promise<string> {
  const challenge = challenged.headers["www-authenticate"] ?? "";
  // By the host that is asked: a mirror of Docker Hub must not learn Docker Hub's password. And only where nobody listens in.
  const isPrivate = endpoint.protocol === "https:" || isLoopback(endpoint.hostname);
  const login = isPrivate
    ? await credentials(endpoint.host === DOCKER_HUB ? "docker.io" : endpoint.host)
    : undefined;
  if (/^basic\b/i.test(challenge)) {
    const basic = basicHeader(login);
    if (basic === undefined) throw new Error("asks for a login; run docker login");
    return basic;
  }
  const token = tokenRequest(challenge, repository, endpoint);
  return `Bearer ${grantedToken(token.url, await askForToken(token, login, fetch))}`;
}

type Login = Awaited<ReturnType<RegistryAccess["credentials"]>>;

/** What a registry wants to be asked for, and where. */
interface TokenRequest {
  readonly url: URL;
  readonly service: string;
  readonly scope: string;
}

function basicHeader(login: Login): string | undefined {
  return login && "user" in login
    ? `Basic ${Buffer.from(`${login.user}:${login.password}`).toString("base64")}`
    : undefined;
}

function tokenRequest(challenge: string, repository: string, endpoint: URL): TokenRequest {
  const parameters = new Map(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const realm = parameters.get("realm");
  if (!/^bearer\b/i.test(challenge) || realm === undefined || !URL.canParse(realm))
    throw new Error("asks for a login of a kind that is not known");
  const url = new URL(realm);
  if (url.protocol !== "https:" && !(endpoint.protocol === "http:" && url.host === endpoint.host))
    throw new Error(`sends logins to ${url.host}, which is not encrypted`);
  const service = parameters.get("service") ?? "";
  return { url, service, scope: parameters.get("scope") ?? `repository:${repository}:pull` };
}

function askForToken(
  { url, service, scope }: TokenRequest,
  login: Login,
  fetch: RegistryAccess["fetch"],
): Promise<Response> {
  if (login && "identityToken" in login)
    return fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "refresh_token",
        service,
        scope,
        client_id: "create-goslim",
        refresh_token: login.identityToken,
      }).toString(),
    });
  const query = new URLSearchParams({ service, scope });
  const basic = basicHeader(login);
  return fetch(
    new URL(`${url.pathname}?${query.toString()}`, url),
    basic === undefined ? {} : { headers: { authorization: basic } },
  );
}

function grantedToken(url: URL, response: Response): string {
  if (response.status !== 200)
    throw new Error(`the login at ${url.host} answers ${response.status}${reasonOf(response)}`);
  const { token, access_token: accessToken } = JSON.parse(response.body.toString()) as {
    token?: string;
    access_token?: string;
  };
  const granted = token ?? accessToken;
  if (!granted) throw new Error(`the login at ${url.host} gives no token`);
  return granted;
}

function reasonOf({ status, body }: Response): string {
  if (status === 429) return " (too many requests; log in with docker login, or try later)";
  try {
    const [first] =
      (JSON.parse(body.toString()) as { errors?: readonly { message?: string }[] }).errors ?? [];
    return first?.message ? ` (${first.message.slice(0, 200).replace(/\p{Cc}/gu, " ")})` : "";
  } catch {
    return "";
  }
}

function isUnencrypted(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "EPROTO" || error.code === "ERR_SSL_WRONG_VERSION_NUMBER")
  );
}

function messageOf(error: unknown): string {
  if (isUnencrypted(error)) return "does not speak TLS";
  if (error instanceof AggregateError && error.message === "")
    return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
