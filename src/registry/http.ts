import { readFileSync } from "node:fs";
import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { rootCertificates } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { Environment } from "../io/environment.ts";
import { refusal } from "../core/errors.ts";

export interface Response {
  /** What answered: after redirects another URL than the one that was asked. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Request {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Fetches a URL over HTTP or HTTPS. */
export type Fetch = (url: URL, request?: Request) => Promise<Response>;

/** Bytes: a manifest may have 4 MiB, and so may the list of a repository's tags. */
const LIMIT = 16 << 20;
const ATTEMPTS = 3;
const REDIRECTS = 5;

export interface FetchOptions {
  /** Milliseconds that one attempt may take. */
  readonly timeout?: number;
  /** Milliseconds that a server may make us wait before another attempt, at most. */
  readonly patience?: number;
  /** Milliseconds after which everything has to be answered. */
  readonly total?: number;
}

/**
 * Fetches as the environment says: through HTTPS_PROXY but for NO_PROXY, trusting also what SSL_CERT_FILE holds (Node itself
 * reads NODE_EXTRA_CA_CERTS). Follows redirects, without credentials to another host. Tries again after 429 and 5xx.
 */
export function fetcher(
  environment: Environment,
  { timeout = 15_000, patience = 10_000, total = 90_000 }: FetchOptions = {},
): Fetch {
  const ca = authorities(environment);
  const end = Date.now() + total;
  const attempt = (url: URL, options: Request): Promise<Response> => {
    const proxy = url.protocol === "https:" ? proxyFor(url, environment) : undefined;
    const left = end - Date.now();
    if (left <= 0) throw new Error(`not all is answered in ${total / 1000} s`);
    return within(Math.min(timeout, left), (signal) =>
      exchange(url, options, { proxy, ca, signal }),
    );
  };

  return async (start, options = {}) => {
    let url = start;
    let current = options;
    for (let tries = 1, redirects = 0; ;) {
      const response = await attempt(url, current);
      const target = redirects < REDIRECTS ? redirectionOf(response) : undefined;
      if (target !== undefined) {
        [url, current] = redirect(url, new URL(target, url), current);
        redirects += 1;
      } else if (isTemporary(response) && tries < ATTEMPTS) {
        await wait(Math.min(patience, secondsToWait(response, tries) * 1000));
        tries += 1;
      } else return response;
    }
  };
}

// --- internal ---

function redirectionOf({ status, headers }: Response): string | undefined {
  return status >= 300 && status < 400 ? headers.location : undefined;
}

/** The request that a redirection asks for: encrypted if the first was, and without what is meant for the first host alone. */
function redirect(from: URL, to: URL, request: Request): [URL, Request] {
  if (from.protocol === "https:" && to.protocol !== "https:")
    throw new Error(`${from.host} redirects to ${to.protocol}//${to.host}, which is not encrypted`);
  if (to.host === from.host) return [to, request];
  if (request.body !== undefined)
    throw new Error(`${from.host} redirects what is meant for it alone to ${to.host}`);
  return [to, { ...request, headers: withoutCredentials(request.headers) }];
}

function isTemporary({ status }: Response): boolean {
  return status === 429 || status >= 500;
}

function secondsToWait({ headers }: Response, fallback: number): number {
  const seconds = Number(headers["retry-after"] ?? fallback);
  return Number.isFinite(seconds) ? seconds : 1;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function withoutCredentials(headers: Request["headers"] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"),
  );
}

/** Certificates beside Node's own: then these have to be named too. */
function authorities(environment: Environment): readonly string[] | undefined {
  const files = [environment["SSL_CERT_FILE"], environment["NODE_EXTRA_CA_CERTS"]].filter(
    (file) => file !== undefined && file !== "",
  );
  if (!environment["SSL_CERT_FILE"]) return undefined; // Node itself reads the other one
  try {
    return [...rootCertificates, ...files.map((file) => readFileSync(file as string, "utf8"))];
  } catch (error) {
    throw refusal(
      "certificates-unreadable",
      { variable: "SSL_CERT_FILE" },
      { reason: error instanceof Error ? error.message : String(error) },
    );
  }
}

/**
 * Gives some work a time limit. Whatever is still open then is closed by the signal: a proxy that
 * takes a connection and says nothing would keep the process alive for ever.
 */
async function within<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const late = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason as Error));
  });
  const timer = setTimeout(
    () => controller.abort(new Error(`no answer in ${milliseconds / 1000} s`)),
    milliseconds,
  );
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Connection {
  readonly proxy: string | undefined;
  readonly ca: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

async function exchange(
  url: URL,
  { method = "GET", headers = {}, body }: Request,
  { proxy, ca, signal }: Connection,
): Promise<Response> {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new Error(`${url.protocol} is not spoken here`);
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  const trust = ca ? { ca: [...ca] } : {};
  const sent = request(url, {
    method,
    headers: { "user-agent": "create-goslim", ...headers },
    signal,
    ...trust,
    ...(proxy === undefined ? {} : { agent: new HttpsProxyAgent(proxy, { signal, ...trust }) }),
  });
  sent.on("error", () => {}); // told by what waits for it
  try {
    sent.end(body);
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    return {
      url,
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: await readBody(response),
    };
  } finally {
    sent.destroy();
  }
}

async function readBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  if (!response.complete) throw new Error("the answer breaks off");
  return Buffer.concat(chunks);
}

function proxyFor(url: URL, environment: Environment): string | undefined {
  const value = (name: string): string =>
    environment[name] || environment[name.toUpperCase()] || "";
  const exceptions = value("no_proxy")
    .split(/[\s,]+/)
    .filter(Boolean);
  const isException = exceptions.some((entry) => {
    const [host = "", port] = entry.replace(/^\*?\./, "").split(":");
    return (
      entry === "*" ||
      ((port === undefined || port === (url.port || "443")) &&
        (url.hostname === host || url.hostname.endsWith(`.${host}`)))
    );
  });
  return isException ? undefined : value("https_proxy") || value("all_proxy") || undefined;
}
