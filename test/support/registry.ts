import { createHash } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** An image index that a registry can hold. */
export function index(...platforms: readonly string[]): string {
  const manifests = platforms.map((platform) => {
    const [os, architecture, variant] = platform.split("/");
    const digest = `sha256:${createHash("sha256").update(platform).digest("hex")}`;
    return {
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      digest,
      size: 7,
      platform: { os, architecture, ...(variant ? { variant } : {}) },
    };
  });
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.index.v1+json",
    manifests,
  });
}

export function digestOf(manifest: string): string {
  return `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
}

export interface RegistryOptions {
  /** Manifest by `repository:tag`. */
  readonly images: Readonly<Record<string, string>>;
  readonly auth?: "token" | "basic";
  /** Who may pull; without it a token is given to everybody. */
  readonly login?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Answers before the registry does, by returning true. */
  readonly before?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface Registry {
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** Method, path and the kind of credentials of every request. */
  readonly requests: readonly string[];
}

/** A registry on the loopback interface that speaks the part of the OCI distribution API that pulling needs. */
export async function startRegistry({
  images,
  auth,
  login,
  tls,
  before,
}: RegistryOptions): Promise<Registry> {
  const requests: string[] = [];
  const basic = `Basic ${Buffer.from(login ?? ":").toString("base64")}`;
  const listener: RequestListener = (request, response) => {
    const { authorization = "" } = request.headers;
    requests.push(`${request.method} ${request.url} ${authorization.split(" ")[0]}`.trim());
    const answer = (status: number, body: string, headers: Record<string, string> = {}): void =>
      void response.writeHead(status, headers).end(body);
    if (before?.(request, response)) return;
    if (request.url?.startsWith("/token")) {
      if (request.method === "POST")
        return void request.on("data", (body: Buffer) =>
          answer(
            body.includes("refresh_token=identity") ? 200 : 401,
            JSON.stringify({ access_token: "granted" }),
          ),
        );
      return answer(
        login === undefined || authorization === basic ? 200 : 401,
        JSON.stringify({ token: "granted" }),
      );
    }
    const challenge =
      auth === "token"
        ? `Bearer realm="${tls ? "https" : "http"}://${request.headers.host}/token",service="test"`
        : 'Basic realm="test"';
    if (auth && authorization !== (auth === "token" ? "Bearer granted" : basic))
      return answer(401, "", { "www-authenticate": challenge });
    const [, repository = "", tag = ""] =
      /^\/v2\/(.+)\/manifests\/(.+)$/.exec(request.url ?? "") ?? [];
    const manifest = images[`${repository}:${tag}`];
    if (manifest === undefined)
      return answer(
        404,
        JSON.stringify({ errors: [{ code: "MANIFEST_UNKNOWN", message: "manifest unknown" }] }),
      );
    const { mediaType } = JSON.parse(manifest) as { mediaType: string };
    answer(200, manifest, {
      "content-type": mediaType,
      "docker-content-digest": digestOf(manifest),
    });
  };
  return {
    host: await listen(tls ? createTlsServer(tls, listener) : createServer(listener)),
    requests,
  };
}

/** Starts a server on the loopback interface for the running test. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
